import { join } from '../files/paths.ts';
import { t } from '../l10n/t.ts';
import type { Claim, SourceType } from './claim.ts';

/** Files one plugin may see. */
const MAX_FILES = 50_000;

/** A config management plugin: it may use every file below the path, and only it knows which. */
export const pluginSource: SourceType = {
  name: 'Plugin',
  claim({ tree, path, source }) {
    const plugin = source['plugin'];
    const name = typeof plugin === 'object' && plugin !== null ? (plugin as { name?: unknown }).name : undefined;
    const why =
      typeof name === 'string' && name !== ''
        ? t`the plugin ${name} makes the manifests`
        : t`a plugin makes the manifests`;
    const claims: Claim[] = [];
    const visit = (directory: string): void => {
      for (const entry of tree.list(directory)) {
        if (claims.length >= MAX_FILES) return;
        const file = join(directory, entry.name);
        if (entry.kind === 'directory') visit(file);
        else claims.push({ repository: tree.id, file, role: 'manifest', possible: true, why });
      }
    };
    visit(path);
    return { claims, problems: [] };
  },
};
