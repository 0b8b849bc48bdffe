import type { Span } from '../../problems/problem.ts';

/** A block of an HCL file: `resource "kubectl_manifest" "x" { … }`. */
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  /** Expressions as they are written, by their attribute's name. */
  readonly attributes: ReadonlyMap<string, HclExpression>;
  readonly blocks: readonly HclBlock[];
  readonly span: Span;
}

export interface HclExpression {
  readonly text: string;
  readonly start: number;
}

const MAX_DEPTH = 50;
const MAX_BLOCKS = 20_000;

/**
 * Reads the blocks and attributes of an HCL text (hclsyntax of Terraform): comments, nested templates and here-documents are
 * passed over exactly; expressions stay texts. Never throws: what can't be read ends the block. Linear time.
 */
export function readHcl(text: string): HclBlock[] {
  return new Reader(text).body(0);
}

class Reader {
  readonly #text: string;
  #at = 0;
  #count = 0;

  constructor(text: string) {
    this.#text = text;
  }

  body(depth: number): HclBlock[] {
    return this.#content(depth).blocks;
  }

  #content(depth: number): { attributes: Map<string, HclExpression>; blocks: HclBlock[] } {
    const attributes = new Map<string, HclExpression>();
    const blocks: HclBlock[] = [];
    for (this.#space(); this.#at < this.#text.length && this.#text[this.#at] !== '}'; this.#space()) {
      const start = this.#at;
      const name = this.#take(/[A-Za-z_][\w-]*/y);
      if (name === undefined) {
        this.#at++;
        continue;
      }
      const labels: string[] = [];
      for (this.#blank(); ; this.#blank()) {
        const label = this.#take(/"(?:[^"\\\n]|\\.)*"|[A-Za-z_][\w-]*/y);
        if (label === undefined) break;
        labels.push(label.replace(/^"|"$/g, ''));
      }
      const next = this.#text[this.#at];
      if (next === '=' && labels.length === 0 && this.#text[this.#at + 1] !== '=') {
        this.#at++;
        this.#blank();
        const from = this.#at;
        this.#expression();
        attributes.set(name, { text: this.#text.slice(from, this.#at), start: from });
      } else if (next === '{' && depth < MAX_DEPTH && ++this.#count < MAX_BLOCKS) {
        this.#at++;
        const inner = this.#content(depth + 1);
        this.#at++;
        blocks.push({ type: name, labels, ...inner, span: { start, end: Math.min(this.#at, this.#text.length) } });
      } else if (next === '{') this.#expression();
      else if (next !== undefined && next !== '}') this.#at++;
    }
    return { attributes, blocks };
  }

  /** To the end of an expression: a line break or comma outside of all brackets, or the bracket that closes the body. */
  #expression(): void {
    let open = 0;
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] as string;
      if (char === '"') {
        this.#string();
        continue;
      }
      if (this.#comment() || this.#heredoc()) continue;
      if (char === '\n' && open === 0) return;
      if (char === '{' || char === '[' || char === '(') open++;
      if (char === '}' || char === ']' || char === ')') {
        if (open === 0) return;
        open--;
      }
      this.#at++;
    }
  }

  /** A quoted template with whatever stands in its interpolations. */
  #string(): void {
    this.#at++;
    const stack: ('"' | '{')[] = ['"'];
    while (this.#at < this.#text.length && stack.length > 0) {
      const char = this.#text[this.#at] as string;
      const inString = stack[stack.length - 1] === '"';
      if (inString && char === '\\') this.#at++;
      else if (inString && char === '\n') return;
      else if (inString && char === '"') stack.pop();
      else if (inString && (char === '$' || char === '%') && this.#text[this.#at + 1] === '{') {
        if (this.#text[this.#at - 1] !== char) stack.push('{');
        this.#at++;
      } else if (!inString && char === '{') stack.push('{');
      else if (!inString && char === '}') stack.pop();
      else if (!inString && char === '"') stack.push('"');
      this.#at++;
    }
  }

  #heredoc(): boolean {
    const opening = this.#take(/<<-?[A-Za-z_][\w-]*[ \t]*\r?\n/y);
    if (opening === undefined) return false;
    const marker = (/[A-Za-z_][\w-]*/.exec(opening) as RegExpExecArray)[0];
    for (;;) {
      const end = this.#text.indexOf('\n', this.#at);
      const line = this.#text.slice(this.#at, end < 0 ? this.#text.length : end);
      this.#at += line.length;
      if (line.trim() === marker || end < 0) return true;
      this.#at++;
    }
  }

  #comment(): boolean {
    if (this.#take(/#[^\n]*|\/\/[^\n]*/y) !== undefined) return true;
    if (!this.#text.startsWith('/*', this.#at)) return false;
    const end = this.#text.indexOf('*/', this.#at + 2);
    this.#at = end < 0 ? this.#text.length : end + 2;
    return true;
  }

  /** White space, line breaks and comments. */
  #space(): void {
    while (this.#take(/[\s,;]+/y) !== undefined || this.#comment());
  }

  #blank(): void {
    this.#take(/[ \t]+/y);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || found === '') return undefined;
    this.#at += found.length;
    return found;
  }
}
