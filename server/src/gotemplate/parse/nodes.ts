/** The syntax tree of a template (text/template/parse/node.go). Offsets are UTF-16 offsets in the template's text. */
export interface NodeBase {
  /** Where Go's messages point to. */
  readonly position: number;
}

/** A stretch of a template's text, half open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TextNode extends NodeBase {
  readonly type: 'text';
  readonly text: string;
  readonly span: Span;
}

export interface ActionNode extends NodeBase {
  readonly type: 'action';
  readonly pipe: PipeNode;
  /** From `{{` to `}}`, both included. */
  readonly span: Span;
}

export interface BranchNode extends NodeBase {
  readonly type: 'if' | 'with' | 'range';
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
  /** The first action, from `{{` to `}}`. */
  readonly span: Span;
}

export interface TemplateNode extends NodeBase {
  readonly type: 'template';
  readonly name: string;
  readonly pipe: PipeNode | undefined;
  readonly span: Span;
}

export interface JumpNode extends NodeBase {
  readonly type: 'break' | 'continue';
}

export interface ListNode extends NodeBase {
  readonly type: 'list';
  readonly nodes: readonly StatementNode[];
}

export type StatementNode = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode;

/** What ends a list: never part of a finished tree. */
export interface TerminatorNode extends NodeBase {
  readonly type: 'end' | 'else';
}

export interface PipeNode extends NodeBase {
  readonly type: 'pipe';
  readonly isAssign: boolean;
  readonly declarations: readonly VariableNode[];
  readonly commands: readonly CommandNode[];
}

export interface CommandNode extends NodeBase {
  readonly type: 'command';
  readonly args: readonly OperandNode[];
}

export interface VariableNode extends NodeBase {
  readonly type: 'variable';
  /** The variable's name with its `$`, then the fields. */
  readonly names: readonly string[];
}

export interface FieldNode extends NodeBase {
  readonly type: 'field';
  readonly names: readonly string[];
}

export interface ChainNode extends NodeBase {
  readonly type: 'chain';
  readonly node: OperandNode;
  readonly names: readonly string[];
}

export interface IdentifierNode extends NodeBase {
  readonly type: 'identifier';
  readonly name: string;
}

export interface DotNode extends NodeBase {
  readonly type: 'dot';
}

export interface NilNode extends NodeBase {
  readonly type: 'nil';
}

export interface BoolNode extends NodeBase {
  readonly type: 'bool';
  readonly value: boolean;
}

export interface StringNode extends NodeBase {
  readonly type: 'string';
  /** As written, with quotes. */
  readonly quoted: string;
  readonly text: string;
}

/** A number as every type that can hold it. */
export interface NumberNode extends NodeBase, NumberLiteral {
  readonly type: 'number';
}

export interface NumberLiteral {
  readonly text: string;
  readonly int: bigint | undefined;
  readonly uint: bigint | undefined;
  readonly float: number | undefined;
  readonly complex: { readonly real: number; readonly imaginary: number } | undefined;
}

export type OperandNode =
  | PipeNode
  | VariableNode
  | FieldNode
  | ChainNode
  | IdentifierNode
  | DotNode
  | NilNode
  | BoolNode
  | StringNode
  | NumberNode;

export type Node = StatementNode | ListNode | TerminatorNode | CommandNode | OperandNode;

/** One parsed template: a file, or a definition in one. */
export interface Tree {
  /** The name it is called by. */
  readonly name: string;
  /** The name of the file it was parsed from, which positions in messages name. */
  readonly parseName: string;
  /** The whole text of the file. */
  readonly text: string;
  readonly root: ListNode;
}

/** Whether a tree holds nothing but space and comments (Go's IsEmptyTree): such a definition never replaces another. */
export function isEmptyTree(list: ListNode): boolean {
  return list.nodes.every((node) => node.type === 'text' && node.text.trim() === '');
}
