import { COLON, DASH, HASH, PlainLines, RETURN, SPACE } from './plainLines.ts';
import { BLOCK, LIST, MAP, type PlainDocument, PlainNode, SCALAR } from './plainNode.ts';
import { plainValue, unquote } from './plainScalars.ts';

const QUOTE = 34;
const APOSTROPHE = 39;
const COMMA = 44;
const MAX_DEPTH = 60;
/** Length of `---`. */
const MARKER = 3;
/** Above this many keys repeated ones are looked for with a set. */
const FEW_KEYS = 12;

/** Characters that can't begin a plain scalar, or begin something that this parser leaves to the full one. */
const INDICATORS = new Set([...'-?:,[]{}#&*!|>\'"%@`~='].map((character) => character.charCodeAt(0)));

/**
 * Reads the plain subset of YAML that nearly all manifests are written in: block maps and lists, scalars and flow
 * collections on one line, block scalars, comments, documents between `---` lines. It answers only what the full parser would
 * answer too, value for value and place for place; at the first sign of anything else (anchors, tags, directives, tabs,
 * repeated or complex keys, scalars over several lines, errors) it gives up.
 * @returns the documents, or undefined when the full parser must look.
 */
export function parsePlain(text: string): readonly PlainDocument[] | undefined {
  const parser = new PlainParser(text);
  return parser.documents();
}

class PlainParser extends PlainLines {
  documents(): readonly PlainDocument[] | undefined {
    const found: PlainDocument[] = [];
    // A mark that is no place in the text; the full parser knows what to do with it.
    if (this.text.charCodeAt(0) === 0xfeff) return undefined;
    this.moveTo(0);
    let start = -1;
    /** Where an empty document's null stands. */
    let blank = 0;
    for (;;) {
      if (this.refused) return undefined;
      if (this.line < 0) break;
      const marker = this.isMarker();
      if (this.refused) return undefined;
      if (marker) {
        if (start >= 0) found.push({ start, end: this.line, root: empty(blank) });
        start = this.line;
        blank = this.flowSpaces(start + MARKER);
        this.advance();
        if (this.line < 0 || this.isMarker()) continue;
      } else if (found.length > 0 || start >= 0) return undefined;
      else start = this.line;
      const root = this.block(-1, 0);
      if (!root || this.refused) return undefined;
      found.push({ start, end: this.line < 0 ? this.text.length : this.line, root });
      start = -1;
      if (this.line >= 0 && !this.isMarker()) return undefined;
    }
    if (start >= 0) found.push({ start, end: this.text.length, root: empty(blank) });
    return found;
  }

  /** Reads the map or list that begins at the line. @param outer column of what holds it, -1 at the root. */
  private block(outer: number, depth: number): PlainNode | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const { column } = this;
    if (column <= outer) return undefined;
    return this.blockAt(this.first, column, depth);
  }

  /** The same where the map or list begins behind dashes. */
  private blockAt(at: number, column: number, depth: number): PlainNode | undefined {
    if (depth > MAX_DEPTH) return undefined;
    if (this.isDash(at)) return this.list(at, column, depth);
    return this.keyEnd(at) >= 0 ? this.map(at, column, depth) : undefined;
  }

  /** The end of the key that begins at an offset of the line (before its colon); -1 when there is none. */
  private keyEnd(at: number): number {
    const { text, end } = this;
    const first = text.charCodeAt(at);
    let stop = at;
    if (first === QUOTE || first === APOSTROPHE) {
      stop = text.indexOf(first === QUOTE ? '"' : "'", at + 1) + 1;
      if (stop <= 0 || stop > end) return -1;
    } else {
      for (; stop < end; stop++) {
        const code = text.charCodeAt(stop);
        const letter = code | 32;
        // Letters, digits, `-`, `.`, `/`, `_`; anything else ends what is certainly a key.
        if (!((letter >= 97 && letter <= 122) || (code >= 45 && code <= 57) || code === 95)) break;
      }
      if (stop === at || first === DASH) return -1;
    }
    if (text.charCodeAt(stop) !== COLON) return -1;
    const after = text.charCodeAt(stop + 1);
    return after === SPACE || stop + 1 >= end || (after === RETURN && stop + 2 === end) ? stop : -1;
  }

  /** The name of a key, or undefined for what is no text or number. */
  private keyName(at: number, end: number): string | undefined {
    const first = this.text.charCodeAt(at);
    if (first === QUOTE || first === APOSTROPHE) {
      const raw = this.text.slice(at + 1, end - 1);
      return raw.includes('\\') || raw === '__proto__' ? undefined : raw;
    }
    const raw = this.text.slice(at, end);
    const value = plainValue(raw);
    if (typeof value === 'string') return value === '__proto__' ? undefined : value;
    return typeof value === 'boolean' || typeof value === 'number' ? String(value) : undefined;
  }

  private map(start: number, column: number, depth: number): PlainNode | undefined {
    const node = new PlainNode(MAP, start, start, undefined);
    const keys: string[] = [];
    const places: number[] = [];
    const items: PlainNode[] = [];
    let known: Set<string> | undefined;
    for (let at = start; ; at = this.first) {
      const keyEnd = this.keyEnd(at);
      if (keyEnd < 0) return undefined;
      const key = this.keyName(at, keyEnd);
      if (key === undefined) return undefined;
      if (keys.length === FEW_KEYS) known = new Set(keys);
      if (known ? known.has(key) : keys.includes(key)) return undefined;
      known?.add(key);
      keys.push(key);
      places.push(at, keyEnd);
      const value = this.mapValue(keyEnd + 1, column, depth);
      if (!value || this.refused) return undefined;
      items.push(value);
      if (this.line < 0 || this.column < column || this.isMarker()) break;
      if (this.refused || this.column > column) return undefined;
      // A list at the column of the key above was read with it.
      if (this.isDash(this.first)) return undefined;
    }
    node.keys = keys;
    node.keyPlaces = places;
    node.items = items;
    node.end = (items.at(-1) as PlainNode).end;
    return node;
  }

  /** Reads what stands behind a key's colon, or on the lines below; ends at the next line that is not part of it. */
  private mapValue(colon: number, column: number, depth: number): PlainNode | undefined {
    const at = this.skipSpaces(colon);
    if (at < 0) return undefined;
    if (at < this.end) return this.inline(at, column, depth);
    const blank = this.flowSpaces(colon);
    this.advance();
    if (this.refused) return undefined;
    if (this.line < 0 || this.column < column || this.isMarker()) return empty(blank);
    if (this.column > column) return this.block(column, depth + 1);
    return this.isDash(this.first) ? this.list(this.first, column, depth + 1) : empty(blank);
  }

  private list(start: number, column: number, depth: number): PlainNode | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const node = new PlainNode(LIST, start, start, undefined);
    const items: PlainNode[] = [];
    for (let at = start; ; at = this.first) {
      const item = this.listItem(at + 1, column, depth);
      if (!item || this.refused) return undefined;
      items.push(item);
      if (this.line < 0 || this.column < column || this.isMarker()) break;
      if (this.refused || this.column > column) return undefined;
      if (!this.isDash(this.first)) break;
    }
    node.items = items;
    node.end = (items.at(-1) as PlainNode).end;
    return node;
  }

  private listItem(after: number, column: number, depth: number): PlainNode | undefined {
    const at = this.skipSpaces(after);
    if (at < 0) return undefined;
    if (at < this.end) {
      if (this.isDash(at) || this.keyEnd(at) >= 0) return this.blockAt(at, at - this.line, depth + 1);
      return this.inline(at, column, depth);
    }
    const blank = this.flowSpaces(after);
    this.advance();
    if (this.refused) return undefined;
    if (this.line < 0 || this.column <= column) return empty(blank);
    return this.block(column, depth + 1);
  }

  /** Reads a value that stands on the line, and goes to the line behind it. */
  private inline(at: number, column: number, depth: number): PlainNode | undefined {
    const code = this.text.charCodeAt(at);
    if (code === 124 || code === 62) return this.blockScalar(at, column);
    let node: PlainNode | undefined;
    if (code === 123 || code === 91) node = this.flow(at, depth);
    else if (code === QUOTE || code === APOSTROPHE) node = this.quoted(at);
    else return this.plain(at, column);
    if (!node || this.skipSpaces(node.end) !== this.end) return undefined;
    return this.endLine(node, column);
  }

  /** Goes to the next line, which must not be deeper: it would belong to the value. */
  private endLine(node: PlainNode, column: number): PlainNode | undefined {
    this.advance();
    return this.line >= 0 && this.column > column ? undefined : node;
  }

  /** A plain scalar up to the line's end. */
  private plain(at: number, column: number): PlainNode | undefined {
    const { text } = this;
    const first = text.charCodeAt(at);
    if (INDICATORS.has(first) && !(first === DASH && isWord(text.charCodeAt(at + 1)))) return undefined;
    let stop = at;
    let last = at;
    for (; stop < this.end; stop++) {
      const code = text.charCodeAt(stop);
      if (code === SPACE) continue;
      if (code === HASH && text.charCodeAt(stop - 1) === SPACE) {
        if (!this.isClean(stop, this.end)) return undefined;
        break;
      }
      if (code === COLON) {
        const after = text.charCodeAt(stop + 1);
        if (after === SPACE || after === RETURN || after === 9 || stop + 1 >= this.end) return undefined;
      } else if (code === RETURN) {
        if (stop + 1 !== this.end) return undefined;
        break;
      } else if (code < SPACE) return undefined;
      last = stop;
    }
    const value = plainValue(text.slice(at, last + 1));
    return this.endLine(new PlainNode(SCALAR, at, last + 1, value), column);
  }

  /** A quoted scalar that ends on its line. */
  private quoted(at: number): PlainNode | undefined {
    const { text, end } = this;
    const quote = text.charCodeAt(at);
    let stop = at + 1;
    for (; stop < end; stop++) {
      const code = text.charCodeAt(stop);
      if (code < SPACE) return undefined;
      if (code === 92 && quote === QUOTE) stop++;
      else if (code === quote) {
        if (quote === APOSTROPHE && text.charCodeAt(stop + 1) === APOSTROPHE) stop++;
        else break;
      }
    }
    if (stop >= end) return undefined;
    const value = unquote(text.slice(at + 1, stop), quote);
    return value === undefined ? undefined : new PlainNode(SCALAR, at, stop + 1, value);
  }

  private blockScalar(at: number, column: number): PlainNode | undefined {
    const { text } = this;
    let stop = at + 1;
    const chomp = text.charCodeAt(stop);
    if (chomp === DASH || chomp === 43) stop++;
    if (this.skipSpaces(stop) !== this.end || text.slice(stop, this.end).includes('#')) return undefined;
    let own = -1;
    let blanks = 0;
    let contentEnd = -1;
    let from = this.next;
    const { length } = text;
    while (from < length) {
      let first = from;
      while (text.charCodeAt(first) === SPACE) first++;
      let end = text.indexOf('\n', first);
      if (end < 0) end = length;
      const code = text.charCodeAt(first);
      const returns = text.indexOf('\r', first);
      if (returns >= 0 && returns < end - 1) return undefined;
      if (first >= end || code === RETURN) {
        // Spaces beyond the text's own indentation are text themselves.
        if (own >= 0 && first - from > own) return undefined;
        blanks = Math.max(blanks, first - from);
      } else {
        const indent = first - from;
        if (indent <= column) break;
        if (own < 0) {
          if (code === 9 || blanks > indent) return undefined;
          own = indent;
        } else if (indent < own) return undefined;
        contentEnd = Math.min(end + 1, length);
      }
      from = end + 1;
    }
    if (own < 0) return undefined;
    // Trailing empty lines belong to the text when it keeps them.
    const stopAt = chomp === 43 ? Math.min(from, length) : contentEnd;
    this.moveTo(from);
    return new PlainNode(BLOCK, at, stopAt, undefined);
  }

  /** A map or list in braces or brackets that ends on its line. */
  private flow(at: number, depth: number): PlainNode | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const { text } = this;
    const isMap = text.charCodeAt(at) === 123;
    const close = isMap ? 125 : 93;
    const node = new PlainNode(isMap ? MAP : LIST, at, at, undefined);
    const keys: string[] = [];
    const places: number[] = [];
    const items: PlainNode[] = [];
    let here = this.flowSpaces(at + 1);
    while (text.charCodeAt(here) !== close) {
      if (here >= this.end) return undefined;
      if (isMap) {
        const keyEnd = this.keyEnd(here);
        const key = keyEnd < 0 ? undefined : this.keyName(here, keyEnd);
        if (key === undefined || keys.includes(key)) return undefined;
        keys.push(key);
        places.push(here, keyEnd);
        here = this.flowSpaces(keyEnd + 1);
      }
      const value = this.flowValue(here, depth);
      if (!value) return undefined;
      items.push(value);
      here = this.flowSpaces(value.end);
      const after = text.charCodeAt(here);
      if (after === COMMA) here = this.flowSpaces(here + 1);
      else if (after !== close) return undefined;
    }
    node.keys = keys;
    node.keyPlaces = places;
    node.items = items;
    node.end = here + 1;
    return node;
  }

  private flowValue(at: number, depth: number): PlainNode | undefined {
    const { text, end } = this;
    const code = text.charCodeAt(at);
    if (code === 123 || code === 91) return this.flow(at, depth + 1);
    if (code === QUOTE || code === APOSTROPHE) return this.quoted(at);
    if (INDICATORS.has(code) && !(code === DASH && isWord(text.charCodeAt(at + 1)))) return undefined;
    let stop = at;
    let last = at - 1;
    for (; stop < end; stop++) {
      const inner = text.charCodeAt(stop);
      if (inner === SPACE) continue;
      if (inner === COMMA || inner === 125 || inner === 93) break;
      if (inner < SPACE || inner === HASH || inner === 123 || inner === 91) return undefined;
      if (inner === COLON && !isWord(text.charCodeAt(stop + 1))) return undefined;
      last = stop;
    }
    if (last < at || stop >= end) return undefined;
    return new PlainNode(SCALAR, at, last + 1, plainValue(text.slice(at, last + 1)));
  }
}

/** The value of a key or dash with nothing behind it. */
function empty(at: number): PlainNode {
  return new PlainNode(SCALAR, at, at, null);
}

/** Letters, digits, and what paths and flags hold. */
function isWord(code: number): boolean {
  const letter = code | 32;
  return (letter >= 97 && letter <= 122) || (code >= 46 && code <= 57) || code === 95 || code === DASH;
}
