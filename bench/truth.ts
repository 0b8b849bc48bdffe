import type { Report } from '../server/src/report/model.ts';
import type { Truth } from './monorepo.ts';

/** Compares a report with the truth. @returns a line for each file that is judged wrong, or wrongly judged at all. */
export function wrongVerdicts(
  report: { readonly manifests: readonly Pick<Report['manifests'][number], 'file' | 'status'>[] },
  truth: ReadonlyMap<string, Truth>,
): string[] {
  const told = new Map<string, Set<string>>();
  for (const { file, status } of report.manifests) told.set(file, (told.get(file) ?? new Set()).add(status));
  const wrong: string[] = [];
  for (const [file, status] of truth) {
    const found = [...(told.get(file) ?? ['nothing'])].join(' and ');
    if (found !== status) wrong.push(`${file} is ${status}, judged ${found}`);
    told.delete(file);
  }
  for (const file of told.keys()) wrong.push(`${file} holds no manifest of its own, judged all the same`);
  return wrong;
}
