import { quoteGo } from '../yaml/quoteGo.ts';
import { KEYWORDS, type Token, type TokenType } from './tokens.ts';

const LEFT = '{{';
const RIGHT = '}}';
const TRIMMED = ' \t\r\n';
const WORD = /[\p{L}\p{Nd}_]/u;
const PRINTABLE = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/**
 * Cuts a template into tokens on demand, as text/template/parse/lex.go does: an error token comes where Go's
 * comes, after the tokens before it were consumed.
 */
export class Lexer {
  /** Whether `break` and `continue` are keywords, which they are unless functions have these names. */
  breakIsKeyword = true;
  continueIsKeyword = true;

  private readonly input: string;
  private position = 0;
  private start = 0;
  private line = 1;
  private startLine = 1;
  private parenDepth = 0;
  private insideAction = false;
  private failed = false;

  constructor(input: string) {
    this.input = input;
  }

  /** The next token; at the end `eof`, again and again. */
  next(): Token {
    if (this.failed) return { type: 'eof', position: 0, text: 'EOF', line: this.startLine };
    return this.insideAction ? this.lexInsideAction() : this.lexText();
  }

  private token(type: TokenType): Token {
    const text = this.input.slice(this.start, this.position);
    const token: Token = { type, position: this.start, text, line: this.startLine };
    this.start = this.position;
    this.startLine = this.line;
    return token;
  }

  private fail(message: string): Token {
    this.failed = true;
    return { type: 'error', position: this.start, text: message, line: this.startLine };
  }

  private countLines(from: number, to: number): void {
    for (let at = this.input.indexOf('\n', from); at >= 0 && at < to; at = this.input.indexOf('\n', at + 1))
      this.line++;
  }

  private skip(to: number): void {
    this.countLines(this.position, to);
    this.position = to;
    this.start = to;
    this.startLine = this.line;
  }

  /** The character (a whole code point) at the position; empty at the end. */
  private peek(): string {
    const code = this.input.codePointAt(this.position);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private advance(): string {
    const character = this.peek();
    this.position += character.length;
    if (character === '\n') this.line++;
    return character;
  }

  private lexText(): Token {
    for (;;) {
      const open = this.input.indexOf(LEFT, this.position);
      const end = open < 0 ? this.input.length : open;
      if (open < 0 && this.position === end) return this.token('eof');
      let textEnd = end;
      if (open >= 0 && this.hasLeftTrim(open + 2))
        while (textEnd > this.start && this.isTrimmed(textEnd - 1)) textEnd--;
      if (textEnd > this.start) {
        this.countLines(this.position, textEnd);
        this.position = textEnd;
        const text = this.token('text');
        this.skip(end);
        return text;
      }
      this.skip(end);
      if (open < 0) continue;
      const action = this.lexLeftDelim();
      if (action !== undefined) return action;
    }
  }

  private isTrimmed(at: number): boolean {
    return TRIMMED.includes(this.input[at] ?? 'x');
  }

  private hasLeftTrim(at: number): boolean {
    return this.input[at] === '-' && this.isTrimmed(at + 1);
  }

  private hasRightTrim(at: number): boolean {
    return this.isTrimmed(at) && this.input[at + 1] === '-' && this.input.startsWith(RIGHT, at + 2);
  }

  /** An action's start, an error, or undefined after a comment. */
  private lexLeftDelim(): Token | undefined {
    const afterMarker = this.position + 2 + (this.hasLeftTrim(this.position + 2) ? 2 : 0);
    if (this.input.startsWith('/*', afterMarker)) {
      this.skip(afterMarker);
      return this.skipComment();
    }
    this.position += 2;
    const token = this.token('leftDelim');
    this.insideAction = true;
    this.skip(afterMarker);
    this.parenDepth = 0;
    return token;
  }

  private skipComment(): Token | undefined {
    const close = this.input.indexOf('*/', this.position + 2);
    if (close < 0) return this.fail('unclosed comment');
    const end = close + 2;
    const trims = this.hasRightTrim(end);
    if (!trims && !this.input.startsWith(RIGHT, end)) return this.fail('comment ends before closing delimiter');
    this.skipAfterRight(trims ? end + 4 : end + 2, trims);
    return undefined;
  }

  private skipAfterRight(end: number, trims: boolean): void {
    let to = end;
    if (trims) while (to < this.input.length && this.isTrimmed(to)) to++;
    this.skip(to);
  }

  private lexRightDelim(): Token {
    const trims = this.hasRightTrim(this.position);
    if (trims) this.skip(this.position + 2);
    this.position += 2;
    const token = this.token('rightDelim');
    this.skipAfterRight(this.position, trims);
    this.insideAction = false;
    return token;
  }

  private atRightDelim(): boolean {
    return this.input.startsWith(RIGHT, this.position) || this.hasRightTrim(this.position);
  }

  private lexInsideAction(): Token {
    if (this.atRightDelim()) return this.parenDepth === 0 ? this.lexRightDelim() : this.fail('unclosed left paren');
    const character = this.peek();
    if (character === '') return this.fail('unclosed action');
    if (TRIMMED.includes(character)) return this.lexSpace();
    if (character === '+' || character === '-' || isDigit(character)) return this.lexNumber();
    if (WORD.test(character)) return this.lexIdentifier();
    this.advance();
    return this.lexPunctuation(character);
  }

  private lexPunctuation(character: string): Token {
    switch (character) {
      case '=':
        return this.token('assign');
      case ':':
        return this.advance() === '=' ? this.token('declare') : this.fail('expected :=');
      case '|':
        return this.token('pipe');
      case '"':
        return this.lexQuoted('"', 'string', 'unterminated quoted string');
      case "'":
        return this.lexQuoted("'", 'charConstant', 'unterminated character constant');
      case '`':
        return this.lexRawQuote();
      case '$':
        return this.atTerminator() ? this.token('variable') : this.lexName('variable');
      case '.':
        return this.lexDot();
      case '(':
        this.parenDepth++;
        return this.token('leftParen');
      case ')':
        this.parenDepth--;
        return this.parenDepth < 0 ? this.fail('unexpected right paren') : this.token('rightParen');
      default:
        if (character >= ' ' && character < '\x7f') return this.token('char');
        return this.fail(`unrecognized character in action: ${describeRune(character)}`);
    }
  }

  /** Spaces; a trim marker's own space at their end belongs to the right delimiter. */
  private lexSpace(): Token {
    const from = this.position;
    while (this.isTrimmed(this.position)) this.advance();
    if (this.hasRightTrim(this.position - 1)) {
      this.position--;
      if (this.input[this.position] === '\n') this.line--;
      if (this.position === from) return this.lexRightDelim();
    }
    return this.token('space');
  }

  private lexIdentifier(): Token {
    while (isWord(this.peek())) this.advance();
    if (!this.atTerminator()) return this.fail(`bad character ${describeRune(this.peek())}`);
    const word = this.input.slice(this.start, this.position);
    if (word === 'true' || word === 'false') return this.token('bool');
    const isName = (word === 'break' && !this.breakIsKeyword) || (word === 'continue' && !this.continueIsKeyword);
    return this.token(KEYWORDS.has(word) && !isName ? (word as TokenType) : 'identifier');
  }

  private lexDot(): Token {
    if (isDigit(this.input[this.position] ?? '')) {
      this.position--;
      return this.lexNumber();
    }
    return this.atTerminator() ? this.token('dot') : this.lexName('field');
  }

  private lexName(type: 'field' | 'variable'): Token {
    while (isWord(this.peek())) this.advance();
    return this.atTerminator() ? this.token(type) : this.fail(`bad character ${describeRune(this.peek())}`);
  }

  private atTerminator(): boolean {
    const character = this.peek();
    return character === '' || ' \t\r\n.,|:)('.includes(character) || this.input.startsWith(RIGHT, this.position);
  }

  private lexQuoted(quote: string, type: TokenType, problem: string): Token {
    for (;;) {
      let character = this.advance();
      if (character === quote) return this.token(type);
      if (character === '\\') {
        character = this.advance();
        if (character !== '' && character !== '\n') continue;
        return this.fail(problem);
      }
      if (character === '' || character === '\n') return this.fail(problem);
    }
  }

  private lexRawQuote(): Token {
    const close = this.input.indexOf('`', this.position);
    const end = close < 0 ? this.input.length : close + 1;
    this.countLines(this.position, end);
    this.position = end;
    return close < 0 ? this.fail('unterminated raw quoted string') : this.token('rawString');
  }

  private lexNumber(): Token {
    if (!this.scanNumber()) return this.badNumber();
    const sign = this.peek();
    if (sign !== '+' && sign !== '-') return this.token('number');
    if (!this.scanNumber() || this.input[this.position - 1] !== 'i') return this.badNumber();
    return this.token('complex');
  }

  private badNumber(): Token {
    return this.fail(`bad number syntax: ${quoteGo(this.input.slice(this.start, this.position))}`);
  }

  private accept(valid: string): boolean {
    const character = this.peek();
    if (character === '' || !valid.includes(character)) return false;
    this.advance();
    return true;
  }

  private acceptRun(valid: string): void {
    while (this.accept(valid));
  }

  /** Takes what could be a number; the parser finds out whether it is one. */
  private scanNumber(): boolean {
    this.accept('+-');
    let digits = '0123456789_';
    if (this.accept('0')) {
      if (this.accept('xX')) digits = '0123456789abcdefABCDEF_';
      else if (this.accept('oO')) digits = '01234567_';
      else if (this.accept('bB')) digits = '01_';
    }
    this.acceptRun(digits);
    if (this.accept('.')) this.acceptRun(digits);
    const exponent = digits.length === 11 ? 'eE' : digits.length === 23 ? 'pP' : '';
    if (exponent !== '' && this.accept(exponent)) {
      this.accept('+-');
      this.acceptRun('0123456789_');
    }
    this.accept('i');
    if (!isWord(this.peek())) return true;
    this.advance();
    return false;
  }
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function isWord(character: string): boolean {
  return character !== '' && WORD.test(character);
}

/** Go's `%#U`: `U+0040 '@'`. */
function describeRune(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return character === ' ' || PRINTABLE.test(character) ? `${name} '${character}'` : name;
}
