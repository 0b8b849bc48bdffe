/** Scalars that are certainly text, whatever YAML's version. */
const TEXT = /^[A-Za-z][A-Za-z0-9.-]*$/;
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const KEY = /^(?:[A-Za-z0-9_./-]+|"[A-Za-z0-9_./ -]*"|'[A-Za-z0-9_./ -]*')(?=:(?: |$))/;
const QUOTED = /^(?:"(?:[^"\\]|\\["\\/nt])*"|'(?:[^']|'')*')$/;
const EMPTY = /^(?:\{ *\}|\[ *\])$/;
const BLOCK = /^[|>][+-]?$/;
/** A plain scalar on one line: no indicator in front, no colon before a space or at the end. */
const PLAIN = /^(?:-?[A-Za-z0-9_./+~($]|-[.])(?:[^:#]|:(?! |$)|[^ ](?=#)|(?<! )#)*$/;

/** One open mapping or list. */
interface Level {
  readonly indent: number;
  readonly kind: 'map' | 'list';
  /** The last key or dash has no value yet. */
  open: boolean;
  /** The last key. */
  key: string;
}

interface Head {
  kind?: string;
  name?: string | undefined;
}

/**
 * Reads in one pass what the documents of a plain block-style text are. It answers only for texts that are certainly correct
 * YAML throughout and certainly hold one Kubernetes object a document; the full parser must look at all others.
 * @returns `kind/name` of each document, or undefined.
 */
export function readPlainYaml(text: string): string[] | undefined {
  if (/[\t\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff]|\r(?!\n)/.test(text)) return undefined;
  const found: string[] = [];
  let levels: Level[] = [];
  let head: Head = {};
  /** Inside a block scalar: the indentation of what holds it, and its own once it is known. */
  let block: { readonly outer: number; own: number; blank: number } | undefined;
  const finish = (): boolean => {
    if (levels.length === 0) return true;
    if (head.kind === undefined) return false;
    found.push(`${head.kind}/${head.name ?? ''}`);
    levels = [];
    head = {};
    return true;
  };
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    const indent = line.length - line.trimStart().length;
    if (block) {
      if (line === '') {
        if (block.own < 0) block.blank = Math.max(block.blank, raw.replace('\r', '').length);
        continue;
      }
      if (indent > block.outer) {
        if (block.own < 0) block.own = indent;
        if (indent < block.own || block.blank > block.own) return undefined;
        continue;
      }
      // A comment may end a block scalar; what follows it then is not ours to judge.
      if (line[indent] === '#') return undefined;
      block = undefined;
    }
    if (line === '' || line[indent] === '#') continue;
    if (line.startsWith('---')) {
      if (!/^--- *(?:#.*)?$/.test(line) || !finish()) return undefined;
      continue;
    }
    const outer = readLine(line, indent, levels, head);
    if (outer === undefined) return undefined;
    if (outer >= 0) block = { outer, own: -1, blank: 0 };
  }
  return finish() && found.length > 0 ? found : undefined;
}

const NO_BLOCK = -1;

/** Reads one line. @returns the indentation of what holds a block scalar that begins here, -1 without one, undefined when in doubt. */
function readLine(line: string, start: number, levels: Level[], head: Head): number | undefined {
  let indent = start;
  let rest = line.slice(start);
  let inList = false;
  while (rest === '-' || rest.startsWith('- ')) {
    const level = enter(levels, indent, 'list', inList);
    if (!level) return undefined;
    level.open = true;
    const next = rest.slice(1).trimStart();
    if (next === '') return NO_BLOCK;
    indent += rest.length - next.length;
    rest = next;
    inList = true;
  }
  const key = KEY.exec(rest)?.[0];
  if (key === undefined) {
    const level = levels.at(-1);
    if (!inList || !level) return undefined;
    level.open = false;
    return readValue(withoutComment(rest), level.indent);
  }
  const level = enter(levels, indent, 'map', inList);
  if (!level) return undefined;
  level.key = key.replace(/^["']|["']$/g, '');
  const value = withoutComment(rest.slice(key.length + 1).trim());
  level.open = value === '';
  if (!note(levels, value, head)) return undefined;
  return level.open ? NO_BLOCK : readValue(value, indent);
}

/** Finds or opens the mapping or list that stands at an indentation. */
function enter(levels: Level[], indent: number, kind: Level['kind'], inLine: boolean): Level | undefined {
  while (levels.length > 0 && (levels.at(-1) as Level).indent > indent) levels.pop();
  let top = levels.at(-1);
  if (top && top.indent === indent) {
    if (top.kind === kind) return top;
    // A list may stand at the indentation of the key that holds it.
    if (kind === 'map') {
      levels.pop();
      top = levels.at(-1);
      return top?.indent === indent && top.kind === 'map' ? top : undefined;
    }
    if (!top.open) return undefined;
  } else if (top ? !top.open : levels.length > 0 || (indent > 0 && !inLine)) return undefined;
  if (top) top.open = false;
  const level: Level = { indent, kind, open: false, key: '' };
  levels.push(level);
  return level;
}

/** Keeps kind and name. @returns false for what only the full parser can judge. */
function note(levels: readonly Level[], value: string, head: Head): boolean {
  const [top, second] = levels;
  if (top?.kind !== 'map') return false;
  if (levels.length === 1) {
    if (top.key === 'items' || (top.key === 'metadata' && value !== '')) return false;
    // The last of equal keys wins, with nothing of the others.
    if (top.key === 'metadata') head.name = undefined;
    if (top.key !== 'kind') return true;
    head.kind = value;
    return TEXT.test(value) && !WORDS.test(value);
  }
  if (levels.length !== 2 || top.key !== 'metadata' || second?.kind !== 'map' || second.key !== 'name') return true;
  head.name = value;
  return TEXT.test(value) && !WORDS.test(value);
}

/** Drops a comment behind a value without quotes. */
function withoutComment(value: string): string {
  return value.startsWith('#') ? '' : value.replace(/^([^"'#]*[^"'# ]) +#.*$/, '$1');
}

function readValue(value: string, outer: number): number | undefined {
  if (BLOCK.test(value)) return outer;
  return PLAIN.test(value) || QUOTED.test(value) || EMPTY.test(value) ? NO_BLOCK : undefined;
}
