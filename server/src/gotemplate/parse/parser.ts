// Long because the grammar is one recursive descent over shared state: its productions read best side by side.
import { TemplateError } from '../functionTypes.ts';
import { quoteGo } from '../yaml/quoteGo.ts';
import { Lexer } from './lexer.ts';
import type {
  BranchNode,
  ChainNode,
  CommandNode,
  JumpNode,
  ListNode,
  NumberNode,
  OperandNode,
  PipeNode,
  Span,
  StatementNode,
  TemplateNode,
  TerminatorNode,
  Tree,
  VariableNode,
} from './nodes.ts';
import { isEmptyTree } from './nodes.ts';
import { nodeText } from './nodeText.ts';
import { readNumber } from './numbers.ts';
import { describeToken, type Token, type TokenType } from './tokens.ts';
import { unquote } from './unquote.ts';

/** Whether a name is a function, which Go asks while it parses. */
export type HasFunction = (name: string) => boolean;

/** Deeper nesting of actions and parentheses than this is an error (Go: 10000 parentheses, actions without limit). */
const DEEPEST = 500;

interface ParseContext {
  readonly name: string;
  readonly text: string;
  readonly lexer: Lexer;
  readonly trees: Map<string, Tree>;
  readonly hasFunction: HasFunction;
  depth: number;
}

/**
 * Parses a file: its own template and those it defines, by name (text/template/parse Parse).
 * @throws TemplateError with Go's message, `template: NAME:LINE: …`.
 */
export function parseTrees(name: string, text: string, hasFunction: HasFunction): Map<string, Tree> {
  const lexer = new Lexer(text);
  lexer.breakIsKeyword = !hasFunction('break');
  lexer.continueIsKeyword = !hasFunction('continue');
  const context: ParseContext = { name, text, lexer, trees: new Map(), hasFunction, depth: 0 };
  new Parser(context).parseFile();
  return context.trees;
}

/** Parses one template; definitions in it get a parser of their own on the same tokens. */
class Parser {
  private readonly context: ParseContext;
  private readonly tokens: Token[] = [];
  private peekCount = 0;
  private variables = ['$'];
  private rangeDepth = 0;
  private actionLine = 0;
  private leftStart = 0;
  private rightEnd = 0;

  constructor(context: ParseContext) {
    this.context = context;
  }

  parseFile(): void {
    const nodes: StatementNode[] = [];
    const position = this.peek().position;
    while (this.peek().type !== 'eof') {
      if (this.peek().type === 'leftDelim') {
        const delim = this.next();
        if (this.nextNonSpace().type === 'define') {
          new Parser(this.context).parseDefinition();
          continue;
        }
        this.tokens[1] = delim;
        this.peekCount = 2;
      }
      const node = this.textOrAction();
      if (isTerminator(node)) this.fail(`unexpected ${nodeText(node)}`);
      nodes.push(node);
    }
    this.add(this.context.name, { type: 'list', position, nodes });
  }

  private parseDefinition(): void {
    const token = this.nextNonSpace();
    if (token.type !== 'string' && token.type !== 'rawString') this.unexpected(token, 'define clause');
    const name = this.unquoted(token);
    this.expect('rightDelim', 'define clause');
    this.parseBody(name, 'define clause');
  }

  private parseBody(name: string, context: string): void {
    const { list, end } = this.itemList();
    if (end.type !== 'end') this.fail(`unexpected ${nodeText(end)} in ${context}`);
    this.add(name, list);
  }

  private add(name: string, root: ListNode): void {
    const { trees, name: parseName, text } = this.context;
    const known = trees.get(name);
    if (known === undefined || isEmptyTree(known.root)) trees.set(name, { name, parseName, text, root });
    else if (!isEmptyTree(root)) this.fail(`template: multiple definition of template ${quoteGo(name)}`);
  }

  // Tokens, with up to three put back: tokens[0] is the last one taken from the lexer or the first to come again.

  private next(): Token {
    if (this.peekCount > 0) this.peekCount--;
    else this.tokens[0] = this.context.lexer.next();
    const token = this.tokens[this.peekCount] as Token;
    if (token.type === 'rightDelim') this.rightEnd = token.position + token.text.length;
    return token;
  }

  private backup(): void {
    this.peekCount++;
  }

  private peek(): Token {
    if (this.peekCount > 0) return this.tokens[this.peekCount - 1] as Token;
    this.peekCount = 1;
    this.tokens[0] = this.context.lexer.next();
    return this.tokens[0];
  }

  private nextNonSpace(): Token {
    let token = this.next();
    while (token.type === 'space') token = this.next();
    return token;
  }

  private peekNonSpace(): Token {
    const token = this.nextNonSpace();
    this.backup();
    return token;
  }

  private fail(message: string): never {
    throw new TemplateError(`template: ${this.context.name}:${this.tokens[0]?.line ?? 0}: ${message}`);
  }

  private expect(type: TokenType, context: string): Token {
    const token = this.nextNonSpace();
    if (token.type !== type) this.unexpected(token, context);
    return token;
  }

  private unexpected(token: Token, context: string): never {
    if (token.type !== 'error') this.fail(`unexpected ${describeToken(token)} in ${context}`);
    if (this.actionLine === 0 || this.actionLine === token.line) this.fail(token.text);
    const started = `${token.text.endsWith(' action') ? '' : ' in action'} started at ${this.context.name}:${this.actionLine}`;
    this.fail(token.text + started);
  }

  private unquoted(token: Token): string {
    const text = unquote(token.text);
    if (text === undefined) this.fail('invalid syntax');
    return text;
  }

  // Statements.

  private itemList(): { list: ListNode; end: TerminatorNode } {
    const nodes: StatementNode[] = [];
    const list: ListNode = { type: 'list', position: this.peekNonSpace().position, nodes };
    while (this.peekNonSpace().type !== 'eof') {
      const node = this.textOrAction();
      if (isTerminator(node)) return { list, end: node };
      nodes.push(node);
    }
    this.fail('unexpected EOF');
  }

  private textOrAction(): StatementNode | TerminatorNode {
    const token = this.nextNonSpace();
    if (token.type === 'text') {
      const { position, text } = token;
      return { type: 'text', position, text, span: { start: position, end: position + text.length } };
    }
    if (token.type !== 'leftDelim') this.unexpected(token, 'input');
    this.actionLine = token.line;
    this.leftStart = token.position;
    const node = this.action();
    this.actionLine = 0;
    return node;
  }

  /** From the last left delimiter to the last right one. */
  private span(start: number): Span {
    return { start, end: this.rightEnd };
  }

  private action(): StatementNode | TerminatorNode {
    const start = this.leftStart;
    const token = this.nextNonSpace();
    switch (token.type) {
      case 'block':
        return this.block(start);
      case 'break':
      case 'continue':
        return this.jump(token, token.type);
      case 'else':
        return this.elseControl();
      case 'end':
        return { type: 'end', position: this.expect('rightDelim', 'end').position };
      case 'if':
      case 'range':
      case 'with':
        return this.branch(token.type, start);
      case 'template':
        return this.templateControl(start);
      default: {
        this.backup();
        const { position } = this.peek();
        const pipe = this.pipeline('command', 'rightDelim');
        return { type: 'action', position, pipe, span: this.span(start) };
      }
    }
  }

  private jump(token: Token, type: 'break' | 'continue'): JumpNode {
    const next = this.nextNonSpace();
    if (next.type !== 'rightDelim') this.unexpected(next, `{{${type}}}`);
    if (this.rangeDepth === 0) this.fail(`{{${type}}} outside {{range}}`);
    return { type, position: token.position };
  }

  private elseControl(): TerminatorNode {
    const next = this.peekNonSpace();
    if (next.type === 'if' || next.type === 'with') return { type: 'else', position: next.position };
    return { type: 'else', position: this.expect('rightDelim', 'else').position };
  }

  private branch(type: BranchNode['type'], start: number): BranchNode {
    const scope = this.variables.length;
    this.enter();
    const pipe = this.pipeline(type, 'rightDelim');
    const span = this.span(start);
    if (type === 'range') this.rangeDepth++;
    const { list, end } = this.itemList();
    if (type === 'range') this.rangeDepth--;
    const elseList = end.type === 'else' ? this.elseList(type, end) : undefined;
    this.context.depth--;
    this.variables.length = scope;
    return { type, position: pipe.position, pipe, list, elseList, span };
  }

  /** What follows `else`; of `else if` and `else with` the one `end` closes both. */
  private elseList(type: BranchNode['type'], separator: TerminatorNode): ListNode {
    const follows = this.peek().type;
    if ((type === 'if' && follows === 'if') || (type === 'with' && follows === 'with')) {
      const start = this.leftStart;
      this.next();
      return { type: 'list', position: separator.position, nodes: [this.branch(type, start)] };
    }
    const { list, end } = this.itemList();
    if (end.type !== 'end') this.fail(`expected end; found ${nodeText(end)}`);
    return list;
  }

  private enter(): void {
    if (++this.context.depth > DEEPEST) this.fail('max expression depth exceeded');
  }

  private templateName(token: Token, context: string): string {
    if (token.type !== 'string' && token.type !== 'rawString') this.unexpected(token, context);
    return this.unquoted(token);
  }

  private block(start: number): TemplateNode {
    const token = this.nextNonSpace();
    const name = this.templateName(token, 'block clause');
    const pipe = this.pipeline('block clause', 'rightDelim');
    const span = this.span(start);
    this.enter();
    new Parser(this.context).parseBody(name, 'block clause');
    this.context.depth--;
    return { type: 'template', position: token.position, name, pipe, span };
  }

  private templateControl(start: number): TemplateNode {
    const token = this.nextNonSpace();
    const name = this.templateName(token, 'template clause');
    let pipe: PipeNode | undefined;
    if (this.nextNonSpace().type !== 'rightDelim') {
      this.backup();
      pipe = this.pipeline('template clause', 'rightDelim');
    }
    return { type: 'template', position: token.position, name, pipe, span: this.span(start) };
  }

  // Pipelines.

  private pipeline(context: string, end: TokenType): PipeNode {
    const { position } = this.peekNonSpace();
    const { declarations, isAssign } = this.declarations(context);
    const commands: CommandNode[] = [];
    for (;;) {
      const token = this.nextNonSpace();
      if (token.type === end) break;
      if (!STARTS_OPERAND.has(token.type)) this.unexpected(token, context);
      this.backup();
      commands.push(this.command());
    }
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    commands.forEach((command, at) => {
      if (at > 0 && NOT_EXECUTABLE.has((command.args[0] as OperandNode).type)) {
        this.fail(`non executable command in pipeline stage ${at + 1}`);
      }
    });
    return { type: 'pipe', position, isAssign, declarations, commands };
  }

  private declarations(context: string): { declarations: VariableNode[]; isAssign: boolean } {
    const declarations: VariableNode[] = [];
    while (this.peekNonSpace().type === 'variable') {
      const variable = this.next();
      // A space after the variable must come back with it: in `$x foo` it separates arguments.
      const after = this.peek();
      const next = this.peekNonSpace();
      const declared = next.type === 'assign' || next.type === 'declare';
      if (!declared && !(next.type === 'char' && next.text === ',')) {
        this.putBack(variable, after);
        break;
      }
      this.nextNonSpace();
      declarations.push({ type: 'variable', position: variable.position, names: variable.text.split('.') });
      this.variables.push(variable.text);
      if (declared) return { declarations, isAssign: next.type === 'assign' };
      if (context !== 'range' || declarations.length > 1) this.fail(`too many declarations in ${context}`);
      const { type } = this.peekNonSpace();
      if (type !== 'variable' && type !== 'rightDelim' && type !== 'rightParen') {
        this.fail('range can only initialize variables');
      }
    }
    return { declarations, isAssign: false };
  }

  private putBack(variable: Token, after: Token): void {
    if (after.type === 'space') {
      this.tokens[1] = after;
      this.tokens[2] = variable;
      this.peekCount = 3;
    } else {
      this.tokens[1] = variable;
      this.peekCount = 2;
    }
  }

  private command(): CommandNode {
    const { position } = this.peekNonSpace();
    const args: OperandNode[] = [];
    for (;;) {
      this.peekNonSpace();
      const operand = this.operand();
      if (operand !== undefined) args.push(operand);
      const token = this.next();
      if (token.type === 'space') continue;
      if (token.type === 'rightDelim' || token.type === 'rightParen') this.backup();
      else if (token.type !== 'pipe') this.unexpected(token, 'operand');
      break;
    }
    if (args.length === 0) this.fail('empty command');
    return { type: 'command', position, args };
  }

  private operand(): OperandNode | undefined {
    const node = this.term();
    if (node === undefined || this.peek().type !== 'field') return node;
    const { position } = this.peek();
    const names: string[] = [];
    while (this.peek().type === 'field') names.push(this.next().text.slice(1));
    if (node.type === 'field' || node.type === 'variable')
      return { ...node, position, names: [...node.names, ...names] };
    if (NOT_EXECUTABLE.has(node.type)) this.fail(`unexpected . after term ${quoteGo(nodeText(node))}`);
    return { type: 'chain', position, node, names } satisfies ChainNode;
  }

  private term(): OperandNode | undefined {
    const token = this.nextNonSpace();
    const { position, text } = token;
    switch (token.type) {
      case 'identifier':
        if (!this.context.hasFunction(text)) this.fail(`function ${quoteGo(text)} not defined`);
        return { type: 'identifier', position, name: text };
      case 'dot':
      case 'nil':
        return { type: token.type, position };
      case 'variable':
        return this.variable(token);
      case 'field':
        return { type: 'field', position, names: [text.slice(1)] };
      case 'bool':
        return { type: 'bool', position, value: text === 'true' };
      case 'number':
      case 'complex':
      case 'charConstant':
        return this.number(token, token.type);
      case 'leftParen': {
        this.enter();
        const pipe = this.pipeline('parenthesized pipeline', 'rightParen');
        this.context.depth--;
        return pipe;
      }
      case 'string':
      case 'rawString':
        return { type: 'string', position, quoted: text, text: this.unquoted(token) };
      default:
        this.backup();
        return undefined;
    }
  }

  private variable({ position, text }: Token): VariableNode {
    if (!this.variables.includes(text)) this.fail(`undefined variable ${quoteGo(text)}`);
    return { type: 'variable', position, names: [text] };
  }

  private number({ position, text }: Token, type: 'number' | 'complex' | 'charConstant'): NumberNode {
    const literal = readNumber(text, type);
    if (typeof literal === 'string') this.fail(literal);
    return { type: 'number', position, ...literal };
  }
}

const STARTS_OPERAND: ReadonlySet<TokenType> = new Set<TokenType>([
  'bool',
  'charConstant',
  'complex',
  'dot',
  'field',
  'identifier',
  'number',
  'nil',
  'rawString',
  'string',
  'variable',
  'leftParen',
]);

const NOT_EXECUTABLE: ReadonlySet<string> = new Set(['bool', 'dot', 'nil', 'number', 'string']);

function isTerminator(node: StatementNode | TerminatorNode): node is TerminatorNode {
  return node.type === 'end' || node.type === 'else';
}
