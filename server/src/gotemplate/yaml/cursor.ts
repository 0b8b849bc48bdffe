import { isBreak } from './characters.ts';
import type { Mark } from './tokens.ts';

/** Reads a text character by character and keeps the line and column. */
export class Cursor {
  readonly text: string;
  offset = 0;
  line = 0;
  column = 0;

  constructor(text: string) {
    this.text = text;
    if (text.startsWith('\ufeff')) this.offset = 1;
  }

  /** The character `ahead` of the cursor; '' at the end. NUL also ends a YAML text. */
  peek(ahead = 0): string {
    const char = this.text.charAt(this.offset + ahead);
    return char === '\0' ? '' : char;
  }

  mark(): Mark {
    return { offset: this.offset, line: this.line, column: this.column };
  }

  /** Passes `count` characters that are no line breaks. */
  skip(count = 1): void {
    this.offset += count;
    this.column += count;
  }

  /** Passes one line break and gives it as YAML reads it: CR, CR LF and NEL become LF. */
  readBreak(): string {
    const char = this.peek();
    if (!isBreak(char)) return '';
    this.offset += char === '\r' && this.peek(1) === '\n' ? 2 : 1;
    this.line++;
    this.column = 0;
    return char === '\u2028' || char === '\u2029' ? char : '\n';
  }

  /** `---` or `...` alone at the start of a line. */
  atDocumentIndicator(): boolean {
    if (this.column !== 0) return false;
    const indicator = this.text.slice(this.offset, this.offset + 3);
    if (indicator !== '---' && indicator !== '...') return false;
    const next = this.peek(3);
    return next === '' || next === ' ' || next === '\t' || isBreak(next);
  }
}
