import type { GoType } from '../functionTypes.ts';
import { bool, float64, string } from '../functionTypes.ts';
import type { NumberNode, OperandNode } from '../parse/nodes.ts';
import { nodeText } from '../parse/nodeText.ts';
import { Complex, Int, type IntKind, type Value } from '../values.ts';

/** A literal's value, or why there is none. */
export type Literal = { readonly value: Value } | { readonly problem: string };

/** A number where no type is asked for: its syntax tells the type (exec.go idealConstant). */
export function idealConstant(node: NumberNode): Literal {
  const { complex, float, int, text, uint } = node;
  if (complex !== undefined) return { value: new Complex(complex.real, complex.imaginary) };
  const isHexInt = /^0[xX]./.test(text) && !/[pP]/.test(text);
  if (float !== undefined && !isHexInt && !text.startsWith("'") && /[.eEpP]/.test(text)) return { value: float };
  if (int !== undefined) return { value: new Int('int', int) };
  return uint === undefined ? { value: null } : { problem: `${text} overflows int` };
}

const INTS: ReadonlySet<string> = new Set<IntKind>(['int', 'int8', 'int16', 'int32', 'int64']);
const UINTS: ReadonlySet<string> = new Set<IntKind>(['uint', 'uint8', 'uint16', 'uint32', 'uint64', 'uintptr']);

/** A literal as an argument of a type that is no interface (exec.go evalArg): wrong kinds are told by their text. */
export function typedLiteral(node: OperandNode, type: GoType<unknown>): Literal {
  const found = nodeText(node);
  if (type.goName === string.goName) {
    return node.type === 'string' ? { value: node.text } : { problem: `expected string; found ${found}` };
  }
  if (type.goName === bool.goName) {
    return node.type === 'bool' ? { value: node.value } : { problem: `expected bool; found ${found}` };
  }
  const number = node.type === 'number' ? node : undefined;
  if (INTS.has(type.goName)) return integer(type, number?.int, `expected integer; found ${found}`);
  if (UINTS.has(type.goName)) return integer(type, number?.uint, `expected unsigned integer; found ${found}`);
  if (type.goName === float64.goName) {
    return number?.float === undefined ? { problem: `expected float; found ${found}` } : { value: number.float };
  }
  return { problem: `can't handle ${found} for arg of type ${type.goName}` };
}

function integer(type: GoType<unknown>, value: bigint | undefined, problem: string): Literal {
  return value === undefined ? { problem } : { value: new Int(type.goName as IntKind, value) };
}
