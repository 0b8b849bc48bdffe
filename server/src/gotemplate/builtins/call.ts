import { callWithUnknowns, type GoFunction, type GoType, TemplateError } from '../functionTypes.ts';
import { goTypeOf, Int, isGoFunction, isNothing, NO_VALUE, Unknown, type Value } from '../values.ts';

/** `call`: calls a function that is a value (funcs.go call). */
export function callValue(name: string, called: Value, args: readonly Value[]): Value {
  if (isNothing(called)) throw new TemplateError('call of nil');
  if (!isGoFunction(called)) throw new TemplateError(`non-function ${name} of type ${goTypeOf(called)}`);
  const { params, variadic } = called as GoFunction;
  const wanted = variadic === undefined ? `want ${params.length}` : `want at least ${params.length}`;
  const isGood = variadic === undefined ? args.length === params.length : args.length >= params.length;
  if (!isGood) throw new TemplateError(`wrong number of args for ${name}: got ${args.length} ${wanted}`);
  const prepared = args.map((value, at) => prepare(value, (params[at] ?? variadic) as GoType<unknown>, at));
  return callWithUnknowns(called as GoFunction, prepared);
}

function prepare(value: Value, type: GoType<unknown>, at: number): Value {
  if (value instanceof Unknown) return value;
  if (isNothing(value)) {
    if (!type.canBeNil) throw new TemplateError(`arg ${at}: value is nil; should be of type ${type.goName}`);
    return type.goName === 'reflect.Value' ? NO_VALUE : null;
  }
  if (type.accepts(value)) return value;
  if (value instanceof Int) {
    const converted = /^u?int/.test(type.goName) ? new Int(type.goName as Int['kind'], value.value) : undefined;
    if (converted !== undefined) return converted;
  }
  throw new TemplateError(`arg ${at}: value has type ${goTypeOf(value)}; should be ${type.goName}`);
}
