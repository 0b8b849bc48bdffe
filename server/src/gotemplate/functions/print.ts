// placeholder until printf exists
import type { Value } from '../values.ts';
export function printValue(value: Value): string {
  return String(value);
}
export function quoteGo(text: string): string {
  return JSON.stringify(text);
}
