import { int64, type Value } from '../../values.ts';
import { quoteGo } from '../quoteGo.ts';
import { readString } from './readString.ts';
import { parseTomlDate, parseTomlNumber } from './scalars.ts';
import { insertValue, openTable, TomlProblem, type TomlTable, toGoValue } from './tables.ts';
import { TomlCursor } from './tomlCursor.ts';

const deepest = 200;

/**
 * Reads a TOML text as BurntSushi/toml does into map[string]interface {}.
 * @returns the map or an error in its words (`toml: line 2 (last key "a"): …`).
 */
export function readToml(text: string): { readonly value: Map<string, Value> } | { readonly error: string } {
  const reader = new TomlReader(text);
  try {
    return { value: reader.read() };
  } catch (error) {
    if (!(error instanceof TomlProblem)) throw error;
    const key = reader.lastKey === '' ? '' : ` (last key ${quoteGo(reader.lastKey)})`;
    return { error: `toml: line ${error.line ?? reader.line}${key}: ${error.message}` };
  }
}

class TomlReader {
  private readonly cursor: TomlCursor;
  private readonly root: TomlTable = { kind: 'table', entries: new Map(), defined: true };
  private table: TomlTable = this.root;
  private context: readonly string[] = [];
  lastKey = '';

  constructor(text: string) {
    this.cursor = new TomlCursor(text);
  }

  get line(): number {
    return this.cursor.line;
  }

  read(): Map<string, Value> {
    const { cursor } = this;
    for (;;) {
      cursor.skipEmptyLines();
      if (cursor.done) break;
      if (cursor.peek() === '[') this.readHeader();
      else this.readPair(this.table, this.context, 0);
      this.endLine();
    }
    return toGoValue(this.root) as Map<string, Value>;
  }

  private endLine(): void {
    const { cursor } = this;
    cursor.skipSpace();
    cursor.skipComment();
    if (cursor.done || cursor.skipLineBreak()) return;
    throw new TomlProblem(
      `expected a top-level item to end with a newline, comment, or EOF, but got ${cursor.quoted()} instead`,
    );
  }

  private readHeader(): void {
    const { cursor } = this;
    cursor.skip();
    const isList = cursor.take('[');
    const keys = this.readTableName();
    cursor.skip();
    if (isList && !cursor.take(']'))
      throw new TomlProblem(`expected end of table array name delimiter ']', but got ${cursor.quoted()} instead`);
    this.context = keys;
    this.lastKey = keys.join('.');
    this.table = openTable(this.root, keys, isList);
  }

  private readTableName(): string[] {
    const { cursor } = this;
    const keys: string[] = [];
    do {
      cursor.skipSpace();
      const char = cursor.peek();
      if (char === ']' || char === '')
        throw new TomlProblem('unexpected end of table name (table names cannot be empty)');
      if (char === '.') throw new TomlProblem('unexpected table separator (table names cannot be empty)');
      keys.push(this.readKeyPart());
      cursor.skipSpace();
    } while (cursor.take('.'));
    if (cursor.peek() !== ']')
      throw new TomlProblem(`expected '.' or ']' to end table name, but got ${cursor.quoted()} instead`);
    return keys;
  }

  private readKeyPart(): string {
    const { cursor } = this;
    const char = cursor.peek();
    if (char === '"' || char === "'") return readString(cursor, false);
    const bare = cursor.takeMatch(/^[A-Za-z0-9_-]+/);
    if (bare === '') throw new TomlProblem(`bare keys cannot contain ${cursor.quoted()}`);
    return bare;
  }

  private readPair(table: TomlTable, context: readonly string[], depth: number): void {
    const { cursor } = this;
    if (cursor.peek() === '=') throw new TomlProblem("unexpected '=': key name appears blank");
    if (cursor.peek() === '.') throw new TomlProblem("unexpected '.': keys cannot start with a '.'");
    const keys = [this.readKeyPart()];
    cursor.skipSpace();
    while (cursor.take('.')) {
      cursor.skipSpace();
      if (cursor.peek() === '=') throw new TomlProblem("unexpected '='");
      if (cursor.peek() === '.') throw new TomlProblem("unexpected '.'");
      keys.push(this.readKeyPart());
      cursor.skipSpace();
    }
    if (cursor.done) throw new TomlProblem("unexpected EOF; expected key separator '='", cursor.lastLine);
    if (!cursor.take('=')) throw new TomlProblem(`expected '.' or '=', but got ${cursor.quoted()} instead`);
    this.lastKey = [...context, ...keys].join('.');
    cursor.skipSpace();
    insertValue(table, keys, this.readValue([...context, ...keys], depth));
  }

  private readValue(context: readonly string[], depth: number): Value | TomlTable {
    const { cursor } = this;
    if (depth > deepest) throw new TomlProblem('the value is nested too deeply');
    const char = cursor.peek();
    if (char === '') throw new TomlProblem('unexpected EOF; expected value', cursor.lastLine);
    if (char === '"' || char === "'") return readString(cursor, true);
    if (char === '[') return this.readList(context, depth);
    if (char === '{') return this.readInlineTable(context, depth);
    const word = cursor.takeMatch(/^(?:[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9:.Z+-]+|[A-Za-z0-9_.:+-]+)/);
    if (word === 'true' || word === 'false') return word === 'true';
    const value = parseTomlDate(word) ?? parseTomlNumber(word);
    if (value !== undefined) return typeof value === 'bigint' ? int64(value) : value;
    if (word === '') throw new TomlProblem(`expected value but found ${cursor.quoted()} instead`);
    if (/^[+-]?[0-9]/.test(word)) throw new TomlProblem(`invalid number: ${quoteGo(word)}`);
    throw new TomlProblem(`expected value but found ${quoteGo(word)} instead`);
  }

  private readList(context: readonly string[], depth: number): Value {
    const { cursor } = this;
    cursor.skip();
    const items: Value[] = [];
    for (;;) {
      cursor.skipEmptyLines();
      if (cursor.take(']')) return items;
      if (cursor.peek() === ',') throw new TomlProblem('unexpected comma');
      const item = this.readValue(context, depth + 1);
      items.push(isTable(item) ? toGoValue(item) : item);
      cursor.skipEmptyLines();
      if (cursor.take(']')) return items;
      if (!cursor.take(',')) {
        const found = cursor.done ? 'end of file' : `'${cursor.peek()}'`;
        throw new TomlProblem(`expected a comma (',') or array terminator (']'), but got ${found}`);
      }
    }
  }

  private readInlineTable(context: readonly string[], depth: number): TomlTable {
    const { cursor } = this;
    cursor.skip();
    const table: TomlTable = { kind: 'table', entries: new Map(), defined: true };
    for (;;) {
      cursor.skipEmptyLines();
      if (cursor.take('}')) return table;
      if (cursor.peek() === ',') throw new TomlProblem('unexpected comma');
      this.readPair(table, context, depth + 1);
      cursor.skipEmptyLines();
      if (cursor.take('}')) return table;
      if (!cursor.take(',')) {
        const found = cursor.done ? 'end of file' : `'${cursor.peek()}'`;
        throw new TomlProblem(`expected a comma or an inline table terminator '}', but got ${found} instead`);
      }
    }
  }
}

function isTable(value: Value | TomlTable): value is TomlTable {
  return (
    typeof value === 'object' && value !== null && (value as Partial<TomlTable>).kind === 'table' && 'entries' in value
  );
}
