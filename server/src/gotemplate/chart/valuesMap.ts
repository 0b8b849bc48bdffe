import { any, dict, fn, string, TemplateError } from '../functionTypes.ts';
import { Unknown } from '../unknown.ts';
import { type GoMap, type GoMethod, isMap, type Value } from '../values.ts';
import { marshalYaml } from '../yaml/writeYaml.ts';
import { MethodMap } from './methodTypes.ts';

/** `chartutil.Values` (in Helm 4 `common.Values`): what `.Values` and the dot of a chart's templates are. */
export class ValuesMap extends MethodMap {
  readonly #helmMajor: 3 | 4;

  constructor(entries: Iterable<readonly [string, Value]>, helmMajor: 3 | 4) {
    super(helmMajor === 4 ? 'common.Values' : 'chartutil.Values', entries, 'interface {}');
    this.#helmMajor = helmMajor;
  }

  method(name: string): GoMethod | undefined {
    if (name === 'AsMap') return fn(name, [], dict, () => new Map(this));
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
