import { isObject } from '../applications/json.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Derivation } from '../files/tree.ts';
import type { Span } from '../problems/problem.ts';
import { decodeJsonFile, hasKind } from './directoryJson.ts';
import { type DecodedStream, decodeYamlOrJson, plainStream } from './directoryYaml.ts';
import { SKIP_MARKER } from './skipMarker.ts';

/** What a directory source makes of one file. Small, so that most edits don't change it. */
export interface DirectoryFile {
  /** Where the marker stands that makes Argo CD skip the file. */
  readonly marker?: Span;
  /** Whether the file gives at least one object, lists counted as one. */
  readonly deployed: boolean;
  /** `kind/name` of what is deployed, the items of lists each. */
  readonly objects: readonly string[];
  /** Why the file makes the whole Application fail. */
  readonly error?: { readonly message: string; readonly span: Span };
  /** Size in units of 64 KiB, rounded down. */
  readonly size: number;
}

const NOTHING: DirectoryFile = { deployed: false, objects: [], size: 0 };
/** Items of lists that are named. */
const MAX_OBJECTS = 10_000;

/**
 * Reads one file (or link to one) as a directory source does (`reposerver/repository/repository.go` findManifests). The name
 * of the file, not that of the link, decides between jsonnet, JSON and YAML.
 */
export const directoryFile: Derivation<DirectoryFile> = {
  name: 'directoryFile',
  compute(tree, path) {
    const real = resolvePath(tree, path);
    if (!('path' in real)) return NOTHING;
    const text = tree.text(real.path);
    if (text === undefined) return NOTHING;
    const size = text.length >> 16;
    const start = text.indexOf(SKIP_MARKER);
    if (start >= 0) return { ...NOTHING, size, marker: { start, end: start + SKIP_MARKER.length } };
    if (real.path.endsWith('.jsonnet')) return { ...NOTHING, size: 0 };
    return {
      ...(real.path.endsWith('.json') ? readJson(text) : readYaml(text, plainStream(tree, real.path, text))),
      size,
    };
  },
  equals: (a, b) =>
    a.deployed === b.deployed &&
    a.size === b.size &&
    sameSpan(a.marker, b.marker) &&
    a.error?.message === b.error?.message &&
    sameSpan(a.error?.span, b.error?.span) &&
    a.objects.length === b.objects.length &&
    a.objects.every((object, i) => object === b.objects[i]),
};

function sameSpan(a: Span | undefined, b: Span | undefined): boolean {
  return a?.start === b?.start && a?.end === b?.end;
}

function readJson(text: string): Omit<DirectoryFile, 'size'> {
  const decoded = decodeJsonFile(text);
  if ('error' in decoded) return failure(decoded.error, { start: 0, end: 0 });
  return deploy([{ value: decoded.value, span: { start: 0, end: 0 } }]);
}

function readYaml(text: string, plain: DecodedStream['values'] | undefined): Omit<DirectoryFile, 'size'> {
  // Values files and the like are passed over, and need no parser.
  if (!text.includes('kind')) return { deployed: false, objects: [] };
  const { values, error }: DecodedStream = plain ? { values: plain } : decodeYamlOrJson(text);
  const wrong = values.findIndex(({ value }) => !isObject(value) || !hasKind(value));
  const decoded = wrong < 0 ? values.length : wrong;
  if (wrong >= 0 || error) {
    // What looks like no manifest at all is passed over, with everything that follows it.
    if (decoded === 0 && !['apiVersion:', 'kind:', 'metadata:'].every((word) => text.includes(word)))
      return { deployed: false, objects: [] };
    if (wrong >= 0) return failure("Object 'Kind' is missing", values[wrong]?.span ?? { start: 0, end: 0 });
    return failure(error?.message ?? '', error?.span ?? { start: 0, end: 0 });
  }
  return deploy(values);
}

function failure(message: string, span: Span): Omit<DirectoryFile, 'size'> {
  return { deployed: false, objects: [], error: { message, span } };
}

/** Flattens lists (`GenerateManifests` in the same file); an item that is no object fails the whole. */
function deploy(values: DecodedStream['values']): Omit<DirectoryFile, 'size'> {
  const objects: string[] = [];
  for (const { value, span } of values) {
    const items = isObject(value) ? value['items'] : undefined;
    if (Array.isArray(items) && !items.every(isObject))
      return failure('items member is not an object: map[string]interface {}', span);
    for (const name of flatten(value)) if (objects.length < MAX_OBJECTS) objects.push(name);
  }
  return { deployed: values.length > 0, objects };
}

/** An object, or the items of one that is a list (`unstructured.IsList`); a list without any is nothing. */
function flatten(value: unknown): string[] {
  if (!isObject(value)) return ['/'];
  const items = value['items'];
  if (Array.isArray(items)) return items.slice(0, MAX_OBJECTS).map(nameOf);
  const isNullList = items === null && !Object.hasOwn(value, 'spec') && !Object.hasOwn(value, 'status');
  return isNullList ? [] : [nameOf(value)];
}

function nameOf(value: unknown): string {
  if (!isObject(value)) return '/';
  const metadata = value['metadata'];
  const name = isObject(metadata) ? metadata['name'] : undefined;
  return `${typeof value['kind'] === 'string' ? value['kind'] : ''}/${typeof name === 'string' ? name : ''}`;
}
