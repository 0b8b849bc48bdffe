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
  return { templates: new Map(), functions: new Map([...builtinFunctions, ...functions]) };
}

/** A set with the same templates; changes of one are not seen by the other (text/template Clone). */
export function cloneTemplateSet(set: TemplateSet, functions: FunctionMap = set.functions): TemplateSet {
  return { templates: new Map(set.templates), functions };
}

const CACHED = 500;
let cache = new Map<string, ReadonlyMap<string, Tree>>();

/** Function names as one text, since what a text means depends on them. */
const signatures = new WeakMap<FunctionMap, string>();

function signatureOf(functions: FunctionMap): string {
  const known = signatures.get(functions);
  if (known !== undefined) return known;
  const signature = [...functions.keys()].sort().join(' ');
  signatures.set(functions, signature);
  return signature;
}

/**
 * Parses a text into its own template and those it defines. The same text is parsed once.
 * @param functions what functions the text may call; text/template's own among them.
 * @throws TemplateError with Go's message.
 */
export function parseTemplate(name: string, text: string, functions: FunctionMap): ReadonlyMap<string, Tree> {
  const key = `${name}\0${signatureOf(functions)}\0${text}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const trees = parseTrees(name, text, (called) => functions.has(called));
  if (cache.size >= CACHED) cache = new Map();
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
