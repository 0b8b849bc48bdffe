import { GENERATE_PATHS } from '../applications/refreshPaths.ts';
import { compareGeneratePaths } from '../coverage/generatePaths.ts';
import type { App } from '../coverage/model.ts';
import { t } from '../l10n/t.ts';
import { located } from './located.ts';
import type { Finding, FleetRule } from './rule.ts';

const PATH = ['metadata', 'annotations', GENERATE_PATHS];

/**
 * An Application whose `manifest-generate-paths` annotation leaves out files that it reads: their change does not refresh
 * it. Or names files that it does not read: their change refreshes it for nothing.
 */
export const generatePaths: FleetRule = {
  codes: ['generate-paths-too-narrow', 'generate-paths-too-wide'],
  *check({ fleet, workspace }) {
    const told = new Set<string>();
    for (const app of fleet.apps) {
      const found = compareGeneratePaths(workspace, app);
      if (!found) continue;
      const at = located(app, PATH);
      const once = (finding: Finding): Finding[] => {
        const key = `${finding.code} ${at.repository}\0${at.file}\0${at.span?.start}`;
        if (told.has(key)) return [];
        told.add(key);
        return [finding];
      };
      const data = { application: app.id, minimal: found.minimal };
      if (found.missing.length > 0)
        yield* once({ code: 'generate-paths-too-narrow', at, data, message: narrow(app, found.missing) });
      else if (found.idle.length > 0)
        yield* once({
          code: 'generate-paths-too-wide',
          at,
          data,
          message: t`Application “${app.name}” reads nothing under \`${found.idle[0] as string}\`: a change there refreshes it for nothing.`,
        });
      else if (found.foreign !== undefined)
        yield* once({
          code: 'generate-paths-too-wide',
          at,
          data,
          message: t`The annotation also covers \`${found.foreign}\`, which Application “${app.name}” does not read: a change there refreshes it for nothing.`,
        });
    }
  },
};

function narrow(app: App, missing: readonly (readonly [string, string])[]): string {
  const [, file] = missing[0] as readonly [string, string];
  return missing.length === 1
    ? t`The annotation leaves out \`${file}\`, which Application “${app.name}” reads: a change of it does not refresh the Application.`
    : t`The annotation leaves out ${missing.length} files that Application “${app.name}” reads, for example \`${file}\`: a change of them does not refresh the Application.`;
}
