import { callWithUnknowns, type FunctionMap, type GoFunction, type GoType, TemplateError } from '../functionTypes.ts';
import type {
  ChainNode,
  CommandNode,
  FieldNode,
  IdentifierNode,
  Node,
  OperandNode,
  PipeNode,
  Tree,
  VariableNode,
} from '../parse/nodes.ts';
import { nodeText } from '../parse/nodeText.ts';
import { Unknown } from '../unknown.ts';
import type { GoMap, Value } from '../values.ts';
import { goTypeOf, isGoFunction, NO_VALUE } from '../values.ts';
import { quoteGo } from '../yaml/quoteGo.ts';
import { execError, LimitError } from './execError.ts';
import { accessField, type MissingKey } from './fields.ts';
import { idealConstant, type Literal, typedLiteral } from './literals.ts';
import { Scope } from './scope.ts';
import { DecidedUnknown, reasonOf, truthOf } from './truth.ts';

/** What all templates of one execution share. */
export interface Environment {
  readonly functions: FunctionMap;
  /** The names among `functions` that are text/template's own: `and`, `or` and `call` are evaluated in a special way. */
  readonly builtins: FunctionMap;
  readonly missingKey: MissingKey;
  /** Told of every map entry that a field names: what an action reads goes into what it writes. */
  readonly onRead: ((map: GoMap, key: string) => void) | undefined;
}

type Final = Value | undefined;

/**
 * Evaluates the pipelines of one template (text/template/exec.go eval…). `held` tells of the value that came last whether Go
 * holds it in an interface: nil in an interface and no value at all are told apart, and so are the types in messages.
 */
export class Evaluator {
  readonly scope = new Scope();
  protected readonly tree: Tree;
  protected node: Node;
  protected held = false;
  private readonly environment: Environment;

  constructor(tree: Tree, environment: Environment) {
    this.tree = tree;
    this.node = tree.root;
    this.environment = environment;
  }

  protected fail(message: string): never {
    throw execError(this.tree, this.node, message);
  }

  /** A pipeline's value; its variables are declared or assigned. nil becomes no value, as in Go. */
  evalPipeline(dot: Value, dotHeld: boolean, pipe: PipeNode): Value {
    this.node = pipe;
    let value: Final;
    for (const command of pipe.commands) {
      value = this.evalCommand(dot, dotHeld, command, value);
      if (value === null) value = NO_VALUE;
    }
    this.held = false;
    const result = value ?? NO_VALUE;
    for (const { names } of pipe.declarations) {
      const name = names[0] as string;
      if (!pipe.isAssign) this.scope.push(name, result);
      else if (!this.scope.assign(name, result)) this.fail(`undefined variable: ${name}`);
    }
    return result;
  }

  private evalCommand(dot: Value, dotHeld: boolean, command: CommandNode, final: Final): Value {
    const first = command.args[0] as OperandNode;
    switch (first.type) {
      case 'field':
        return this.evalFieldNode(dot, dotHeld, first, command.args, final);
      case 'chain':
        return this.evalChain(dot, dotHeld, first, command.args, final);
      case 'identifier':
        return this.evalFunction(dot, dotHeld, first, command, command.args, final);
      case 'pipe':
        this.noArguments(command.args, final);
        return this.evalPipeline(dot, dotHeld, first);
      case 'variable':
        return this.evalVariable(dot, dotHeld, first, command.args, final);
      default:
        this.node = first;
        this.noArguments(command.args, final);
        if (first.type === 'nil') this.fail('nil is not a command');
        return this.evalLiteral(dot, dotHeld, first);
    }
  }

  private noArguments(args: readonly OperandNode[], final: Final): void {
    if (args.length > 1 || final !== undefined)
      this.fail(`can't give argument to non-function ${nodeText(args[0] as Node)}`);
  }

  /** A dot or literal where no type is asked for. */
  private evalLiteral(dot: Value, dotHeld: boolean, node: OperandNode): Value {
    this.held = false;
    switch (node.type) {
      case 'dot':
        this.held = dotHeld;
        return dot;
      case 'bool':
        return node.value;
      case 'string':
        return node.text;
      case 'number':
        this.node = node;
        return this.literal(idealConstant(node));
      default:
        this.fail(`can't handle assignment of ${nodeText(node)} to empty interface argument`);
    }
  }

  private literal(literal: Literal): Value {
    if ('problem' in literal) this.fail(literal.problem);
    return literal.value;
  }

  private evalFieldNode(
    dot: Value,
    dotHeld: boolean,
    node: FieldNode,
    args: readonly OperandNode[],
    final: Final,
  ): Value {
    this.node = node;
    this.held = dotHeld;
    return this.evalFieldChain(dot, dotHeld, dot, node, node.names, 0, args, final);
  }

  private evalChain(dot: Value, dotHeld: boolean, chain: ChainNode, args: readonly OperandNode[], final: Final): Value {
    this.node = chain;
    if (chain.node.type === 'nil') this.fail(`indirection through explicit nil in ${nodeText(chain)}`);
    const receiver = this.evalOperand(dot, dotHeld, chain.node);
    return this.evalFieldChain(dot, dotHeld, receiver, chain, chain.names, 0, args, final);
  }

  private evalVariable(
    dot: Value,
    dotHeld: boolean,
    node: VariableNode,
    args: readonly OperandNode[],
    final: Final,
  ): Value {
    this.node = node;
    const variable = this.scope.find(node.names[0] as string);
    if (variable === undefined) this.fail(`undefined variable: ${node.names[0]}`);
    this.held = variable.held;
    if (node.names.length > 1)
      return this.evalFieldChain(dot, dotHeld, variable.value, node, node.names, 1, args, final);
    if (args.length > 0) this.noArguments(args, final);
    return variable.value;
  }

  /** `.X.Y.Z`, the last with arguments when it is a method. `this.held` tells of the receiver. */
  private evalFieldChain(
    dot: Value,
    dotHeld: boolean,
    start: Value,
    node: Node,
    names: readonly string[],
    from: number,
    args: readonly OperandNode[],
    final: Final,
  ): Value {
    let receiver = start;
    for (let at = from; at < names.length; at++) {
      const name = names[at] as string;
      const isLast = at === names.length - 1;
      const hasArgs = isLast && (args.length > 1 || final !== undefined);
      const access = accessField(receiver, this.held, name, hasArgs, this.environment.missingKey);
      if (access.kind === 'error') this.fail(access.message);
      if (access.kind === 'value') {
        if (isLast && receiver instanceof Map) this.environment.onRead?.(receiver, name);
        receiver = access.value;
        this.held = access.held;
      } else {
        const called = access.method as GoFunction;
        receiver = this.evalCall(dot, dotHeld, called, node, name, isLast ? args : [], isLast ? final : undefined);
      }
    }
    return receiver;
  }

  private evalFunction(
    dot: Value,
    dotHeld: boolean,
    node: IdentifierNode,
    caller: Node,
    args: readonly OperandNode[],
    final: Final,
  ): Value {
    this.node = node;
    const called = this.environment.functions.get(node.name);
    if (called === undefined) this.fail(`${quoteGo(node.name)} is not a defined function`);
    return this.evalCall(dot, dotHeld, called, caller, node.name, args, final);
  }

  /** Calls a function or method. `args[0]`, when there is one, is the function itself. */
  private evalCall(
    dot: Value,
    dotHeld: boolean,
    called: GoFunction,
    caller: Node,
    name: string,
    args: readonly OperandNode[],
    final: Final,
  ): Value {
    this.checkCount(called, name, Math.max(args.length - 1, 0), final !== undefined);
    const builtin = this.environment.builtins.get(name) === called;
    if (builtin && (name === 'and' || name === 'or')) return this.evalLogic(dot, dotHeld, name, called, args, final);
    const values: Value[] = [];
    for (let at = 1; at < args.length; at++) {
      const type = called.params[at - 1] ?? (called.variadic as GoType<unknown>);
      values.push(this.evalArg(dot, dotHeld, type, args[at] as OperandNode));
    }
    if (final !== undefined)
      values.push(this.validate(final, called.params[values.length] ?? (called.variadic as GoType<unknown>)));
    if (builtin && name === 'call') {
      values.unshift(args[1] === undefined ? `<${goTypeOf(final ?? null)} Value>` : nodeText(args[1]));
    }
    const result = this.invoke(called, caller, name, values);
    this.held = called.result.isInterface;
    return result;
  }

  private invoke(called: GoFunction, caller: Node, name: string, values: readonly Value[]): Value {
    try {
      return callWithUnknowns(called, values);
    } catch (error) {
      if (!(error instanceof TemplateError) || error instanceof LimitError) throw error;
      throw execError(this.tree, caller, `error calling ${name}: ${error.message}`, error);
    }
  }

  private checkCount(called: GoFunction, name: string, given: number, hasFinal: boolean): void {
    const count = given + (hasFinal ? 1 : 0);
    const fixed = called.params.length;
    if (called.variadic !== undefined) {
      if (count < fixed) this.fail(`wrong number of args for ${name}: want at least ${fixed} got ${given}`);
    } else if (count !== fixed) this.fail(`wrong number of args for ${name}: want ${fixed} got ${count}`);
  }

  /**
   * `and` and `or`: they stop at the operand that decides and give it. After an operand that is not known the others are
   * looked at too: one that decides tells at least the truth.
   */
  private evalLogic(
    dot: Value,
    dotHeld: boolean,
    name: 'and' | 'or',
    called: GoFunction,
    args: readonly OperandNode[],
    final: Final,
  ): Value {
    const deciding = name === 'or';
    const type = called.params[0] as GoType<unknown>;
    let unknown: Value | undefined;
    let value: Value = NO_VALUE;
    for (let at = 1; at < args.length; at++) {
      try {
        value = this.evalArg(dot, dotHeld, type, args[at] as OperandNode);
      } catch (error) {
        // The operand may never be evaluated, since the unknown one before it may decide.
        if (unknown === undefined || !(error instanceof TemplateError) || error instanceof LimitError) throw error;
        return unknown;
      }
      const truth = truthOf(value);
      if (truth === deciding) return unknown === undefined ? value : new DecidedUnknown(reasonOf(unknown), deciding);
      if (truth === undefined) unknown ??= value;
    }
    if (final !== undefined) value = this.validate(final, type);
    this.held = true;
    if (unknown === undefined) return value;
    const decided = final !== undefined && truthOf(value) === deciding;
    return decided ? new DecidedUnknown(reasonOf(unknown), deciding) : new Unknown(reasonOf(unknown));
  }

  /** An argument that is no literal. */
  private evalOperand(dot: Value, dotHeld: boolean, node: OperandNode): Value {
    switch (node.type) {
      case 'field':
        return this.evalFieldNode(dot, dotHeld, node, [], undefined);
      case 'variable':
        return this.evalVariable(dot, dotHeld, node, [], undefined);
      case 'pipe':
        return this.evalPipeline(dot, dotHeld, node);
      case 'identifier':
        return this.evalFunction(dot, dotHeld, node, node, [], undefined);
      case 'chain':
        return this.evalChain(dot, dotHeld, node, [], undefined);
      default:
        return this.evalLiteral(dot, dotHeld, node);
    }
  }

  private evalArg(dot: Value, dotHeld: boolean, type: GoType<unknown>, node: OperandNode): Value {
    this.node = node;
    switch (node.type) {
      case 'nil':
        if (!type.canBeNil) this.fail(`cannot assign nil to ${type.goName}`);
        return type.goName === 'reflect.Value' ? NO_VALUE : null;
      case 'bool':
      case 'number':
      case 'string':
        return type.isInterface ? this.evalLiteral(dot, dotHeld, node) : this.literal(typedLiteral(node, type));
      default:
        return this.validate(this.evalOperand(dot, dotHeld, node), type);
    }
  }

  /** Makes sure that a value can be given as the type (exec.go validateType). */
  private validate(value: Value, type: GoType<unknown>): Value {
    if (value instanceof Unknown || type.goName === 'reflect.Value') return value;
    if (value === NO_VALUE) {
      if (!type.canBeNil) this.fail(`invalid value; expected ${type.goName}`);
      return null;
    }
    if (type.isInterface) return value;
    const got = value === null ? 'interface {}' : goTypeOf(value);
    if (value === null || !type.accepts(value)) this.fail(`wrong type for value; expected ${type.goName}; got ${got}`);
    return value;
  }

  /** Whether a value can be printed: functions can't. */
  protected checkPrintable(node: Node, value: Value): void {
    if (!isGoFunction(value)) return;
    this.node = node;
    this.fail(`can't print ${nodeText(node)} of type ${goTypeOf(value)}`);
  }
}
