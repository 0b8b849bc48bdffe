import { applicationSetFunctions, helmFunctions } from '../../../server/src/gotemplate/functions/index.ts';
import type { GoFunction } from '../../../server/src/gotemplate/functionTypes.ts';
import { int, toPlain, Unknown, type Value } from '../../../server/src/gotemplate/values.ts';

/** An unknown value for tests. */
export const unknown = new Unknown('a test says so');

/** A function Helm or ApplicationSets have. */
export function functionNamed(name: string): GoFunction {
  const found = helmFunctions(4).get(name) ?? applicationSetFunctions.get(name);
  if (!found) throw new Error(`no function ${name}`);
  return found;
}

function toArgument(value: unknown): Value {
  if (typeof value === 'number' && Number.isInteger(value)) return int(value);
  return value as Value;
}

/** Calls a function; whole numbers are `int`. */
export function call(name: string, ...args: unknown[]): Value {
  return functionNamed(name).invoke(args.map(toArgument));
}

/** The result as plain data, `unknown` for unknown values, or the error's text. */
export function resultOf(name: string, ...args: unknown[]): unknown {
  try {
    const result = call(name, ...args);
    return result instanceof Unknown ? 'unknown' : toPlain(result);
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}
