import type { ReportFormat } from './format.ts';
import type { ReportManifest } from './model.ts';
import { checkoutPath } from './place.ts';

/**
 * LCOV's trace format: each manifest is a function, and all of its lines are hit as often as Applications deploy it
 * automatically. Manifests that don't count (ignored, registered by hand) are left out, so the functions' figure is ours.
 */
export const lcov: ReportFormat = {
  name: 'lcov',
  write(report) {
    const files = new Map<string, ReportManifest[]>();
    for (const manifest of report.manifests) {
      if (manifest.status === 'ignored' || manifest.status === 'root') continue;
      const path = checkoutPath(report, manifest);
      const list = files.get(path);
      if (list) list.push(manifest);
      else files.set(path, [manifest]);
    }
    return [...files].map(([path, manifests]) => record(path, manifests)).join('');
  },
};

function record(path: string, manifests: readonly ReportManifest[]): string {
  const names = new Set<string>();
  const functions: string[] = [];
  const calls: string[] = [];
  const lines = new Map<number, number>();
  for (const manifest of manifests) {
    const own = oneLine([manifest.kind, manifest.namespace, manifest.name].filter(Boolean).join('/'));
    const name = names.has(own) ? `${own}@${manifest.line}` : own;
    names.add(name);
    const hits = hitsOf(manifest);
    functions.push(`FN:${manifest.line},${name}`);
    calls.push(`FNDA:${hits},${name}`);
    for (let line = manifest.line; line <= manifest.endLine; line++)
      lines.set(line, Math.max(hits, lines.get(line) ?? 0));
  }
  const hit = manifests.filter((manifest) => hitsOf(manifest) > 0).length;
  const ordered = [...lines].sort(([a], [b]) => a - b);
  return [
    'TN:',
    `SF:${oneLine(path)}`,
    ...functions,
    ...calls,
    `FNF:${manifests.length}`,
    `FNH:${hit}`,
    ...ordered.map(([line, hits]) => `DA:${line},${hits}`),
    `LF:${ordered.length}`,
    `LH:${ordered.filter(([, hits]) => hits > 0).length}`,
    'end_of_record\n',
  ].join('\n');
}

function hitsOf({ status, routes }: ReportManifest): number {
  if (status !== 'deployed') return 0;
  return Math.max(1, routes.filter((route) => 'automatic' in route && route.certain && route.automatic).length);
}

function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]/g, '?');
}
