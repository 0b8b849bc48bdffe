import { truthOf } from '../exec/truth.ts';
import { sprint, sprintf, sprintln } from '../fmt/printf.ts';
import {
  any,
  bool,
  type FunctionMap,
  fn,
  functionMap,
  intNumber,
  reflectValue,
  rest,
  string,
} from '../functionTypes.ts';
import { Unknown } from '../unknown.ts';
import { isNothing, type Value } from '../values.ts';
import { callValue } from './call.ts';
import { equalsAny, isLess, isLessOrEqual } from './compare.ts';
import { escapeHtml, escapeQuery, escapeScript } from './escapers.ts';
import { indexValue, lengthOf, sliceValue } from './indexing.ts';

const see = { unknown: 'see' } as const;
const text = { unknown: 'text' } as const;

function negate(value: boolean | Unknown): boolean | Unknown {
  return value instanceof Unknown ? value : !value;
}

function not(value: Value): boolean | Unknown {
  const truth = truthOf(value);
  if (truth !== undefined) return !truth;
  return value instanceof Unknown ? value : new Unknown('a text that is not known');
}

/** What `html`, `js` and `urlquery` escape (funcs.go evalArgs): nothing is a text there, as where an action prints it. */
function joined(values: readonly Value[]): string {
  return sprint(values.map((value) => (isNothing(value) ? '<no value>' : value)));
}

/** `and` and `or` are evaluated by the evaluator, which doesn't evaluate what doesn't matter: these only tell their types. */
function lastOf(first: Value, others: readonly Value[]): Value {
  return others[others.length - 1] ?? first;
}

/** The functions that text/template has by itself (funcs.go builtins). */
export const builtinFunctions: FunctionMap = functionMap([
  fn('and', [reflectValue, rest(reflectValue)], reflectValue, lastOf, see),
  fn('or', [reflectValue, rest(reflectValue)], reflectValue, lastOf, see),
  fn('not', [reflectValue], bool, not, see),
  // The evaluator gives the name of what is called as a further first argument.
  { ...fn('call', [reflectValue, rest(reflectValue)], reflectValue, lastOf, see), invoke: callNamed },
  fn('index', [reflectValue, rest(reflectValue)], reflectValue, indexValue),
  fn('slice', [reflectValue, rest(reflectValue)], reflectValue, sliceValue),
  fn('len', [reflectValue], intNumber, lengthOf, see),
  fn('print', [rest(any)], string, sprint, text),
  fn('printf', [string, rest(any)], string, sprintf, text),
  fn('println', [rest(any)], string, sprintln, text),
  fn('html', [rest(any)], string, (values) => escapeHtml(joined(values)), text),
  fn('js', [rest(any)], string, (values) => escapeScript(joined(values)), text),
  fn('urlquery', [rest(any)], string, (values) => escapeQuery(joined(values)), text),
  fn('eq', [reflectValue, rest(reflectValue)], bool, equalsAny, see),
  fn('ne', [reflectValue, reflectValue], bool, (left, right) => negate(equalsAny(left, [right])), see),
  fn('lt', [reflectValue, reflectValue], bool, isLess),
  fn('le', [reflectValue, reflectValue], bool, isLessOrEqual),
  fn('gt', [reflectValue, reflectValue], bool, (left, right) => !isLessOrEqual(left, right)),
  fn('ge', [reflectValue, reflectValue], bool, (left, right) => !isLess(left, right)),
]);

function callNamed(args: readonly Value[]): Value {
  const [name, called, ...values] = args;
  return callValue(name as string, called as Value, values);
}
