import { runesOf } from '../goString.ts';
import { quoteGo } from '../yaml/quoteGo.ts';

/** The kinds of token in a template (text/template/parse/lex.go). Keywords stand for themselves. */
export type TokenType =
  | 'error'
  | 'bool'
  | 'char'
  | 'charConstant'
  | 'complex'
  | 'assign'
  | 'declare'
  | 'eof'
  | 'field'
  | 'identifier'
  | 'leftDelim'
  | 'leftParen'
  | 'number'
  | 'pipe'
  | 'rawString'
  | 'rightDelim'
  | 'rightParen'
  | 'space'
  | 'string'
  | 'text'
  | 'variable'
  | 'dot'
  | Keyword;

export type Keyword =
  | 'block'
  | 'break'
  | 'continue'
  | 'define'
  | 'else'
  | 'end'
  | 'if'
  | 'range'
  | 'nil'
  | 'template'
  | 'with';

export const KEYWORDS: ReadonlySet<string> = new Set<Keyword>([
  'block',
  'break',
  'continue',
  'define',
  'else',
  'end',
  'if',
  'range',
  'nil',
  'template',
  'with',
]);

export interface Token {
  readonly type: TokenType;
  /** UTF-16 offset in the template's text. */
  readonly position: number;
  /** The token's text; for `error` the message. */
  readonly text: string;
  readonly line: number;
}

/** The token as messages show it. */
export function describeToken(token: Token): string {
  if (token.type === 'eof') return 'EOF';
  if (token.type === 'error') return token.text;
  if (token.type === 'dot' || KEYWORDS.has(token.type)) return `<${token.text}>`;
  const runes = runesOf(token.text);
  return token.text.length > 10 && runes.length > 10
    ? `${quoteGo(String.fromCodePoint(...runes.slice(0, 10)))}...`
    : `${quoteGo(token.text)}${isLong(token.text) ? '...' : ''}`;
}

/** Go counts bytes to tell whether a text is long, but runes to shorten it. */
function isLong(text: string): boolean {
  return text.length > 3 && new TextEncoder().encode(text).length > 10;
}
