export const NEWLINE = 10;
export const RETURN = 13;
export const SPACE = 32;
export const HASH = 35;
export const DASH = 45;
export const COLON = 58;

/** Goes through the lines of a text that hold more than comments, for the plain parser. */
export class PlainLines {
  /** Start of the line that is looked at, of its first character that is no space, and of the next line. */
  protected line = 0;
  protected first = 0;
  protected next = 0;
  /** End of the line's content: its trailing spaces and comment are behind it only after `contentEnd` has looked. */
  protected end = 0;
  protected refused = false;

  constructor(protected readonly text: string) {}

  /** Whether the line is `---`, perhaps with a comment. What else looks like a boundary is refused. */
  protected isMarker(): boolean {
    const { text, line } = this;
    if (this.first !== line) return false;
    const code = text.charCodeAt(line);
    if (code === 37) this.refused = true;
    if (code === 46 && text.startsWith('...', line)) this.refused = true;
    if (code !== DASH || !text.startsWith('---', line)) return false;
    const after = text.charCodeAt(line + 3);
    if (after === NEWLINE || line + 3 >= text.length || (after === RETURN && line + 4 === this.end)) return true;
    if (after !== SPACE && after !== RETURN) {
      this.refused = true;
      return false;
    }
    let at = line + 3;
    while (text.charCodeAt(at) === SPACE) at++;
    const code2 = text.charCodeAt(at);
    if (at >= this.end || code2 === RETURN || code2 === HASH) return true;
    this.refused = true;
    return false;
  }

  /** Goes to the first line at or after an offset (a line's start) that holds more than a comment; `line` is -1 behind the last. */
  protected moveTo(offset: number): void {
    const { text } = this;
    const { length } = text;
    let at = offset;
    while (at < length) {
      let first = at;
      while (text.charCodeAt(first) === SPACE) first++;
      const code = text.charCodeAt(first);
      let end = text.indexOf('\n', first);
      if (end < 0) end = length;
      if (code === NEWLINE || first >= length || code === HASH || (code === RETURN && first + 1 === end)) {
        if (code === HASH && !this.isClean(first, end)) return;
        at = end + 1;
        continue;
      }
      this.line = at;
      this.first = first;
      this.end = end;
      this.next = end + 1;
      if (code === 9 || code === RETURN) this.refused = true;
      return;
    }
    this.line = -1;
    this.first = -1;
    this.end = length;
    this.next = length;
  }

  protected advance(): void {
    this.moveTo(this.next);
  }

  /** Refuses a lone carriage return: to the full parser it ends no line. */
  protected isClean(from: number, end: number): boolean {
    const at = this.text.indexOf('\r', from);
    if (at < 0 || at >= end - 1) return true;
    this.refused = true;
    this.line = -1;
    return false;
  }

  /** Column of the line's first character. */
  protected get column(): number {
    return this.first - this.line;
  }

  protected isDash(at: number): boolean {
    if (this.text.charCodeAt(at) !== DASH) return false;
    const after = this.text.charCodeAt(at + 1);
    return after === SPACE || after === NEWLINE || at + 1 >= this.end || (after === RETURN && at + 2 === this.end);
  }

  /** The next character that is no space; the line's end where only a comment follows; -1 for what is refused. */
  protected skipSpaces(from: number): number {
    const { text, end } = this;
    let at = from;
    while (text.charCodeAt(at) === SPACE) at++;
    if (at >= end) return end;
    const code = text.charCodeAt(at);
    if (code === RETURN) return at + 1 === end ? end : -1;
    if (code === 9) return -1;
    if (code === HASH) return at > from && this.isClean(at, end) ? end : -1;
    return at;
  }

  protected flowSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }
}
