// placeholder until printf exists
import { GoObject, Int, NO_VALUE, Unknown, type Value } from '../values.ts';
import { formatFloat } from '../yaml/formatFloat.ts';
export function printValue(v: Value): string {
  if (v === null || v === NO_VALUE) return '<nil>';
  if (typeof v === 'number') return formatFloat(v);
  if (Array.isArray(v)) return '[' + v.map(printValue).join(' ') + ']';
  if (v instanceof Map)
    return (
      'map[' +
      [...v.keys()]
        .sort()
        .map((k) => k + ':' + printValue(v.get(k)!))
        .join(' ') +
      ']'
    );
  if (v instanceof GoObject) return v.text() ?? '{}';
  if (v instanceof Unknown) return v.text;
  return String(v);
}
export function quoteGo(text: string): string {
  return JSON.stringify(text);
}
