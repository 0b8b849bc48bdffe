import { sprint, sprintf } from '../fmt/printf.ts';
import { TemplateError } from '../functionTypes.ts';
import type { ActionNode, BranchNode, ListNode, StatementNode, TemplateNode, Tree } from '../parse/nodes.ts';
import { Unknown } from '../unknown.ts';
import { type GoMap, Int, NO_VALUE, sortedKeys, TypedList, TypedMap, type Value } from '../values.ts';
import { quoteGo } from '../yaml/quoteGo.ts';
import { Evaluator } from './evaluator.ts';
import { LimitError, limitError } from './execError.ts';
import type { Execution } from './execution.ts';
import { TOO_DEEP } from './limits.ts';
import { reasonOf, truthOf } from './truth.ts';

/** How a list of statements ended before its end. */
type Jump = 'break' | 'continue' | undefined;

/** Executes one template: writes text, takes branches (text/template/exec.go walk…). */
export class Walker extends Evaluator {
  private readonly execution: Execution;
  /** In the innermost loop: why an iteration, or the loop, may have ended already. */
  private maybeContinued: string | undefined;
  private maybeBroken: string | undefined;

  constructor(tree: Tree, execution: Execution) {
    super(tree, execution.environment);
    this.execution = execution;
  }

  /** Runs the template on a dot, which is `$` too. */
  run(dot: Value): void {
    this.scope.push('$', dot);
    this.walkList(dot, false, this.tree.root);
  }

  private step(): void {
    if (!this.execution.step()) throw limitError(this.tree, this.node, 'exceeded the step limit');
  }

  private walkList(dot: Value, dotHeld: boolean, list: ListNode): Jump {
    for (const node of list.nodes) {
      const jump = this.walk(dot, dotHeld, node);
      if (jump !== undefined) return jump;
    }
    return undefined;
  }

  private walk(dot: Value, dotHeld: boolean, node: StatementNode): Jump {
    this.node = node;
    this.step();
    switch (node.type) {
      case 'text':
        this.write(node.text, node.span);
        return undefined;
      case 'action':
        this.walkAction(dot, dotHeld, node);
        return undefined;
      case 'if':
      case 'with':
        return this.walkCondition(dot, dotHeld, node);
      case 'range':
        this.walkRange(dot, dotHeld, node);
        return undefined;
      case 'template':
        this.walkTemplate(dot, dotHeld, node);
        return undefined;
      default:
        return node.type;
    }
  }

  private write(
    text: string,
    span: ActionNode['span'],
    more?: { partly?: string | undefined; origins?: readonly unknown[] },
  ): void {
    this.execution.output.write(text, this.tree.parseName, span, more);
    if (this.execution.isOutputTooLong()) throw limitError(this.tree, this.node, 'exceeded the output limit');
  }

  private walkAction(dot: Value, dotHeld: boolean, node: ActionNode): void {
    const outer = this.execution.takePartly();
    const outerOrigins = this.execution.takeOrigins();
    const value = this.evalPipeline(dot, dotHeld, node.pipe);
    const partly = this.execution.takePartly();
    const origins = this.execution.takeOrigins();
    this.execution.notePartly(outer);
    this.execution.noteOrigins(outerOrigins);
    if (node.pipe.declarations.length > 0) {
      this.execution.notePartly(partly);
      return;
    }
    this.checkPrintable(node, value);
    this.write(value === NO_VALUE ? '<no value>' : typeof value === 'string' ? value : sprint([value]), node.span, {
      partly,
      origins,
    });
  }

  private walkCondition(dot: Value, dotHeld: boolean, node: BranchNode): Jump {
    const size = this.scope.size;
    const value = this.evalPipeline(dot, dotHeld, node.pipe);
    const truth = truthOf(value);
    const body = (): Jump =>
      node.type === 'with' ? this.walkList(value, false, node.list) : this.walkList(dot, dotHeld, node.list);
    const otherwise = (): Jump =>
      node.elseList === undefined ? undefined : this.walkList(dot, dotHeld, node.elseList);
    const jump = truth === undefined ? this.walkBoth(body, otherwise, reasonOf(value)) : truth ? body() : otherwise();
    this.scope.pop(size);
    return jump;
  }

  /**
   * Takes both ways. What they write may not be there; variables they leave different are not known. A way that fails can't
   * have been taken by a rendering that succeeds, so the other one surely was.
   */
  private walkBoth(first: () => Jump, second: () => Jump, reason: string): Jump {
    const { output } = this.execution;
    const before = this.scope.save();
    const possible = output.possible;
    output.possible = possible ?? reason;
    const taken = this.attempt(first);
    const after = this.scope.save();
    this.scope.restore(before);
    if (taken instanceof TemplateError) {
      output.possible = possible;
      return second();
    }
    const start = output.mark();
    const other = this.attempt(second);
    output.possible = possible;
    if (other instanceof TemplateError) {
      output.rewind(start);
      this.scope.restore(after);
      return taken;
    }
    this.scope.merge(after, reason);
    if (taken === other) return taken;
    if (taken === 'break' || other === 'break') this.maybeBroken ??= reason;
    else this.maybeContinued ??= reason;
    output.possible ??= this.maybeBroken ?? this.maybeContinued;
    return undefined;
  }

  /** Walks; what an error has left in the output is taken back, and the error given. */
  private attempt(walk: () => Jump): Jump | TemplateError {
    const mark = this.execution.output.mark();
    try {
      return walk();
    } catch (error) {
      if (!(error instanceof TemplateError) || error instanceof LimitError) throw error;
      this.execution.output.rewind(mark);
      return error;
    }
  }

  private walkTemplate(dot: Value, dotHeld: boolean, node: TemplateNode): void {
    const tree = this.execution.templates.get(node.name);
    if (tree === undefined) this.fail(`template ${quoteGo(node.name)} not defined`);
    if (!this.execution.enter()) this.fail(TOO_DEEP);
    const inner = node.pipe === undefined ? NO_VALUE : this.evalPipeline(dot, dotHeld, node.pipe);
    try {
      new Walker(tree, this.execution).run(inner);
    } finally {
      this.execution.leave();
    }
  }

  private walkRange(dot: Value, dotHeld: boolean, node: BranchNode): void {
    const size = this.scope.size;
    const { output } = this.execution;
    const outer = { possible: output.possible, continued: this.maybeContinued, broken: this.maybeBroken };
    this.maybeContinued = undefined;
    this.maybeBroken = undefined;
    const value = this.evalPipeline(dot, dotHeld, node.pipe);
    if (value instanceof Unknown) this.rangeUnknown(dot, dotHeld, node, value);
    else if (!this.iterate(node, value) && node.elseList !== undefined) this.walkElse(dot, dotHeld, node.elseList);
    output.possible = outer.possible;
    this.maybeContinued = outer.continued;
    this.maybeBroken = outer.broken;
    this.scope.pop(size);
  }

  /** Go runs the `else` within the loop's break handling, so a break in it ends there. */
  private walkElse(dot: Value, dotHeld: boolean, list: ListNode): Jump {
    return this.walkList(dot, dotHeld, list);
  }

  private rangeUnknown(dot: Value, dotHeld: boolean, node: BranchNode, value: Unknown): void {
    const item = new Unknown(value.reason);
    const otherwise = (): Jump =>
      node.elseList === undefined ? undefined : this.walkElse(dot, dotHeld, node.elseList);
    this.walkBoth(() => void this.iteration(node, item, item, false), otherwise, value.reason);
  }

  /** Runs the body for each item. @returns whether there was one. */
  private iterate(node: BranchNode, value: Value): boolean {
    if (value instanceof Int) return this.iterateInt(node, value);
    if (value instanceof Map) return this.iterateMap(node, value);
    if (Array.isArray(value)) {
      const held = !(value instanceof TypedList) || value.elementType === 'interface {}';
      for (let at = 0; at < value.length; at++) {
        if (!this.iteration(node, new Int('int', BigInt(at)), value[at] as Value, held)) break;
      }
      return value.length > 0;
    }
    if (value !== NO_VALUE) this.fail(`range can't iterate over ${sprintf('%v', [value])}`);
    return false;
  }

  private iterateInt(node: BranchNode, count: Int): boolean {
    if (node.pipe.declarations.length > 1) this.fail(`can't use ${count} to iterate over more than one variable`);
    for (let at = 0n; at < count.value; at++) {
      if (!this.iteration(node, NO_VALUE, new Int(count.kind, at), false)) break;
    }
    return count.value > 0n;
  }

  private iterateMap(node: BranchNode, map: GoMap): boolean {
    const held = !(map instanceof TypedMap) || map.elementType === 'interface {}';
    for (const key of sortedKeys(map)) {
      if (!this.iteration(node, key, map.get(key) ?? null, held)) break;
    }
    return map.size > 0;
  }

  /** One turn of a loop. @returns false when it was the last because of a `break`. */
  private iteration(node: BranchNode, index: Value, item: Value, held: boolean): boolean {
    this.step();
    const { output } = this.execution;
    const possible = output.possible;
    this.setLoopVariables(node, index, item, held);
    const size = this.scope.size;
    const jump = this.walkList(item, held, node.list);
    this.scope.pop(size);
    this.maybeContinued = undefined;
    output.possible = possible ?? this.maybeBroken;
    return jump !== 'break';
  }

  private setLoopVariables({ pipe }: BranchNode, index: Value, item: Value, held: boolean): void {
    const { declarations, isAssign } = pipe;
    if (declarations.length === 0) return;
    const [first, second] = declarations.map(({ names }) => names[0] as string);
    if (!isAssign) {
      this.scope.replaceTop(1, item, held);
      if (second !== undefined) this.scope.replaceTop(2, index, false);
      return;
    }
    if (second === undefined) this.assign(first as string, item, held);
    else {
      this.assign(first as string, index, false);
      this.assign(second, item, held);
    }
  }

  private assign(name: string, value: Value, held: boolean): void {
    if (!this.scope.assign(name, value, held)) this.fail(`undefined variable: ${name}`);
  }
}
