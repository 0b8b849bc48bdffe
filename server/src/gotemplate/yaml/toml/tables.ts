import { typedList, type Value } from '../../values.ts';

/** A problem in a TOML text; without a line it is where the reader stands. */
export class TomlProblem extends Error {
  readonly line: number | undefined;
  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}

/** A table while it is read: `defined` once a header or an inline table has made it. */
export interface TomlTable {
  readonly kind: 'table';
  readonly entries: Map<string, Value | TomlTable | TomlTableList>;
  defined: boolean;
}

/** The tables that `[[name]]` headers made. */
export interface TomlTableList {
  readonly kind: 'tables';
  readonly tables: TomlTable[];
}

type Entry = Value | TomlTable | TomlTableList;

function isTable(entry: Entry | undefined): entry is TomlTable {
  return (
    typeof entry === 'object' && entry !== null && (entry as Partial<TomlTable>).kind === 'table' && 'entries' in entry
  );
}

function isTableList(entry: Entry | undefined): entry is TomlTableList {
  return (
    typeof entry === 'object' &&
    entry !== null &&
    (entry as Partial<TomlTableList>).kind === 'tables' &&
    'tables' in entry
  );
}

function newTable(defined: boolean): TomlTable {
  return { kind: 'table', entries: new Map(), defined };
}

/** The table that a key leads into, made where there is none. */
function step(table: TomlTable, keys: readonly string[], at: number): TomlTable {
  const key = keys[at] as string;
  const found = table.entries.get(key);
  if (isTable(found)) return found;
  if (isTableList(found)) return found.tables.at(-1) as TomlTable;
  if (found !== undefined) throw new TomlProblem(`Key '${keys.slice(0, at + 1).join('.')}' has already been defined.`);
  const made = newTable(false);
  table.entries.set(key, made);
  return made;
}

/** Opens `[keys]` or, for a list, `[[keys]]`. @throws TomlProblem when the name is taken */
export function openTable(root: TomlTable, keys: readonly string[], isList: boolean): TomlTable {
  let table = root;
  for (let at = 0; at < keys.length - 1; at++) table = step(table, keys, at);
  const last = keys.at(-1) as string;
  const found = table.entries.get(last);
  const taken = new TomlProblem(`Key '${keys.join('.')}' has already been defined.`);
  if (isList) {
    if (found !== undefined && !isTableList(found)) throw taken;
    const list: TomlTableList = found ?? { kind: 'tables', tables: [] };
    const made = newTable(true);
    list.tables.push(made);
    table.entries.set(last, list);
    return made;
  }
  if (found !== undefined && (!isTable(found) || found.defined)) throw taken;
  const made = found ?? newTable(true);
  made.defined = true;
  table.entries.set(last, made);
  return made;
}

/** Puts `a.b = value` into a table. @throws TomlProblem when the key is there already */
export function insertValue(table: TomlTable, keys: readonly string[], value: Value | TomlTable): void {
  let target = table;
  for (let at = 0; at < keys.length - 1; at++) target = step(target, keys, at);
  const last = keys.at(-1) as string;
  if (target.entries.has(last)) throw new TomlProblem(`Key '${keys.join('.')}' has already been defined.`);
  target.entries.set(last, value);
}

/** What Go's decoder makes of it: maps, and `[]map[string]interface {}` for lists of tables. */
export function toGoValue(entry: Entry): Value {
  if (isTable(entry)) return new Map([...entry.entries].map(([key, item]) => [key, toGoValue(item)]));
  if (isTableList(entry)) return typedList('[]map[string]interface {}', entry.tables.map(toGoValue));
  return entry;
}
