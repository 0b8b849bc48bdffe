import { any, dict, fn, string, TemplateError } from '../functionTypes.ts';
import { Unknown } from '../unknown.ts';
import { type GoMap, type GoMethod, isMap, type Value } from '../values.ts';
import { marshalYaml } from '../yaml/writeYaml.ts';
import { MethodMap } from './methodTypes.ts';

/**
 * `chartutil.Values` (in Helm 4 `common.Values`): what `.Values` of a chart's templates is. It is another type of the same
 * map: what a template sets in it, the parent chart's templates find in theirs.
 */
export class ValuesMap extends MethodMap {
  readonly #helmMajor: 3 | 4;
  readonly table: GoMap;

  constructor(table: GoMap, helmMajor: 3 | 4) {
    super(helmMajor === 4 ? 'common.Values' : 'chartutil.Values', undefined, 'interface {}');
    this.#helmMajor = helmMajor;
    this.table = table;
  }

  override get size(): number {
    return this.table.size;
  }

  override get(key: string): Value | undefined {
    return this.table.get(key);
  }

  override has(key: string): boolean {
    return this.table.has(key);
  }

  override set(key: string, value: Value): this {
    this.table.set(key, value);
    return this;
  }

  override delete(key: string): boolean {
    return this.table.delete(key);
  }

  override clear(): void {
    this.table.clear();
  }

  override entries(): MapIterator<[string, Value]> {
    return this.table.entries();
  }

  override keys(): MapIterator<string> {
    return this.table.keys();
  }

  override values(): MapIterator<Value> {
    return this.table.values();
  }

  override forEach(visit: (value: Value, key: string, map: Map<string, Value>) => void): void {
    this.table.forEach(visit);
  }

  override [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.table.entries();
  }

  method(name: string): GoMethod | undefined {
    if (name === 'AsMap') return fn(name, [], dict, () => this.table);
    if (name === 'YAML')
      return fn(name, [], string, () => {
        const written = marshalYaml(this);
        if (typeof written === 'string' || written instanceof Unknown) return written;
        throw new TemplateError(written.error);
      });
    if (name === 'Table')
      return fn(name, [string], any, (path) => {
        const found = tableAt(this, path.split('.'));
        if (found) return new ValuesMap(found, this.#helmMajor);
        throw new TemplateError(`${JSON.stringify(path)} is not a table`);
      });
    if (name === 'PathValue')
      return fn(name, [string], any, (path) => {
        const keys = path.split('.');
        const last = keys.pop() as string;
        const found = tableAt(this, keys)?.get(last);
        if (found !== undefined && !isMap(found)) return found;
        throw new TemplateError(`${JSON.stringify(path)} is not a value`);
      });
    return undefined;
  }
}

function tableAt(values: GoMap, keys: readonly string[]): GoMap | undefined {
  let table: Value | undefined = values;
  for (const key of keys) table = isMap(table) ? table.get(key) : undefined;
  return isMap(table) ? table : undefined;
}
