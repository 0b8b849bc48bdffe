import type { MappingNode, ScalarNode, SequenceNode, YamlNode } from './nodes.ts';
import { Scanner } from './scanner.ts';
import { type Mark, parserError, type Token, type TokenKind, YamlSyntaxError } from './tokens.ts';

/**
 * Builds the nodes of the first document of a text from its tokens, with go-yaml's errors
 * (go.yaml.in/yaml/v2 parserc.go; only the first document is read, as yaml.Unmarshal does).
 */
export class DocumentParser {
  private readonly scanner: Scanner;
  private readonly anchors = new Map<string, YamlNode>();
  private readonly tagPrefixes = new Map<string, string>();

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  get reached(): number {
    return this.scanner.reached;
  }

  /** @returns the document's node, undefined when the text holds none. @throws YamlSyntaxError */
  parse(): YamlNode | undefined {
    const first = this.scanner.peek();
    if (first.kind === 'stream-end') return undefined;
    const explicit = first.kind === 'version' || first.kind === 'tag-directive' || first.kind === 'document-start';
    this.parseDirectives();
    if (!explicit) return this.parseRoot();
    const start = this.scanner.peek();
    if (start.kind !== 'document-start') throw parserError('did not find expected <document start>', start.start);
    this.scanner.next();
    if (this.at('version', 'tag-directive', 'document-start', 'document-end', 'stream-end'))
      return this.empty(this.scanner.peek().start);
    return this.parseRoot();
  }

  private parseRoot(): YamlNode {
    const node = this.parseNode(true, false);
    this.scanner.peek();
    return node;
  }

  private parseDirectives(): void {
    let version = false;
    while (this.at('version', 'tag-directive')) {
      const token = this.scanner.next();
      if (token.kind === 'version') {
        if (version) throw parserError('found duplicate %YAML directive', token.start);
        if (token.value !== '1.1') throw parserError('found incompatible YAML document', token.start);
        version = true;
      } else {
        if (this.tagPrefixes.has(token.value)) throw parserError('found duplicate %TAG directive', token.start);
        this.tagPrefixes.set(token.value, token.suffix ?? '');
      }
      this.scanner.peek();
    }
    if (!this.tagPrefixes.has('!')) this.tagPrefixes.set('!', '!');
    if (!this.tagPrefixes.has('!!')) this.tagPrefixes.set('!!', 'tag:yaml.org,2002:');
  }

  private at(...kinds: TokenKind[]): boolean {
    return kinds.includes(this.scanner.peek().kind);
  }

  private empty(mark: Mark): ScalarNode {
    return { kind: 'scalar', start: mark, end: mark, tag: '', text: '', style: 'plain', implicit: true };
  }

  private resolveTag(token: Token, start: Mark): string {
    const suffix = token.suffix ?? '';
    if (token.value === '') return suffix;
    const prefix = this.tagPrefixes.get(token.value);
    const tag = prefix === undefined ? '' : prefix + suffix;
    if (tag === '') throw parserError('found undefined tag handle', token.start, start);
    return tag;
  }

  private parseNode(block: boolean, indentless: boolean): YamlNode {
    const first = this.scanner.peek();
    if (first.kind === 'alias') {
      this.scanner.next();
      const target = this.anchors.get(first.value);
      if (!target) throw new YamlSyntaxError(`unknown anchor '${first.value}' referenced`, first.start.offset);
      return { kind: 'alias', start: first.start, end: first.end, tag: '', name: first.value, target };
    }
    let anchor = '';
    let tagToken: Token | undefined;
    const readAnchor = (): void => {
      if (this.at('anchor')) anchor = this.scanner.next().value;
    };
    const readTag = (): void => {
      if (this.at('tag')) tagToken = this.scanner.next();
    };
    if (first.kind === 'anchor') {
      readAnchor();
      readTag();
    } else {
      readTag();
      readAnchor();
    }
    const token = this.scanner.peek();
    const tag = tagToken ? this.resolveTag(tagToken, first.start) : '';
    return this.parseContent(token, { start: first.start, tag, anchor, block, indentless });
  }

  private parseContent(token: Token, options: NodeOptions): YamlNode {
    const { start, tag, anchor, block, indentless } = options;
    const base = { start, end: token.end, tag };
    const named = <T extends YamlNode>(node: T): T => {
      if (anchor !== '') this.anchors.set(anchor, node);
      return node;
    };
    const sequence = (fill: (node: SequenceNode) => Mark): YamlNode => {
      const node = named({ kind: 'sequence' as const, ...base, items: [] });
      node.end = fill(node);
      return node;
    };
    const mapping = (fill: (node: MappingNode) => Mark): YamlNode => {
      const node = named({ kind: 'mapping' as const, ...base, entries: [] });
      node.end = fill(node);
      return node;
    };
    if (indentless && token.kind === 'block-entry') return sequence((node) => this.fillIndentless(node));
    if (token.kind === 'scalar') {
      this.scanner.next();
      const style = token.style ?? 'plain';
      const implicit = (tag === '' && style === 'plain') || tag === '!';
      return named({ kind: 'scalar', ...base, text: token.value, style, implicit });
    }
    if (token.kind === 'flow-sequence-start') return sequence((node) => this.fillFlowSequence(node));
    if (token.kind === 'flow-mapping-start') return mapping((node) => this.fillFlowMapping(node));
    if (block && token.kind === 'block-sequence-start') return sequence((node) => this.fillBlockSequence(node));
    if (block && token.kind === 'block-mapping-start') return mapping((node) => this.fillBlockMapping(node));
    if (anchor === '' && tag === '') throw parserError('did not find expected node content', token.start, start);
    const implicit = tag === '';
    return named({ kind: 'scalar', start, end: start, tag, text: '', style: 'plain', implicit });
  }

  private fillBlockSequence(node: SequenceNode): Mark {
    this.scanner.next();
    while (this.at('block-entry')) {
      const entry = this.scanner.next();
      node.items.push(this.at('block-entry', 'block-end') ? this.empty(entry.end) : this.parseNode(true, false));
    }
    if (!this.at('block-end'))
      throw parserError("did not find expected '-' indicator", this.scanner.peek().start, node.start);
    return this.scanner.next().start;
  }

  private fillIndentless(node: SequenceNode): Mark {
    while (this.at('block-entry')) {
      const entry = this.scanner.next();
      const isEmpty = this.at('block-entry', 'key', 'value', 'block-end');
      node.items.push(isEmpty ? this.empty(entry.end) : this.parseNode(true, false));
    }
    return this.scanner.peek().start;
  }

  private fillBlockMapping(node: MappingNode): Mark {
    const opening = this.scanner.next().start;
    const part = (): YamlNode => {
      const indicator = this.scanner.next();
      return this.at('key', 'value', 'block-end') ? this.empty(indicator.end) : this.parseNode(true, true);
    };
    while (this.at('key')) {
      const key = part();
      const value = this.at('value') ? part() : this.empty(this.scanner.peek().start);
      node.entries.push({ key, value });
    }
    if (!this.at('block-end')) throw parserError('did not find expected key', this.scanner.peek().start, opening);
    return this.scanner.next().start;
  }

  private fillFlowSequence(node: SequenceNode): Mark {
    const opening = this.scanner.next().start;
    for (let first = true; !this.at('flow-sequence-end'); first = false) {
      if (!first) {
        if (!this.at('flow-entry'))
          throw parserError("did not find expected ',' or ']'", this.scanner.peek().start, opening);
        this.scanner.next();
        if (this.at('flow-sequence-end')) break;
      }
      node.items.push(this.at('key') ? this.parseFlowPair() : this.parseNode(false, false));
    }
    return this.scanner.next().end;
  }

  private parseFlowPair(): MappingNode {
    const { start } = this.scanner.next();
    let key: YamlNode;
    if (this.at('value', 'flow-entry', 'flow-sequence-end')) {
      key = this.empty(this.scanner.next().end);
    } else {
      key = this.parseNode(false, false);
    }
    const value = this.parseFlowValue('flow-sequence-end');
    const end = this.scanner.peek().start;
    return { kind: 'mapping', start, end, tag: '', entries: [{ key, value }] };
  }

  private parseFlowValue(closing: TokenKind): YamlNode {
    if (this.at('value')) {
      this.scanner.next();
      if (!this.at('flow-entry', closing)) return this.parseNode(false, false);
    }
    return this.empty(this.scanner.peek().start);
  }

  private fillFlowMapping(node: MappingNode): Mark {
    const opening = this.scanner.next().start;
    for (let first = true; !this.at('flow-mapping-end'); first = false) {
      if (!first) {
        if (!this.at('flow-entry'))
          throw parserError("did not find expected ',' or '}'", this.scanner.peek().start, opening);
        this.scanner.next();
        if (this.at('flow-mapping-end')) break;
      }
      if (!this.at('key')) {
        const key = this.parseNode(false, false);
        node.entries.push({ key, value: this.empty(this.scanner.peek().start) });
        continue;
      }
      this.scanner.next();
      const isEmpty = this.at('value', 'flow-entry', 'flow-mapping-end');
      const key = isEmpty ? this.empty(this.scanner.peek().start) : this.parseNode(false, false);
      node.entries.push({ key, value: this.parseFlowValue('flow-mapping-end') });
    }
    return this.scanner.next().end;
  }
}

interface NodeOptions {
  readonly start: Mark;
  readonly tag: string;
  readonly anchor: string;
  readonly block: boolean;
  readonly indentless: boolean;
}
