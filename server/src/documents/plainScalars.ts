import { parseDocument } from 'yaml';
import { goYamlOptions } from './goYaml.ts';

/** Words that YAML 1.1 does not read as text. */
const WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);
const LONGEST_WORD = 5;
/** Integers that every reader gives as the same number. */
const INTEGER = /^(?:0|[1-9][0-9]{0,14})$/;
/** Values of scalars that are neither certainly text nor integers, asked of the full parser once. */
const resolved = new Map<string, unknown>();
const MAX_RESOLVED = 20_000;

/** The value of a plain scalar on one line, as the full parser gives it. @param text without spaces around it, not empty. */
export function plainValue(text: string): unknown {
  if (isText(text)) return text;
  if (INTEGER.test(text)) return Number(text);
  if (resolved.has(text)) return resolved.get(text);
  // As an item: alone, `---` and `...` would be a document's bounds.
  const [value] = parseDocument(`- ${text}`, goYamlOptions).toJS() as readonly unknown[];
  if (resolved.size >= MAX_RESOLVED) resolved.clear();
  resolved.set(text, value);
  return value;
}

/** Whether a plain scalar can only be text: it begins with a letter, `/`, `_`, `$` or `(`, and is none of YAML's words. */
function isText(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 47 || first === 95 || first === 36 || first === 40) return true;
  const letter = first | 32;
  if (letter < 97 || letter > 122 || first > 122) return false;
  return text.length > LONGEST_WORD || !WORDS.has(text.toLowerCase());
}

/**
 * The content of a quoted scalar on one line, quotes left out; undefined when it holds an escape that only the full parser
 * reads.
 */
export function unquote(raw: string, quote: number): string | undefined {
  if (quote === 39) return raw.includes("'") ? raw.replaceAll("''", "'") : raw;
  if (!raw.includes('\\')) return raw;
  let known = true;
  const text = raw.replace(/\\(.)/g, (_, letter: string) => {
    const meant = ESCAPES[letter];
    if (meant === undefined) known = false;
    return meant ?? '';
  });
  return known ? text : undefined;
}

const ESCAPES: Readonly<Record<string, string | undefined>> = { '"': '"', '\\': '\\', '/': '/', n: '\n', t: '\t' };

/** The content of a block scalar. @param source from its `|` or `>` to its end. */
export function blockValue(source: string): string {
  const literal = /^\|(-?) *\r?\n/.exec(source);
  if (literal) {
    const lines = source.slice(literal[0].length).split('\n');
    if (lines.at(-1) === '') lines.pop();
    const first = lines.find((line) => line.trim() !== '') ?? '';
    const indent = first.length - first.trimStart().length;
    if (!/\t/.test(first.slice(0, indent))) {
      const text = lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line).slice(indent)).join('\n');
      return literal[1] === '-' ? text : `${text}\n`;
    }
  }
  return String(parseDocument(source, goYamlOptions).toJS());
}
