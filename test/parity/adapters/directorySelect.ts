import { DEFAULT_SOURCE_SETTINGS, type SourceRequest } from '../../../server/src/claims/claim.ts';
import { directorySource } from '../../../server/src/claims/directory.ts';
import { directoryCandidates } from '../../../server/src/claims/directoryCandidates.ts';
import { directoryFile } from '../../../server/src/claims/directoryFile.ts';
import { directorySettings } from '../../../server/src/claims/directorySettings.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import { normalise, relative } from '../../../server/src/files/paths.ts';
import type { ParityAdapter } from '../adapter.ts';
import { sameError } from '../support/essence.ts';

interface Expected {
  readonly candidates?: string[];
  readonly deployed?: string[];
  readonly manifests?: string[];
  readonly error?: string;
}

const adapter: ParityAdapter = {
  tables: ['directory-select.json'],
  check(row) {
    const input = row['input'] as { tree: Record<string, string>; path: string; directory: unknown };
    const expected = row['expect'] as Expected;
    const tree = memoryTree(input.tree);
    const path = normalise(input.path) ?? '';
    const source = { directory: input.directory };
    const { files } = directoryCandidates(tree, path, directorySettings(source, {}));
    const facts = files.map(({ file }) => ({ file: relative(path, file), ...tree.derive(directoryFile, file) }));
    const { problems } = directorySource.claim({ tree, source, path, ...REST });
    // Jsonnet is not evaluated: what it makes is not compared.
    const evaluates = files.some(({ file }) => file.endsWith('.jsonnet'));
    const answer: Expected = {
      candidates: facts.map(({ file }) => file),
      deployed: facts.filter(({ deployed }) => deployed).map(({ file }) => file),
      manifests: facts.flatMap(({ objects }) => objects),
    };
    const failed = problems.length > 0;
    if (failed !== (expected.error !== undefined))
      return `${JSON.stringify(input)}: expected ${expected.error ?? 'no error'}, got ${JSON.stringify(problems)}`;
    const other = failed ? sameError(problems, expected.error) : undefined;
    if (other) return other;
    for (const field of ['candidates', 'deployed', 'manifests'] as const) {
      if (expected[field] === undefined || (field === 'manifests' && evaluates)) continue;
      if (JSON.stringify(answer[field]) !== JSON.stringify(expected[field]))
        return `${JSON.stringify(input)}: expected ${field} ${JSON.stringify(expected[field])}, got ${JSON.stringify(answer[field])}`;
    }
    return undefined;
  },
};

const REST: Omit<SourceRequest, 'tree' | 'source' | 'path'> = {
  appName: 'app',
  appNamespace: 'argocd',
  destinationNamespace: 'default',
  project: 'default',
  refs: new Map(),
  multiSource: false,
  settings: DEFAULT_SOURCE_SETTINGS,
};
export default adapter;
