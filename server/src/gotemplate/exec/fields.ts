import { Unknown } from '../unknown.ts';
import type { GoMap, GoMethod, Value } from '../values.ts';
import { GoObject, goTypeOf, NO_VALUE, TypedMap } from '../values.ts';
import { nilList } from '../yaml/nilLists.ts';

/** What a missing map key is: text/template's option `missingkey`. */
export type MissingKey = 'default' | 'zero' | 'error';

/** What a field access found. `held`: Go holds it in an interface. */
export type Access =
  | { readonly kind: 'value'; readonly value: Value; readonly held: boolean }
  | { readonly kind: 'method'; readonly method: GoMethod }
  | { readonly kind: 'error'; readonly message: string };

/**
 * Looks up one name of a field chain (exec.go evalField): methods first, then fields of structs and keys of maps.
 * @param held whether the receiver is held in an interface.
 * @param hasArgs whether arguments follow, which only methods take.
 */
export function accessField(
  receiver: Value,
  held: boolean,
  name: string,
  hasArgs: boolean,
  missing: MissingKey,
): Access {
  if (receiver instanceof Unknown) return found(new Unknown(receiver.reason), false);
  if (receiver === NO_VALUE) {
    return missing === 'error' ? problem(`nil data; no entry for key "${name}"`) : found(NO_VALUE, false);
  }
  if (receiver === null) return problem(`nil pointer evaluating interface {}.${name}`);
  const method = methodOf(receiver, name);
  if (method !== undefined) return { kind: 'method', method };
  if (receiver instanceof Map) {
    if (hasArgs) return problem(`${name} is not a method but has arguments`);
    return lookUp(receiver, name, missing);
  }
  if (receiver instanceof GoObject) {
    const value = receiver.field(name);
    if (value !== undefined && hasArgs) return problem(`${name} has arguments but cannot be invoked as function`);
    if (value !== undefined) return found(value, value === null);
  }
  return problem(`can't evaluate field ${name} in type ${held ? 'interface {}' : goTypeOf(receiver)}`);
}

/** The method of a struct, or of a map or list whose type has some. */
function methodOf(receiver: Value, name: string): GoMethod | undefined {
  if (typeof receiver !== 'object' || receiver === null) return undefined;
  const bearer = receiver as { method?: (name: string) => GoMethod | undefined };
  return typeof bearer.method === 'function' ? bearer.method(name) : undefined;
}

function lookUp(map: GoMap, name: string, missing: MissingKey): Access {
  const elementType = map instanceof TypedMap ? map.elementType : 'interface {}';
  const value = map.get(name);
  if (value !== undefined) return found(value, elementType === 'interface {}');
  if (missing === 'error') return problem(`map has no entry for key "${name}"`);
  return missing === 'zero' ? found(zeroOf(elementType), elementType === 'interface {}') : found(NO_VALUE, false);
}

/** The zero value of a map's element type. */
export function zeroOf(elementType: string): Value {
  if (elementType === 'string') return '';
  if (elementType === 'bool') return false;
  return elementType.startsWith('[]') ? nilList(elementType) : null;
}

function found(value: Value, held: boolean): Access {
  return { kind: 'value', value, held };
}

function problem(message: string): Access {
  return { kind: 'error', message };
}
