import { TemplateError } from '../functionTypes.ts';
import { byteLength } from '../goString.ts';
import type { Node, Tree } from '../parse/nodes.ts';
import { nodeText } from '../parse/nodeText.ts';
import { quoteGo } from '../yaml/quoteGo.ts';

/** An error of an execution with the place where it happened (text/template ExecError). */
export class ExecError extends TemplateError {
  /** The file whose text the place is in. */
  readonly templateName: string;
  /** UTF-16 offset in that text. */
  readonly offset: number;
  /** The error of the function that was called there, if one failed. */
  override readonly cause: TemplateError | undefined;

  constructor(message: string, templateName: string, offset: number, cause?: TemplateError) {
    super(message);
    this.templateName = templateName;
    this.offset = offset;
    this.cause = cause;
  }
}

/** `template: FILE:LINE:COLUMN: executing "NAME" at <NODE>: MESSAGE`; columns count bytes from 0. */
export function execError(tree: Tree, node: Node, message: string, cause?: TemplateError): ExecError {
  const before = tree.text.slice(0, node.position);
  const line = before.split('\n').length;
  const column = byteLength(before.slice(before.lastIndexOf('\n') + 1));
  const place = `${tree.parseName}:${line}:${column}`;
  const text = `template: ${place}: executing ${quoteGo(tree.name)} at <${nodeText(node)}>: ${message}`;
  return new ExecError(text, tree.parseName, node.position, cause);
}

/** The number of steps, or the size, that an execution may not exceed was exceeded: nothing recovers from it. */
export class LimitError extends ExecError {}

/** The error for a limit, at a place. */
export function limitError(tree: Tree, node: Node, message: string): LimitError {
  return new LimitError(execError(tree, node, message).message, tree.parseName, node.position);
}
