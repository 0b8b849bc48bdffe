import { type GoMethod, TypedList, TypedMap } from '../values.ts';

/** A named map type of Go that has methods, such as `engine.files`. The evaluator asks `method` before it looks for a key. */
export abstract class MethodMap extends TypedMap {
  abstract method(name: string): GoMethod | undefined;
}

/** A named list type of Go that has methods, such as `chartutil.VersionSet`. */
export abstract class MethodList extends TypedList {
  abstract method(name: string): GoMethod | undefined;
}
