import { resolveValueFiles } from '../../../server/src/claims/valueFiles.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';
import { join } from '../../../server/src/files/paths.ts';
import type { ParityAdapter } from '../adapter.ts';

interface Input {
  readonly tree: Record<string, string>;
  readonly appPath: string;
  readonly valueFiles: readonly string[];
  readonly ignoreMissing: boolean;
  readonly schemes: readonly string[];
  readonly env: Record<string, string>;
  readonly refs: Record<string, Record<string, string> | null>;
}

const adapter: ParityAdapter = {
  tables: ['value-files.json'],
  check(row) {
    const input = row['input'] as Input;
    const expected = row['expect'] as string[] | { error: string };
    const refs = Object.entries(input.refs).map(
      ([name, files]) => [name, files ? memoryTree(files, `<ref:${name}>`) : undefined] as const,
    );
    const { files, errors } = resolveValueFiles(
      {
        tree: memoryTree(input.tree, '<root>'),
        appPath: input.appPath,
        refs: new Map(refs),
        schemes: input.schemes,
        env: new Map(Object.entries(input.env)),
      },
      input.valueFiles,
      input.ignoreMissing,
    );
    // A repository that is not at hand is an error to Argo CD, which should have fetched it.
    const elsewhere = files.flatMap(({ index, ...file }) => {
      const error = `error resolving value file path: failed to find repo "https://github.com/o/${file.kind === 'elsewhere' && file.ref}.git"`;
      return file.kind === 'elsewhere' ? [{ index, error }] : [];
    });
    const first = [...errors, ...elsewhere].sort((a, b) => a.index - b.index)[0];
    const answer = first?.error ?? files.map(shown);
    const wanted = Array.isArray(expected) ? expected : expected.error.replaceAll(/<[\w:]+>\//g, '');
    if (JSON.stringify(answer) === JSON.stringify(wanted)) return undefined;
    return `${input.valueFiles}: expected ${JSON.stringify(wanted)}, got ${JSON.stringify(answer)}`;
  },
};

function shown(file: ReturnType<typeof resolveValueFiles>['files'][number]): string {
  if (file.kind === 'url') return file.url;
  return file.kind === 'file' ? join(file.tree.id, file.path) : file.kind;
}

export default adapter;
