import type { DoubleQuotedChild, ParameterExpansionPart, ParsedScript, Word, WordPart } from 'unbash';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { MAX_VALUE, MAX_WORDS, type State } from './state.ts';

/** What expansions need of the shell around them. */
export interface Expander {
  readonly state: State;
  /** The words that a command substitution prints. */
  substitute(script: ParsedScript | undefined): readonly string[];
  /** A placeholder for a process substitution. */
  process(script: ParsedScript | undefined): string;
  /** `$0`; undefined where it can't be known. */
  readonly file: string | undefined;
}

/** One stretch of a word with the words it becomes; those of braces each make a word of their own with what is around them. */
interface Stretch {
  readonly values: readonly string[];
  readonly product?: boolean;
}

/** The words that a word becomes: variables, substitutions and braces expanded, globs left as they are. */
export function expandWord(word: Word, shell: Expander): string[] {
  return assemble((word.parts ?? []).length === 0 ? [{ values: [word.value] }] : stretches(word.parts ?? [], shell));
}

/** The word as one text, as in an assignment or between double quotes. */
export function expandText(word: Word, shell: Expander): string {
  return capped(expandWord(word, shell).join(' '));
}

/** Text of a here-document or a list of quoted parts. */
export function expandParts(parts: readonly WordPart[], shell: Expander): string {
  return parts.map((part) => valuesOf(part, shell).join(' ')).join('');
}

/** Concatenates: the first word of a stretch continues the one before, its last is continued by the next. */
function assemble(parts: readonly Stretch[], budget = MAX_WORDS): string[] {
  const brace = parts.findIndex(({ product }) => product === true);
  if (brace >= 0) {
    const made: string[] = [];
    for (const value of (parts[brace] as Stretch).values) {
      if (made.length >= budget) break;
      made.push(
        ...assemble([...parts.slice(0, brace), { values: [value] }, ...parts.slice(brace + 1)], budget - made.length),
      );
    }
    return made;
  }
  let words: string[] = [];
  let open: string | undefined;
  for (const { values } of parts) {
    const [head, ...rest] = values;
    if (head === undefined) continue;
    open = (open ?? '') + head;
    for (const next of rest) {
      words.push(open);
      open = next;
    }
    if (words.length > MAX_WORDS) words = words.slice(0, MAX_WORDS);
  }
  if (open !== undefined) words.push(open);
  return words.map(capped);
}

function stretches(parts: readonly WordPart[], shell: Expander): Stretch[] {
  return parts.map((part): Stretch => {
    switch (part.type) {
      case 'SimpleExpansion':
      case 'ParameterExpansion':
      case 'CommandExpansion':
        // Unquoted: split at white space.
        return { values: valuesOf(part, shell).flatMap((value) => splitWords(value)) };
      case 'BraceExpansion':
        return { values: braces(part.text), product: true };
      case 'DoubleQuoted':
      case 'LocaleString':
        return { values: quoted(part.parts, shell) };
      default:
        return { values: valuesOf(part, shell) };
    }
  });
}

/** Between double quotes only `"$@"` and `"${list[@]}"` make several words. */
function quoted(parts: readonly DoubleQuotedChild[], shell: Expander): string[] {
  const only = parts[0];
  if (parts.length === 1 && only && /^\$(?:@|\{@\}|\{\w+\[@\]\})$/.test(only.text)) return [...valuesOf(only, shell)];
  return [parts.map((part) => valuesOf(part, shell).join(' ')).join('')];
}

function splitWords(value: string): string[] {
  const trimmed = value.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/).slice(0, MAX_WORDS);
}

function valuesOf(part: WordPart, shell: Expander): readonly string[] {
  switch (part.type) {
    case 'Literal':
    case 'Glob':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [part.value];
    case 'DoubleQuoted':
    case 'LocaleString':
      return quoted(part.parts, shell);
    case 'SimpleExpansion':
      return variable(part.text.slice(1), shell) ?? [UNKNOWN_TEXT];
    case 'ParameterExpansion':
      return parameter(part, shell);
    case 'CommandExpansion':
      return shell.substitute(part.script);
    case 'ProcessSubstitution':
      return [shell.process(part.script)];
    case 'BraceExpansion':
      return braces(part.text);
    case 'ArithmeticExpansion':
      return [UNKNOWN_TEXT];
    case 'ExtendedGlob':
      return ['*'];
  }
}

/** The value of a variable; undefined when the script doesn't tell. */
function variable(name: string, { state, file }: Expander): readonly string[] | undefined {
  if (name === 'PWD') return [state.directory];
  if (name === '0' || name === 'BASH_SOURCE') return file === undefined ? undefined : [file];
  if (name === '@' || name === '*') return state.args;
  if (/^\d+$/.test(name)) return state.args && [state.args[Number(name) - 1] ?? ''];
  return state.variables.get(name);
}

function parameter(part: ParameterExpansionPart, shell: Expander): readonly string[] {
  if (part.prefix !== undefined) return [UNKNOWN_TEXT];
  const index = part.index?.value;
  const list = variable(part.parameter, shell);
  const found =
    list && index !== undefined && /^\d+$/.test(index) ? list.slice(Number(index), Number(index) + 1) : list;
  const { operation } = part;
  if (!operation) return found ?? [UNKNOWN_TEXT];
  switch (operation.type) {
    case 'Default': {
      const isSet = found !== undefined && found.join('') !== '';
      if (operation.operator.includes('?')) return found ?? [UNKNOWN_TEXT];
      if (operation.operator.includes('+')) return isSet ? [expandText(operation.operand, shell)] : [UNKNOWN_TEXT];
      return isSet ? found : [expandText(operation.operand, shell)];
    }
    case 'Remove':
      return (found ?? [UNKNOWN_TEXT]).map((value) =>
        removed(value, operation.operator, expandText(operation.operand, shell)),
      );
    default:
      return [UNKNOWN_TEXT];
  }
}

// `${x##*/}`, `${x%/*}`, `${x%.yaml}`, `${x#./}`: the forms that take names apart; anything else is unknown.
function removed(value: string, operator: '#' | '##' | '%' | '%%', pattern: string): string {
  const literal = !/[*?[\\]/.test(pattern);
  const front = operator.startsWith('#');
  if (literal && front) return value.startsWith(pattern) ? value.slice(pattern.length) : value;
  if (literal) return value.endsWith(pattern) ? value.slice(0, value.length - pattern.length) : value;
  if (pattern === '*/' && operator === '##') return value.slice(value.lastIndexOf('/') + 1);
  if (pattern === '/*' && operator === '%') return value.includes('/') ? value.slice(0, value.lastIndexOf('/')) : value;
  return UNKNOWN_TEXT;
}

/** `{a,b}` and `{1..3}`; nested braces stay unknown. */
function braces(text: string): string[] {
  const inner = text.slice(1, -1);
  if (/[{}$`'"\\]/.test(inner)) return [UNKNOWN_TEXT];
  const range = /^(-?\d+)\.\.(-?\d+)$/.exec(inner);
  if (!range) return inner.includes(',') ? inner.split(',').slice(0, MAX_WORDS) : [text];
  const [from, to] = [Number(range[1]), Number(range[2])];
  const length = Math.min(Math.abs(to - from) + 1, MAX_WORDS);
  return Array.from({ length }, (_, i) => String(from + Math.sign(to - from) * i));
}

function capped(text: string): string {
  return text.length > MAX_VALUE ? UNKNOWN_TEXT : text;
}
