import type { YamlPath } from '../../documents/yamlFile.ts';
import { basename, compareBytes, dirname } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import type { Tree } from '../../files/tree.ts';
import { findGitDirectories } from '../../globs/gitDirectories.ts';
import { findGitFiles } from '../../globs/gitFiles.ts';
import { t } from '../../l10n/t.ts';
import { goText, isObject, type JsonObject, listOf, objectOf, put } from '../json.ts';
import {
  addValues,
  type ExpandScope,
  type Generator,
  MAX_SETS,
  type ParamSet,
  unknownSet,
  type Yield,
} from '../params.ts';
import { sanitizeName } from '../sanitizeName.ts';
import { readObject, readObjects } from '../yamlText.ts';

interface Item {
  readonly path: string;
  readonly exclude: boolean;
}

/** Directories or files of a repository (`applicationset/generators/git.go`); directories win when both are given. */
export const git: Generator = {
  key: 'git',
  generate(spec, scope, at) {
    const directories = itemsOf(spec['directories']);
    const files = itemsOf(spec['files']);
    if (directories.length === 0 && files.length === 0) return fail('ApplicationSet is empty');
    const url = typeof spec['repoURL'] === 'string' ? spec['repoURL'] : '';
    const tree = scope.context.treeOf(url, typeof spec['revision'] === 'string' ? spec['revision'] : '');
    if ('unknown' in tree) {
      const made = unknownSet(tree.unknown, {}, spec['values'], scope);
      return {
        ...made,
        problems: [
          {
            code: 'unresolvable-generator',
            message: t`The repository can’t tell what this generator yields: ${tree.unknown}.`,
            path: at,
          },
        ],
      };
    }
    const prefix = typeof spec['pathParamPrefix'] === 'string' ? spec['pathParamPrefix'] : '';
    const found =
      directories.length > 0
        ? fromDirectories(tree, directories, prefix, scope)
        : fromFiles(tree, files, prefix, url, scope);
    if ('error' in found) return fail(`error generating params from git: ${found.error}`);
    const sets: ParamSet[] = [];
    for (const read of found.read) {
      const made = setsOf(read, spec, scope);
      if ('error' in made) return fail(`error generating params from git: ${read.failing} ${made.error}`);
      sets.push(...made.sets.slice(0, MAX_SETS - sets.length));
    }
    const key = directories.length > 0 ? 'directories' : 'files';
    const problems =
      sets.length === 0
        ? [
            {
              code: 'generator-matches-nothing' as const,
              message:
                directories.length > 0
                  ? t`No directory matches: this generator makes no Application.`
                  : t`No file matches: this generator makes no Application.`,
              path: patternPath([...at, key], directories.length > 0 ? directories : files),
            },
          ]
        : [];
    return { sets, problems };
  },
};

/** The one pattern that includes something, else the list of patterns. */
function patternPath(list: YamlPath, items: readonly Item[]): YamlPath {
  const including = items.flatMap((item, i) => (item.exclude ? [] : [i]));
  return including.length === 1 ? [...list, including[0] as number, 'path'] : list;
}

function fail(error: string): Yield {
  return { sets: [], error, problems: [] };
}

function itemsOf(value: unknown): Item[] {
  return listOf(value)
    .map(objectOf)
    .map((item) => ({ path: typeof item['path'] === 'string' ? item['path'] : '', exclude: item['exclude'] === true }));
}

/** The parameters of one directory, or of the objects of one file. */
interface Found {
  readonly params: readonly JsonObject[] | { readonly error: string };
  readonly element: string;
  /** How Argo CD begins to tell an error of it. */
  readonly failing: string;
}

type AllFound = { readonly read: readonly Found[] } | { readonly error: string };

function setsOf(found: Found, spec: JsonObject, scope: ExpandScope): { sets: ParamSet[] } | { error: string } {
  if ('error' in found.params) return found.params;
  const sets: ParamSet[] = [];
  for (const params of found.params) {
    const closed = { open: false, uncertainty: undefined };
    const withValues = addValues(params, spec['values'], closed, scope);
    if ('error' in withValues) return { error: `failed to append templated values: ${withValues.error}` };
    sets.push({ values: withValues.values, ...closed, element: found.element });
  }
  return { sets };
}

function fromDirectories(tree: Tree, items: readonly Item[], prefix: string, scope: ExpandScope): AllFound {
  const read = findGitDirectories(tree, items).map((path) => ({
    params: [scope.goTemplate ? nested({}, prefix, pathObject(path)) : flatPath(path, prefix, undefined)],
    element: path,
    failing: 'error generating params from apps:',
  }));
  return { read };
}

function fromFiles(tree: Tree, items: readonly Item[], prefix: string, url: string, scope: ExpandScope): AllFound {
  const engine = scope.context.newGlobbing ? 'doublestar' : 'pathspec';
  const included = new Set<string>();
  const excluded = new Set<string>();
  // What is left out is looked for after what is taken: the first error is that of a file to take.
  for (const item of [...items.filter(({ exclude }) => !exclude), ...items.filter(({ exclude }) => exclude)]) {
    const found = findGitFiles(tree, item.path, engine);
    if ('error' in found) return found;
    for (const file of found.files) (item.exclude ? excluded : included).add(file);
  }
  const files = [...included].filter((path) => !excluded.has(path)).sort(compareBytes);
  const read = files.map((file): Found => {
    const objects = objectsOf(tree, file);
    return {
      params: 'error' in objects ? objects : objects.map((object) => fileParams(object, file, prefix, scope)),
      element: file,
      failing: `unable to process file '${file}' from repository '${url}':`,
    };
  });
  return { read };
}

/** One object, or a list of objects; an empty file is one empty object; of several documents the first. */
function objectsOf(tree: Tree, file: string): readonly JsonObject[] | { readonly error: string } {
  const real = resolvePath(tree, file);
  const text = 'problem' in real || real.kind !== 'file' ? undefined : tree.text(real.path);
  if (text === undefined) return { error: 'it can’t be read' };
  const object = readObject(text);
  if (!('error' in object)) return [object.value];
  const objects = readObjects(text);
  return 'error' in objects ? { error: `unable to parse file: ${objects.error}` } : objects.value;
}

function fileParams(object: JsonObject, file: string, prefix: string, scope: ExpandScope): JsonObject {
  const directory = dirname(file) || '.';
  if (scope.goTemplate) {
    const path = {
      ...pathObject(directory),
      filename: basename(file),
      filenameNormalized: sanitizeName(basename(file)),
    };
    return nested(object, prefix, path);
  }
  const out: Record<string, unknown> = {};
  flatten(object, '', out);
  return { ...out, ...flatPath(directory, prefix, basename(file)) };
}

function pathObject(path: string): JsonObject {
  const base = basename(path);
  return { path, basename: base, basenameNormalized: sanitizeName(base), segments: path.split('/') };
}

function nested(content: JsonObject, prefix: string, path: JsonObject): JsonObject {
  return prefix === '' ? { ...content, path } : { ...content, [prefix]: { path } };
}

function flatPath(path: string, prefix: string, file: string | undefined): JsonObject {
  const name = prefix === '' ? 'path' : `${prefix}.path`;
  const out: Record<string, unknown> = {
    [name]: path,
    [`${name}.basename`]: basename(path),
    [`${name}.basenameNormalized`]: sanitizeName(basename(path)),
  };
  if (file !== undefined) {
    out[`${name}.filename`] = file;
    out[`${name}.filenameNormalized`] = sanitizeName(file);
  }
  for (const [i, segment] of path.split('/').entries()) if (segment !== '') out[`${name}[${i}]`] = segment;
  return out;
}

/** Flat names with dots, everything as text. */
export function flatten(value: unknown, name: string, out: Record<string, unknown>): void {
  const inner = (key: string): string => (name === '' ? key : `${name}.${key}`);
  if (Array.isArray(value)) for (const [i, item] of value.entries()) flatten(item, inner(String(i)), out);
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) flatten(item, inner(key), out);
  else put(out, name, goText(value));
}
