import type { GoObject, Value } from '../../values.ts';

/** An object that says itself what encoding/json makes of it (json tags, MarshalJSON). */
export interface JsonMarshaler {
  marshalJson(): Value;
}

/** What encoding/json makes of a struct: what it says itself, else its fields by their Go names. */
export function marshalObject(object: GoObject): Value {
  const marshaler = object as GoObject & Partial<JsonMarshaler>;
  return typeof marshaler.marshalJson === 'function' ? marshaler.marshalJson() : new Map(object.entries());
}
