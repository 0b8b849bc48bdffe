import { join, normalise } from '../../files/paths.ts';
import type { Derivation } from '../../files/tree.ts';
import { sameJson } from '../../manifests/sameJson.ts';

/** The paths, relative to the build's context, that a Dockerfile copies in; undefined when it can't be read. */
export const copiedPaths: Derivation<readonly string[] | undefined> = {
  name: 'copiedPaths',
  compute(tree, path) {
    const text = tree.kind(path) === 'file' ? tree.text(path) : undefined;
    if (text === undefined) return undefined;
    const found = new Set<string>();
    for (const line of text.replace(/[\\`]\r?\n/g, ' ').split('\n')) {
      const words = /^\s*(?:COPY|ADD)\s+(.*)$/i.exec(line)?.[1]?.trim();
      if (words === undefined || /--from=/.test(words)) continue;
      for (const source of sourcesOf(words.replace(/--\S+\s+/g, ''))) found.add(source);
      if (found.size > MAX_PATHS) break;
    }
    return [...found];
  },
  equals: sameJson,
};

const MAX_PATHS = 1000;

function sourcesOf(words: string): string[] {
  const list = words.startsWith('[')
    ? [...words.matchAll(/"([^"]*)"/g)].map((match) => match[1] as string)
    : words.split(/\s+/);
  return list
    .slice(0, -1)
    .filter((word) => !/^[a-z]+:\/\/|^<</.test(word))
    .map((word) => normalise(beforePattern(word).replace(/^\/+/, '')) ?? '');
}

/** The directory in front of a pattern or a variable. */
function beforePattern(word: string): string {
  const at = word.search(/[*?[$]/);
  return at < 0 ? word : word.slice(0, word.lastIndexOf('/', at) + 1);
}

/** A source of a COPY as a path of the repository. */
export function inContext(context: string, source: string): string {
  return join(context, source);
}
