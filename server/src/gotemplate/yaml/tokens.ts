/** A place in the text: `offset` counts UTF-16 units, `line` and `column` begin at 0. */
export interface Mark {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

export type TokenKind =
  | 'stream-end'
  | 'version'
  | 'tag-directive'
  | 'document-start'
  | 'document-end'
  | 'block-sequence-start'
  | 'block-mapping-start'
  | 'block-end'
  | 'flow-sequence-start'
  | 'flow-sequence-end'
  | 'flow-mapping-start'
  | 'flow-mapping-end'
  | 'block-entry'
  | 'flow-entry'
  | 'key'
  | 'value'
  | 'alias'
  | 'anchor'
  | 'tag'
  | 'scalar';

export interface Token {
  readonly kind: TokenKind;
  readonly start: Mark;
  readonly end: Mark;
  /** The scalar's text, the anchor's or alias's name, the tag's handle, the version. */
  readonly value: string;
  /** The tag's suffix or the directive's prefix. */
  readonly suffix?: string;
  readonly style?: ScalarStyle;
}

/**
 * What go-yaml says about a text that is not YAML, without its `yaml: ` prefix.
 * `offset` is where to show it; the line in the text follows go-yaml's own way of counting.
 */
export class YamlSyntaxError extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** go-yaml names no line for a problem on the first one, and names the scanner's lines from 1, the parser's from 0. */
export function scannerError(problem: string, at: Mark, context: Mark): YamlSyntaxError {
  if (at.line > 0) return new YamlSyntaxError(`line ${at.line + 1}: ${problem}`, at.offset);
  return withContextLine(problem, at, context);
}

export function parserError(problem: string, at: Mark, context?: Mark): YamlSyntaxError {
  if (at.line > 0) return new YamlSyntaxError(`line ${at.line}: ${problem}`, at.offset);
  return withContextLine(problem, at, context);
}

function withContextLine(problem: string, at: Mark, context: Mark | undefined): YamlSyntaxError {
  const where = context && context.line > 0 ? `line ${context.line}: ` : '';
  return new YamlSyntaxError(where + problem, at.offset);
}
