import type { YamlPath } from '../../documents/yamlFile.ts';
import { parseYaml } from '../../documents/yamlFile.ts';
import { basename, compareBytes, dirname } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import type { Tree } from '../../files/tree.ts';
import { findGitDirectories } from '../../globs/gitDirectories.ts';
import { findGitFiles } from '../../globs/gitFiles.ts';
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
    if (directories.length === 0 && files.length === 0)
      return fail('error generating params from git: no directories or files given');
    const url = typeof spec['repoURL'] === 'string' ? spec['repoURL'] : '';
    const tree = scope.context.treeOf(url, typeof spec['revision'] === 'string' ? spec['revision'] : '');
    if ('unknown' in tree) {
      const made = unknownSet(tree.unknown, {}, spec['values'], scope);
      return {
        ...made,
        problems: [
          {
            code: 'unresolvable-generator',
            message: `The repository can’t tell what this generator yields: ${tree.unknown}.`,
            path: at,
          },
        ],
      };
    }
    const prefix = typeof spec['pathParamPrefix'] === 'string' ? spec['pathParamPrefix'] : '';
    const found =
      directories.length > 0
        ? fromDirectories(tree, directories, prefix, scope)
        : fromFiles(tree, files, prefix, scope);
    if ('error' in found) return fail(found.error);
    const sets: ParamSet[] = [];
    for (const { params, element } of found.params.slice(0, MAX_SETS)) {
      const closed = { open: false, uncertainty: undefined };
      const withValues = addValues(params, spec['values'], closed, scope);
      if ('error' in withValues) return fail(withValues.error);
      sets.push({ values: withValues.values, ...closed, element });
    }
    const what = directories.length > 0 ? 'directory' : 'file';
    const key = directories.length > 0 ? 'directories' : 'files';
    const problems =
      sets.length === 0
        ? [
            {
              code: 'generator-matches-nothing' as const,
              message: `No ${what} matches: this generator makes no Application.`,
              path: [...at, key] as YamlPath,
            },
          ]
        : [];
    return { sets, problems };
  },
};

function fail(error: string): Yield {
  return { sets: [], error, problems: [] };
}

function itemsOf(value: unknown): Item[] {
  return listOf(value)
    .map(objectOf)
    .map((item) => ({ path: typeof item['path'] === 'string' ? item['path'] : '', exclude: item['exclude'] === true }));
}

type Found =
  | { readonly params: readonly { readonly params: JsonObject; readonly element: string }[] }
  | { readonly error: string };

function fromDirectories(tree: Tree, items: readonly Item[], prefix: string, scope: ExpandScope): Found {
  const params = findGitDirectories(tree, items).map((path) => ({
    params: scope.goTemplate ? nested({}, prefix, pathObject(path)) : flatPath(path, prefix, undefined),
    element: path,
  }));
  return { params };
}

function fromFiles(tree: Tree, items: readonly Item[], prefix: string, scope: ExpandScope): Found {
  const engine = scope.context.newGlobbing ? 'doublestar' : 'pathspec';
  const included = new Set<string>();
  const excluded = new Set<string>();
  for (const item of items) {
    const found = findGitFiles(tree, item.path, engine);
    if ('error' in found) return { error: `error generating params from git: ${found.error}` };
    for (const file of found.files) (item.exclude ? excluded : included).add(file);
  }
  const params: { params: JsonObject; element: string }[] = [];
  for (const file of [...included].filter((path) => !excluded.has(path)).sort(compareBytes)) {
    const objects = readObjects(tree, file);
    if ('error' in objects)
      return { error: `error generating params from git: unable to process file '${file}': ${objects.error}` };
    for (const object of objects.objects)
      params.push({ params: fileParams(object, file, prefix, scope), element: file });
  }
  return { params };
}

/** One object, or a list of objects; an empty file is one empty object; of several documents the first. */
function readObjects(tree: Tree, file: string): { objects: JsonObject[] } | { error: string } {
  const real = resolvePath(tree, file);
  const text = 'problem' in real || real.kind !== 'file' ? undefined : tree.text(real.path);
  if (text === undefined) return { error: 'it can’t be read' };
  const document = parseYaml(text).documents[0];
  const problem = document?.problems[0];
  if (problem) return { error: `unable to parse file: ${problem.message}` };
  const value = document?.value() ?? null;
  if (value === null) return { objects: [{}] };
  if (isObject(value)) return { objects: [value] };
  if (Array.isArray(value) && value.every((item) => isObject(item) || item === null))
    return { objects: value.map(objectOf) };
  return { error: 'unable to parse file: it holds neither an object nor a list of objects' };
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
