/** Reads a TOML text piece by piece. */
export class TomlCursor {
  private readonly text: string;
  private at = 0;
  line = 1;

  constructor(text: string) {
    this.text = text.replaceAll('\r\n', '\n');
  }

  get done(): boolean {
    return this.at >= this.text.length;
  }

  /** The line of the last character, which is where problems at the end are shown. */
  get lastLine(): number {
    return this.text.endsWith('\n') ? Math.max(this.line - 1, 1) : this.line;
  }

  peek(ahead = 0): string {
    const code = this.text.codePointAt(this.at + ahead);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  startsWith(part: string): boolean {
    return this.text.startsWith(part, this.at);
  }

  /** The next character as Go's %q shows it. */
  quoted(): string {
    return `'${JSON.stringify(this.peek()).slice(1, -1).replace('\\"', '"')}'`;
  }

  skip(length = 1): string {
    const passed = this.text.slice(this.at, this.at + length);
    this.at += length;
    this.line += passed.split('\n').length - 1;
    return passed;
  }

  take(part: string): boolean {
    if (!this.startsWith(part)) return false;
    this.skip(part.length);
    return true;
  }

  /** Passes what an anchored expression matches within the line. */
  takeMatch(expression: RegExp): string {
    const end = this.text.indexOf('\n', this.at);
    const match = expression.exec(this.text.slice(this.at, end < 0 ? undefined : end));
    return match ? this.skip(match[0].length) : '';
  }

  skipSpace(): void {
    while (this.peek() === ' ' || this.peek() === '\t') this.at++;
  }

  skipComment(): void {
    if (this.peek() !== '#') return;
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length : end;
  }

  skipLineBreak(): boolean {
    return this.take('\n');
  }

  skipEmptyLines(): void {
    do {
      this.skipSpace();
      this.skipComment();
    } while (this.skipLineBreak());
  }
}
