import { TemplateError } from '../functionTypes.ts';
import type { Tree } from '../parse/nodes.ts';
import { NO_VALUE, type Value } from '../values.ts';
import type { Environment } from './evaluator.ts';
import { execError } from './execError.ts';
import { type Limits, TOO_DEEP } from './limits.ts';
import { Output } from './output.ts';
import { Walker } from './walker.ts';

/** What a whole rendering may use up, all its executions together. */
export class Budget {
  steps: number;
  output: number;
  depth: number;

  constructor(limits: Limits) {
    this.steps = limits.steps;
    this.output = limits.output;
    this.depth = limits.depth;
  }

  noteOrigin(origin: unknown): void {
    if (this.origins.length < MOST_ORIGINS) this.origins.push(origin);
  }

  /** Reasons why the texts that functions have given since the last question may lack parts. */
  partly: string | undefined;
  /** Where the values came from that were read since the last question, the first of them. */
  origins: unknown[] = [];
}

/** Origins that are told of one text. */
const MOST_ORIGINS = 16;

/** One execution of a template, from the call to the last character. */
export class Execution {
  readonly templates: ReadonlyMap<string, Tree>;
  readonly environment: Environment;
  readonly output = new Output();
  private readonly budget: Budget;

  constructor(templates: ReadonlyMap<string, Tree>, environment: Environment, budget: Budget) {
    this.templates = templates;
    this.environment = environment;
    this.budget = budget;
  }

  /**
   * Executes a template on data.
   * @throws TemplateError
   */
  run(tree: Tree, data: Value): Output {
    if (!this.enter()) throw execError(tree, tree.root, TOO_DEEP);
    const outer = this.takePartly();
    const outerOrigins = this.takeOrigins();
    try {
      new Walker(tree, this).run(data === null ? NO_VALUE : data);
    } catch (error) {
      if (error instanceof RangeError) throw execError(tree, tree.root, TOO_DEEP);
      throw error;
    } finally {
      this.leave();
      this.budget.partly = outer;
      this.budget.origins = outerOrigins;
      this.budget.output -= this.output.length;
    }
    return this.output;
  }

  step(): boolean {
    return --this.budget.steps >= 0;
  }

  isOutputTooLong(): boolean {
    return this.output.length > this.budget.output;
  }

  enter(): boolean {
    if (this.budget.depth <= 0) return false;
    this.budget.depth--;
    return true;
  }

  leave(): void {
    this.budget.depth++;
  }

  /** Why a text that a function gave may lack parts; asked once for each action. */
  takePartly(): string | undefined {
    const { partly } = this.budget;
    this.budget.partly = undefined;
    return partly;
  }

  /** Where the values came from that went into a text; asked once for each action. */
  takeOrigins(): unknown[] {
    const { origins } = this.budget;
    this.budget.origins = [];
    return origins;
  }

  noteOrigins(origins: readonly unknown[]): void {
    for (const origin of origins) this.budget.noteOrigin(origin);
  }

  notePartly(reason: string | undefined): void {
    this.budget.partly ??= reason;
  }
}

/** Executes the template of the name. */
export function executeTemplate(execution: Execution, name: string, data: Value, root: string): Output {
  const tree = execution.templates.get(name);
  if (tree !== undefined) return execution.run(tree, data);
  throw new TemplateError(`template: no template "${name}" associated with template "${root}"`);
}
