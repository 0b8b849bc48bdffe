import { isObject } from '../../applications/json.ts';
import { compareGeneratePaths } from '../../coverage/generatePaths.ts';
import { t } from '../../l10n/t.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { replaceScalar } from '../edits.ts';
import { pointedAt } from '../place/pointed.ts';
import { type ActionProvider, absolute, textFact } from './provider.ts';

/** Writes the shortest `manifest-generate-paths` that covers what the Application reads. */
export const generatePathsFix: ActionProvider = {
  id: 'generatePaths',
  offer(context, target) {
    return target.diagnostics.flatMap((diagnostic) => {
      const { code, data, span } = diagnostic;
      if ((code !== 'generate-paths-too-narrow' && code !== 'generate-paths-too-wide') || !isObject(data)) return [];
      const { minimal } = data;
      if (typeof minimal !== 'string' || span.end <= span.start || !fitsAll(context, target, span.start, minimal))
        return [];
      return [
        {
          title: t`Change manifest-generate-paths to ${minimal}`,
          kind: 'quickfix' as const,
          code,
          preferred: true,
          // What is refreshed changes, never what is deployed.
          safe: code === 'generate-paths-too-narrow',
          facts: { minimal, start: span.start, end: span.end },
        },
      ];
    });
  },
  resolve(_context, at) {
    const minimal = textFact(at, 'minimal');
    const { start, end } = at.facts;
    if (minimal === undefined || typeof start !== 'number' || typeof end !== 'number') return undefined;
    const edit = replaceScalar(at.text, { start, end }, minimal);
    return { steps: [{ type: 'edit', path: absolute(at.repository, at.file), edits: [edit] }] };
  },
};

/** Whether the annotation would be right for every Application that has it: a template gives it to several. */
function fitsAll(context: FeatureContext, at: FileAt, offset: number, minimal: string): boolean {
  const hits = pointedAt(context, at, offset)?.hits ?? [];
  return hits.length > 0 && hits.every(({ app }) => compareGeneratePaths(context.workspace, app)?.minimal === minimal);
}
