import { builtinFunctions } from './builtins/builtins.ts';
import type { FunctionMap } from './functionTypes.ts';
import { isEmptyTree, type Tree } from './parse/nodes.ts';
import { parseTrees } from './parse/parser.ts';

/** Templates that can call each other by name, and the functions they know (text/template's common). */
export interface TemplateSet {
  readonly templates: Map<string, Tree>;
  /** The functions given and text/template's own. */
  readonly functions: FunctionMap;
}

/** An empty set of templates. Functions given take the place of text/template's own of the same name. */
export function createTemplateSet(functions: FunctionMap): TemplateSet {
  let known = completed.get(functions);
  if (known === undefined) {
    known = new Map([...builtinFunctions, ...functions]);
    completed.set(functions, known);
  }
  return { templates: new Map(), functions: known };
}

/** Function maps with text/template's own functions added. */
const completed = new WeakMap<FunctionMap, FunctionMap>();

/** A set with the same templates; changes of one are not seen by the other (text/template Clone). */
export function cloneTemplateSet(set: TemplateSet, functions: FunctionMap = set.functions): TemplateSet {
  return { templates: new Map(set.templates), functions };
}

const CACHED = 5000;

/** Parsed texts by the functions they may call, since what a text means depends on these. */
const caches = new Map<string, Map<string, ReadonlyMap<string, Tree>>>();
const cacheOf = new WeakMap<FunctionMap, Map<string, ReadonlyMap<string, Tree>>>();

function cacheFor(functions: FunctionMap): Map<string, ReadonlyMap<string, Tree>> {
  const known = cacheOf.get(functions);
  if (known !== undefined) return known;
  const signature = [...functions.keys()].sort().join(' ');
  const cache = caches.get(signature) ?? new Map<string, ReadonlyMap<string, Tree>>();
  caches.set(signature, cache);
  cacheOf.set(functions, cache);
  return cache;
}

/**
 * Parses a text into its own template and those it defines. The same text is parsed once.
 * @param functions what functions the text may call; text/template's own among them.
 * @throws TemplateError with Go's message.
 */
export function parseTemplate(name: string, text: string, functions: FunctionMap): ReadonlyMap<string, Tree> {
  const cache = cacheFor(functions);
  const key = `${name}\0${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const trees = parseTrees(name, text, (called) => functions.has(called));
  if (cache.size >= CACHED) cache.clear();
  cache.set(key, trees);
  return trees;
}

/**
 * Adds a text's templates to a set: later ones replace earlier ones of the name, except empty ones (template.go associate).
 * @throws TemplateError
 */
export function addTemplate(set: TemplateSet, name: string, text: string): void {
  for (const [defined, tree] of parseTemplate(name, text, set.functions)) {
    if (set.templates.has(defined) && isEmptyTree(tree.root)) continue;
    set.templates.set(defined, tree);
  }
}
