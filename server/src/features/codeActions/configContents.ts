import { dirname, join, normalise } from '../../files/paths.ts';
import type { Tree } from '../../files/tree.ts';

/** A file that becomes a key of a ConfigMap. */
export interface ConfigEntry {
  readonly key: string;
  readonly file: string;
}

/** Keys that a ConfigMap may have (IsConfigMapKey in apimachinery's util/validation). */
const KEY = /^[-._a-zA-Z0-9]{1,253}$/;
/** Of text, in all: a ConfigMap holds a mebibyte, and a person must be able to read what was made. */
const MAX_TEXT = 64 * 1024;
const MAX_FILES = 50;

/**
 * The files that `kubectl create configmap … --from-file` takes (createConfigMap's handleConfigMapFromFileSources in kubectl):
 * a file, or what lies directly in a directory. Paths are looked for from the repository's root and from where the command
 * stands.
 * @param file where the command stands.
 */
export function filesOfCommand(tree: Tree, command: string, file: string): ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  for (const [, argument = ''] of command.matchAll(/--from-file[= ]["']?([^\s"']+)/g)) {
    const [, key, path = argument] = /^([^=/]+)=(.+)$/.exec(argument) ?? [];
    const found = ['', dirname(file)]
      .map((base) => (path.startsWith('/') ? undefined : normalise(join(base, path))))
      .find((candidate) => candidate !== undefined && tree.kind(candidate) !== undefined);
    if (found === undefined) return [];
    if (tree.kind(found) === 'directory')
      for (const { name, kind } of tree.list(found))
        if (kind === 'file' && KEY.test(name)) entries.push({ key: name, file: join(found, name) });
    if (tree.kind(found) === 'file') entries.push({ key: key ?? found.split('/').pop() ?? '', file: found });
  }
  return entries;
}

/** The texts of files that are few and small; undefined when they are not, or when there is none. */
export function readSmallFiles(
  tree: Tree,
  entries: readonly ConfigEntry[],
): { key: string; text: string }[] | undefined {
  if (entries.length === 0 || entries.length > MAX_FILES) return undefined;
  let left = MAX_TEXT;
  const contents: { key: string; text: string }[] = [];
  for (const { key, file } of entries) {
    const text = tree.text(file);
    if (text === undefined || text.includes('\0') || !KEY.test(key)) return undefined;
    left -= text.length;
    if (left < 0) return undefined;
    contents.push({ key, text });
  }
  return contents;
}

/** A text as a YAML scalar: a literal block where it reads back the same, else a quoted string. */
export function textScalar(text: string, indent: string): string {
  const body = text.replace(/\n*$/, '');
  const ends = text.length - body.length;
  if (body === '' || /^\s/.test(body) || /[^\n\t\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe]/.test(body))
    return JSON.stringify(text);
  const chomp = ends === 0 ? '-' : ends === 1 ? '' : '+';
  const lines = body.split('\n').map((line) => (line === '' ? '' : `${indent}${line}`));
  return `|${chomp}\n${lines.join('\n')}${'\n'.repeat(Math.max(0, ends - 1))}`;
}
