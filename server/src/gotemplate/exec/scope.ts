import { Unknown } from '../unknown.ts';
import type { Value } from '../values.ts';
import { deepEqual } from '../values.ts';

interface Variable {
  readonly name: string;
  readonly value: Value;
  /** Whether Go holds it in an interface, which error texts tell. */
  readonly held: boolean;
}

/** The variables of one template's execution: a stack, innermost last. */
export class Scope {
  private variables: Variable[] = [];

  get size(): number {
    return this.variables.length;
  }

  push(name: string, value: Value, held = false): void {
    this.variables.push({ name, value, held });
  }

  pop(size: number): void {
    this.variables.length = size;
  }

  find(name: string): Variable | undefined {
    for (let at = this.variables.length - 1; at >= 0; at--) {
      if (this.variables[at]?.name === name) return this.variables[at];
    }
    return undefined;
  }

  /** Assigns to the innermost variable of the name. @returns whether there is one. */
  assign(name: string, value: Value, held = false): boolean {
    for (let at = this.variables.length - 1; at >= 0; at--) {
      if (this.variables[at]?.name === name) {
        this.variables[at] = { name, value, held };
        return true;
      }
    }
    return false;
  }

  /** Replaces the variable that is `fromTop` from the top (1 is the topmost). */
  replaceTop(fromTop: number, value: Value, held: boolean): void {
    const at = this.variables.length - fromTop;
    this.variables[at] = { name: (this.variables[at] as Variable).name, value, held };
  }

  save(): readonly Variable[] {
    return this.variables.slice();
  }

  restore(saved: readonly Variable[]): void {
    this.variables = saved.slice();
  }

  /** Takes in what another course of events would have left: a variable that differs is not known any more. */
  merge(other: readonly Variable[], reason: string): void {
    const size = Math.min(other.length, this.variables.length);
    for (let at = 0; at < size; at++) {
      const ours = this.variables[at] as Variable;
      const theirs = other[at] as Variable;
      if (ours === theirs || deepEqual(ours.value, theirs.value)) continue;
      this.variables[at] = { name: ours.name, value: new Unknown(reason), held: false };
    }
  }
}
