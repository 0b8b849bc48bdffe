import { isBlank, isBlankOrEnd, isBreak, isBreakOrEnd } from './characters.ts';
import { Cursor } from './cursor.ts';
import { scanBlockScalar, scanPlainScalar, scanQuotedScalar } from './scanScalars.ts';
import { scanAnchor, scanDirective, scanTag } from './scanTags.ts';
import { type Mark, scannerError, type Token, type TokenKind } from './tokens.ts';

/** A token that becomes a mapping key when a `:` follows on the same line. */
interface KeyCandidate {
  possible: boolean;
  /** At the indentation of the block: not becoming a key is an error. */
  readonly required: boolean;
  readonly tokenNumber: number;
  readonly mark: Mark;
}

/** go-yaml allows 10 000; our callers recurse, and no manifest is near this. */
export const maxDepth = 500;
const maxKeyLength = 1024;

/**
 * Cuts a YAML 1.1 text into tokens as go-yaml's scanner does (go.yaml.in/yaml/v2 scannerc.go), with its errors.
 * Block structure comes out as start and end tokens, so the parser needs no indentation.
 */
export class Scanner {
  private readonly cursor: Cursor;
  private readonly tokens: Token[] = [];
  private parsedTokens = 0;
  private indent = -1;
  private readonly indents: number[] = [];
  private keys: KeyCandidate[] = [{ possible: false, required: false, tokenNumber: 0, mark: start() }];
  private keyAllowed = true;
  private ended = false;

  constructor(text: string) {
    this.cursor = new Cursor(text);
  }

  /** The offset up to which the text has been read. */
  get reached(): number {
    return this.cursor.offset;
  }

  /** The next token; `stream-end` again and again at the end. @throws YamlSyntaxError */
  peek(): Token {
    while (this.needsMore()) this.fetch();
    return this.tokens[0] as Token;
  }

  /** Passes the token that `peek` gave. */
  next(): Token {
    const token = this.peek();
    if (token.kind !== 'stream-end') {
      this.tokens.shift();
      this.parsedTokens++;
    }
    return token;
  }

  private get flowLevel(): number {
    return this.keys.length - 1;
  }

  private needsMore(): boolean {
    if (this.tokens.length === 0) return !this.ended;
    const head = this.keys.find((key) => key.possible && key.tokenNumber === this.parsedTokens);
    return head !== undefined && this.stillPossible(head) && !this.ended;
  }

  private stillPossible(key: KeyCandidate): boolean {
    if (!key.possible) return false;
    if (key.mark.line >= this.cursor.line && key.mark.offset + maxKeyLength >= this.cursor.offset) return true;
    if (key.required) throw scannerError("could not find expected ':'", this.cursor.mark(), key.mark);
    key.possible = false;
    return false;
  }

  private removeKey(): void {
    const key = this.keys[this.keys.length - 1] as KeyCandidate;
    if (key.possible && key.required) throw scannerError("could not find expected ':'", this.cursor.mark(), key.mark);
    key.possible = false;
  }

  private saveKey(): void {
    if (!this.keyAllowed) return;
    const required = this.flowLevel === 0 && this.indent === this.cursor.column;
    this.removeKey();
    this.keys[this.keys.length - 1] = {
      possible: true,
      required,
      tokenNumber: this.parsedTokens + this.tokens.length,
      mark: this.cursor.mark(),
    };
  }

  private rollIndent(column: number, kind: TokenKind, mark: Mark, at = this.tokens.length): void {
    if (this.flowLevel > 0 || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    if (this.indents.length > maxDepth) throw scannerError(`exceeded max depth of ${maxDepth}`, mark, mark);
    this.tokens.splice(at, 0, { kind, start: mark, end: mark, value: '' });
  }

  private unrollIndent(column: number): void {
    if (this.flowLevel > 0) return;
    while (this.indent > column) {
      const mark = this.cursor.mark();
      this.tokens.push({ kind: 'block-end', start: mark, end: mark, value: '' });
      this.indent = this.indents.pop() as number;
    }
  }

  private skipToToken(): void {
    const cursor = this.cursor;
    for (;;) {
      while (cursor.peek() === ' ' || ((this.flowLevel > 0 || !this.keyAllowed) && cursor.peek() === '\t'))
        cursor.skip();
      if (cursor.peek() === '#') while (!isBreakOrEnd(cursor.peek())) cursor.skip();
      if (!isBreak(cursor.peek())) return;
      cursor.readBreak();
      if (this.flowLevel === 0) this.keyAllowed = true;
    }
  }

  private pushIndicator(kind: TokenKind, length: number): void {
    const from = this.cursor.mark();
    this.cursor.skip(length);
    this.tokens.push({ kind, start: from, end: this.cursor.mark(), value: '' });
  }

  private fetch(): void {
    const cursor = this.cursor;
    this.skipToToken();
    this.unrollIndent(cursor.column);
    const char = cursor.peek();
    const next = cursor.peek(1);
    const inFlow = this.flowLevel > 0;
    if (char === '') this.fetchEnd();
    else if (cursor.column === 0 && char === '%') this.fetchDirective();
    else if (cursor.atDocumentIndicator()) this.fetchDocumentIndicator(char);
    else if (char === '[' || char === '{') this.fetchFlowStart(char);
    else if (char === ']' || char === '}') this.fetchFlowEnd(char);
    else if (char === ',') this.fetchFlowEntry();
    else if (char === '-' && isBlankOrEnd(next)) this.fetchBlockEntry();
    else if (char === '?' && (inFlow || isBlankOrEnd(next))) this.fetchKey();
    else if (char === ':' && (inFlow || isBlankOrEnd(next))) this.fetchValue();
    else if (char === '*') this.fetchWithKey(() => scanAnchor(cursor, 'alias'));
    else if (char === '&') this.fetchWithKey(() => scanAnchor(cursor, 'anchor'));
    else if (char === '!') this.fetchWithKey(() => scanTag(cursor));
    else if ((char === '|' || char === '>') && !inFlow) this.fetchBlockScalar(char === '|');
    else if (char === "'" || char === '"') this.fetchWithKey(() => scanQuotedScalar(cursor, char === "'"));
    else if (this.canStartPlain(char, next)) this.fetchPlainScalar();
    else throw scannerError('found character that cannot start any token', cursor.mark(), cursor.mark());
  }

  private canStartPlain(char: string, next: string): boolean {
    if (char === '-') return !isBlank(next);
    if (char === '?' || char === ':') return this.flowLevel === 0 && !isBlankOrEnd(next);
    return !isBlankOrEnd(char) && !',[]{}#&*!|>\'"%@`'.includes(char);
  }

  private fetchEnd(): void {
    if (this.cursor.column !== 0) {
      this.cursor.column = 0;
      this.cursor.line++;
    }
    this.unrollIndent(-1);
    this.removeKey();
    this.keyAllowed = false;
    this.ended = true;
    this.pushIndicator('stream-end', 0);
  }

  private fetchDirective(): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.keyAllowed = false;
    this.tokens.push(scanDirective(this.cursor));
  }

  private fetchDocumentIndicator(char: string): void {
    this.unrollIndent(-1);
    this.removeKey();
    this.keyAllowed = false;
    this.pushIndicator(char === '-' ? 'document-start' : 'document-end', 3);
  }

  private fetchFlowStart(char: string): void {
    this.saveKey();
    const mark = this.cursor.mark();
    this.keys.push({ possible: false, required: false, tokenNumber: 0, mark });
    if (this.flowLevel > maxDepth) throw scannerError(`exceeded max depth of ${maxDepth}`, mark, mark);
    this.keyAllowed = true;
    this.pushIndicator(char === '[' ? 'flow-sequence-start' : 'flow-mapping-start', 1);
  }

  private fetchFlowEnd(char: string): void {
    this.removeKey();
    if (this.flowLevel > 0) this.keys.pop();
    this.keyAllowed = false;
    this.pushIndicator(char === ']' ? 'flow-sequence-end' : 'flow-mapping-end', 1);
  }

  private fetchFlowEntry(): void {
    this.removeKey();
    this.keyAllowed = true;
    this.pushIndicator('flow-entry', 1);
  }

  private openBlock(kind: TokenKind, problem: string): void {
    if (this.flowLevel > 0) return;
    const mark = this.cursor.mark();
    if (!this.keyAllowed) throw scannerError(problem, mark, mark);
    this.rollIndent(mark.column, kind, mark);
  }

  private fetchBlockEntry(): void {
    this.openBlock('block-sequence-start', 'block sequence entries are not allowed in this context');
    this.removeKey();
    this.keyAllowed = true;
    this.pushIndicator('block-entry', 1);
  }

  private fetchKey(): void {
    this.openBlock('block-mapping-start', 'mapping keys are not allowed in this context');
    this.removeKey();
    this.keyAllowed = this.flowLevel === 0;
    this.pushIndicator('key', 1);
  }

  private fetchValue(): void {
    const key = this.keys[this.keys.length - 1] as KeyCandidate;
    if (this.stillPossible(key)) {
      const at = key.tokenNumber - this.parsedTokens;
      this.tokens.splice(at, 0, { kind: 'key', start: key.mark, end: key.mark, value: '' });
      this.rollIndent(key.mark.column, 'block-mapping-start', key.mark, at);
      key.possible = false;
      this.keyAllowed = false;
    } else {
      this.openBlock('block-mapping-start', 'mapping values are not allowed in this context');
      this.keyAllowed = this.flowLevel === 0;
    }
    this.pushIndicator('value', 1);
  }

  private fetchWithKey(scan: () => Token): void {
    this.saveKey();
    this.keyAllowed = false;
    this.tokens.push(scan());
  }

  private fetchPlainScalar(): void {
    this.saveKey();
    this.keyAllowed = false;
    const { token, broke } = scanPlainScalar(this.cursor, this.indent, this.flowLevel > 0);
    this.tokens.push(token);
    if (broke) this.keyAllowed = true;
  }

  private fetchBlockScalar(literal: boolean): void {
    this.removeKey();
    this.keyAllowed = true;
    this.tokens.push(scanBlockScalar(this.cursor, literal, this.indent));
  }
}

function start(): Mark {
  return { offset: 0, line: 0, column: 0 };
}
