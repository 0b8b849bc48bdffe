import { zeroOf } from '../exec/fields.ts';
import { ShapedUnknown } from '../functions/unknowns.ts';
import { TemplateError } from '../functionTypes.ts';
import { byteLength, sliceBytes, toBytes } from '../goString.ts';
import { Unknown } from '../unknown.ts';
import { GoObject, goTypeOf, Int, isNothing, NO_VALUE, TypedList, TypedMap, typedList, type Value } from '../values.ts';

/** `index`: one step into lists, texts and maps for each index (funcs.go index). */
export function indexValue(item: Value, indexes: readonly Value[]): Value {
  if (isNothing(item)) throw new TemplateError('index of untyped nil');
  let current: Value = item;
  for (const index of indexes) {
    if (current instanceof Unknown) return new Unknown(current.reason);
    current = indexOnce(current, index);
  }
  return current;
}

function indexOnce(item: Value, index: Value): Value {
  if (isNothing(item)) throw new TemplateError('index of nil pointer');
  if (item instanceof Map) return indexMap(item, index);
  if (typeof item === 'string') {
    const bytes = toBytes(item);
    return new Int('uint8', BigInt(bytes[inRange(index, bytes.length, bytes.length - 1)] as number));
  }
  if (Array.isArray(item)) return item[inRange(index, item.length, item.length - 1)] as Value;
  throw new TemplateError(`can't index item of type ${goTypeOf(item)}`);
}

function indexMap(map: ReadonlyMap<string, Value>, index: Value): Value {
  if (isNothing(index)) throw new TemplateError('value is nil; should be of type string');
  if (typeof index !== 'string') throw new TemplateError(`value has type ${goTypeOf(index)}; should be string`);
  return map.get(index) ?? zeroOf(map instanceof TypedMap ? map.elementType : 'interface {}');
}

/** An index as a number; at most `limit`, and Go panics in its own words when it is the length. */
function inRange(index: Value, limit: number, last = limit): number {
  if (isNothing(index)) throw new TemplateError('cannot index slice/array with nil');
  if (!(index instanceof Int)) throw new TemplateError(`cannot index slice/array with type ${goTypeOf(index)}`);
  const at = BigInt.asIntN(64, index.value);
  if (at < 0n || at > BigInt(limit)) throw new TemplateError(`index out of range: ${at}`);
  if (at > BigInt(last)) throw new TemplateError('reflect: slice index out of range');
  return Number(at);
}

/** text/template's own `slice` (funcs.go slice), which sprig's replaces. */
export function sliceValue(item: Value, indexes: readonly Value[]): Value {
  if (isNothing(item)) throw new TemplateError('slice of untyped nil');
  if (indexes.length > 3) throw new TemplateError(`too many slice indexes: ${indexes.length}`);
  const isText = typeof item === 'string';
  if (!isText && !Array.isArray(item)) throw new TemplateError(`can't slice item of type ${goTypeOf(item)}`);
  if (isText && indexes.length === 3) throw new TemplateError('cannot 3-index slice a string');
  const length = isText ? byteLength(item) : item.length;
  const given = indexes.map((index) => inRange(index, length));
  const [start = 0, end = length, capacity = end] = given;
  if (start > end) throw new TemplateError(`invalid slice index: ${start} > ${end}`);
  if (end > capacity) throw new TemplateError(`invalid slice index: ${end} > ${capacity}`);
  if (isText) return sliceBytes(item, start, end);
  const items = item.slice(start, end);
  return item instanceof TypedList ? typedList(item.goType, items, item.elementType) : items;
}

/** `len` (funcs.go length). */
export function lengthOf(item: Value): number | Unknown {
  if (item instanceof Unknown) return item instanceof ShapedUnknown && item.length !== undefined ? item.length : item;
  if (typeof item === 'string') return byteLength(item);
  if (item instanceof Map) return item.size;
  if (Array.isArray(item)) return item.length;
  if (item === null) throw new TemplateError('len of nil pointer');
  if (item === NO_VALUE) throw new TemplateError('reflect: call of reflect.Value.Type on zero Value');
  throw new TemplateError(`len of type ${item instanceof GoObject ? item.goType.replace(/^\*/, '') : goTypeOf(item)}`);
}
