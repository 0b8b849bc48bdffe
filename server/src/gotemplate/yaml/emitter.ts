import { isBreak } from './characters.ts';
import { analyzeScalar, isPrintable } from './scalarStyle.ts';

/** What to write: the emitter knows nothing of Go values. */
export type EmitNode =
  | { readonly kind: 'scalar'; readonly text: string; readonly style: EmitStyle; readonly tag?: string }
  | { readonly kind: 'sequence'; readonly items: readonly EmitNode[] }
  | { readonly kind: 'mapping'; readonly entries: readonly (readonly [EmitNode, EmitNode])[] };

type EmitStyle = 'plain' | 'single' | 'double' | 'literal';

/** Where go-yaml's two major versions write differently. */
export interface EmitterRules {
  /** A sequence in a mapping is not indented (v2). */
  readonly flatSequences: boolean;
  /** The column after which flow scalars are folded; v3 does not fold. */
  readonly width: number;
  /** Tabs may stand in block scalars (v3). */
  readonly tabsInBlocks: boolean;
}

export const goYamlV2: EmitterRules = { flatSequences: true, width: 80, tabsInBlocks: false };
export const goYamlV3: EmitterRules = {
  flatSequences: false,
  width: Number.POSITIVE_INFINITY,
  tabsInBlocks: true,
};

interface Context {
  readonly inMapping: boolean;
  readonly simpleKey: boolean;
}

const longestSimpleKey = 128;
const indentStep = 2;

/** Writes one document as go-yaml's emitter does (emitterc.go), ending with a line break. */
export function emitDocument(root: EmitNode, rules: EmitterRules): string {
  const emitter = new Emitter(rules);
  emitter.emitNode(root, { inMapping: false, simpleKey: false });
  emitter.writeIndent();
  return emitter.output();
}

class Emitter {
  private readonly rules: EmitterRules;
  private readonly parts: string[] = [];
  private column = 0;
  private indent = -1;
  private whitespace = true;
  private indention = true;

  constructor(rules: EmitterRules) {
    this.rules = rules;
  }

  output(): string {
    return this.parts.join('');
  }

  emitNode(node: EmitNode, context: Context): void {
    if (node.kind === 'scalar') this.emitScalar(node, context);
    else if (node.kind === 'sequence') this.emitSequence(node.items, context);
    else this.emitMapping(node.entries);
  }

  writeIndent(): void {
    const indent = Math.max(this.indent, 0);
    if (!this.indention || this.column > indent || (this.column === indent && !this.whitespace)) this.putBreak();
    if (this.column < indent) this.put(' '.repeat(indent - this.column), indent - this.column);
    this.whitespace = true;
    this.indention = true;
  }

  private put(text: string, columns = 1): void {
    this.parts.push(text);
    this.column += columns;
  }

  private putBreak(char = '\n'): void {
    this.parts.push(char);
    this.column = 0;
    this.indention = true;
  }

  private writeIndicator(text: string, needSpace: boolean, isIndention = false): void {
    if (needSpace && !this.whitespace) this.put(' ');
    this.put(text, text.length);
    this.whitespace = false;
    this.indention = this.indention && isIndention;
  }

  private withIndent(flow: boolean, flat: boolean, write: () => void): void {
    const before = this.indent;
    if (before < 0) this.indent = flow ? indentStep : 0;
    else if (!flat) this.indent += indentStep;
    write();
    this.indent = before;
  }

  private emitSequence(items: readonly EmitNode[], context: Context): void {
    if (items.length === 0) {
      this.writeIndicator('[]', true);
      return;
    }
    const flat = this.rules.flatSequences && context.inMapping && !this.indention;
    this.withIndent(false, flat, () => {
      for (const item of items) {
        this.writeIndent();
        this.writeIndicator('-', true, true);
        this.emitNode(item, { inMapping: false, simpleKey: false });
      }
    });
  }

  private emitMapping(entries: readonly (readonly [EmitNode, EmitNode])[]): void {
    if (entries.length === 0) {
      this.writeIndicator('{}', true);
      return;
    }
    this.withIndent(false, false, () => {
      for (const [key, value] of entries) {
        this.writeIndent();
        if (this.isSimpleKey(key)) {
          this.emitNode(key, { inMapping: true, simpleKey: true });
          this.writeIndicator(':', false);
        } else {
          this.writeIndicator('?', true, true);
          this.emitNode(key, { inMapping: true, simpleKey: false });
          this.writeIndent();
          this.writeIndicator(':', true, true);
        }
        this.emitNode(value, { inMapping: true, simpleKey: false });
      }
    });
  }

  private isSimpleKey(key: EmitNode): boolean {
    if (key.kind !== 'scalar') return false;
    if ([...key.text].some(isBreak)) return false;
    return new TextEncoder().encode(key.text).length + (key.tag?.length ?? 0) <= longestSimpleKey;
  }

  private emitScalar(node: EmitNode & { kind: 'scalar' }, context: Context): void {
    const chars = [...node.text];
    const style = this.chooseStyle(node, chars, context);
    if (node.tag !== undefined) this.writeIndicator(node.tag, true);
    const fold = !context.simpleKey;
    this.withIndent(true, false, () => {
      if (style === 'plain') this.writePlain(chars, fold);
      else if (style === 'single') this.writeSingleQuoted(chars, fold);
      else if (style === 'double') this.writeDoubleQuoted(chars, fold);
      else this.writeLiteral(chars);
    });
  }

  private chooseStyle(node: EmitNode & { kind: 'scalar' }, chars: readonly string[], context: Context): EmitStyle {
    const traits = analyzeScalar(chars, this.rules.tabsInBlocks);
    let style = node.style;
    if (context.simpleKey && traits.multiline) style = 'double';
    if (style === 'plain' && (!traits.plainAllowed || (chars.length === 0 && context.simpleKey))) style = 'single';
    if (style === 'single' && !traits.singleQuotedAllowed) style = 'double';
    if (style === 'literal' && (!traits.blockAllowed || context.simpleKey)) style = 'double';
    return style;
  }

  private writeSpaceBeforeScalar(): void {
    if (!this.whitespace) this.put(' ');
  }

  private shouldFold(chars: readonly string[], at: number, fold: boolean, spaces: boolean): boolean {
    return fold && !spaces && this.column > this.rules.width && chars[at] === ' ';
  }

  private writePlain(chars: readonly string[], fold: boolean): void {
    if (chars.length > 0) this.writeSpaceBeforeScalar();
    this.writeFlowText(chars, (at, spaces) => this.shouldFold(chars, at, fold, spaces) && chars[at + 1] !== ' ');
    this.whitespace = false;
    this.indention = false;
  }

  private writeSingleQuoted(chars: readonly string[], fold: boolean): void {
    this.writeIndicator("'", true);
    const inside = (at: number): boolean => at > 0 && at < chars.length - 1 && chars[at + 1] !== ' ';
    this.writeFlowText(chars, (at, spaces) => this.shouldFold(chars, at, fold, spaces) && inside(at), "'");
    this.writeIndicator("'", false);
    this.whitespace = false;
    this.indention = false;
  }

  private writeFlowText(chars: readonly string[], folds: (at: number, spaces: boolean) => boolean, doubled = ''): void {
    let spaces = false;
    let broke = false;
    chars.forEach((char, at) => {
      if (char === ' ') {
        if (folds(at, spaces)) this.writeIndent();
        else this.put(char);
        spaces = true;
      } else if (isBreak(char)) {
        if (!broke && char === '\n') this.putBreak();
        this.putBreak(char);
        broke = true;
      } else {
        if (broke) this.writeIndent();
        this.put(char === doubled ? char + char : char, char === doubled ? 2 : 1);
        this.indention = false;
        spaces = false;
        broke = false;
      }
    });
  }

  private writeDoubleQuoted(chars: readonly string[], fold: boolean): void {
    this.writeIndicator('"', true);
    // libyaml looks for a byte order mark at the start of the text for every character, and so escapes all of them.
    const escapeAll = chars[0] === '\ufeff';
    let spaces = false;
    chars.forEach((char, at) => {
      if (escapeAll || !isPrintable(char) || isBreak(char) || char === '"' || char === '\\') {
        const escaped = escapeChar(char);
        this.put(escaped, escaped.length);
        spaces = false;
      } else if (char === ' ') {
        if (this.shouldFold(chars, at, fold, spaces) && at > 0 && at < chars.length - 1) {
          this.writeIndent();
          if (chars[at + 1] === ' ') this.put('\\');
        } else {
          this.put(char);
        }
        spaces = true;
      } else {
        this.put(char);
        spaces = false;
      }
    });
    this.writeIndicator('"', false);
    this.whitespace = false;
    this.indention = false;
  }

  private writeLiteral(chars: readonly string[]): void {
    this.writeIndicator('|', true);
    const [first = '', last = '', beforeLast = ''] = [chars[0], chars.at(-1), chars.at(-2)];
    if (first === ' ' || isBreak(first)) this.writeIndicator(String(indentStep), false);
    if (!isBreak(last)) this.writeIndicator('-', false);
    else if (chars.length === 1 || isBreak(beforeLast)) this.writeIndicator('+', false);
    this.putBreak();
    this.whitespace = true;
    let broke = true;
    for (const char of chars) {
      if (isBreak(char)) {
        this.putBreak(char);
        broke = true;
      } else {
        if (broke) this.writeIndent();
        this.put(char);
        this.indention = false;
        broke = false;
      }
    }
  }
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

function escapeChar(char: string): string {
  if (Object.hasOwn(shortEscapes, char)) return `\\${shortEscapes[char]}`;
  const hex = (char.codePointAt(0) as number).toString(16).toUpperCase();
  if (hex.length <= 2) return `\\x${hex.padStart(2, '0')}`;
  if (hex.length <= 4) return `\\u${hex.padStart(4, '0')}`;
  return `\\U${hex.padStart(8, '0')}`;
}
