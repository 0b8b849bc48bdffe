import type { Derivation, Tree } from '../files/tree.ts';
import type { Span } from '../problems/problem.ts';
import { fileSummary, isConfigurationFile, isSummarised } from './fileSummary.ts';
import { sameJson } from './sameJson.ts';

/** Annotations by which an object tells Argo CD how to apply it. */
export type ArgoAnnotationName = 'sync-options' | 'hook' | 'hook-delete-policy' | 'sync-wave';

/** One such annotation as it stands in a file. */
export interface ArgoAnnotation {
  readonly name: ArgoAnnotationName;
  readonly value: string;
  /** The place of the value, within its quotes. */
  readonly span: Span;
  readonly quoted: boolean;
}

const PREFIX = 'argocd.argoproj.io/';
/** What stands before a key: the start of a line, a dash, or the brace or comma of a flow mapping; and the key's own quote. */
const BEFORE = /(?:(?:^|\n)[ \t]*(?:- +)?|[{,][ \t]*)(["']?)$/;
/** The rest of the key, and a value on the same line. */
const AFTER =
  /(sync-options|hook-delete-policy|hook|sync-wave)(["']?)[ \t]*:(?:[ \t]*"([^"\\\n]*)"|[ \t]*'([^'\n]*)'|[ \t]+([^\s"'&*!|>%@`#{[][^\n]{0,500}))/y;
/** How far before a key is looked; indentation is not deeper than that. */
const WINDOW = 200;

/**
 * The annotations of Argo CD that a file writes, read line by line: most files are done with by what their summary says, and
 * none is parsed. Templated values, and those that a line does not hold, are left out.
 */
export function argoAnnotationsIn(tree: Tree, path: string): readonly ArgoAnnotation[] {
  if (!isConfigurationFile(path) && !path.endsWith('.tpl')) return NONE;
  return isSummarised(path) && !tree.derive(fileSummary, path).mentionsArgo ? NONE : tree.derive(argoAnnotations, path);
}

const argoAnnotations: Derivation<readonly ArgoAnnotation[]> = {
  name: 'argoAnnotations',
  ofText: 'keep',
  compute(tree, path) {
    const text = tree.text(path);
    if (text === undefined || !text.includes(PREFIX)) return NONE;
    const found: ArgoAnnotation[] = [];
    for (let at = text.indexOf(PREFIX); at >= 0; at = text.indexOf(PREFIX, at + 1)) {
      const annotation = annotationAt(text, at);
      if (annotation) found.push(annotation);
    }
    return found;
  },
  equals: sameJson,
};

const NONE: readonly ArgoAnnotation[] = [];

function annotationAt(text: string, at: number): ArgoAnnotation | undefined {
  const before = text.slice(Math.max(0, at - WINDOW), at);
  const quote = BEFORE.exec(before)?.[1];
  AFTER.lastIndex = at + PREFIX.length;
  const match = AFTER.exec(text);
  if (quote === undefined || !match || match[2] !== quote) return undefined;
  const [whole, name, , double, single, plain] = match;
  const written = double ?? single ?? plainScalar(plain as string, inFlow(before));
  if (written.includes('{{') || written.includes('${')) return undefined;
  const quoted = plain === undefined;
  const start = quoted
    ? match.index + whole.length - 1 - written.length
    : match.index + whole.length - (plain as string).length;
  return {
    name: name as ArgoAnnotationName,
    value: written,
    span: { start, end: start + written.length },
    quoted,
  };
}

/** An unquoted scalar without its comment; in a flow mapping it ends at a comma or bracket. */
function plainScalar(text: string, flow: boolean): string {
  const own = flow ? (text.split(/[,}\]]/)[0] as string) : text;
  const comment = own.search(/[ \t]#/);
  return (comment < 0 ? own : own.slice(0, comment)).trimEnd();
}

/** Whether the line so far opens a flow mapping that it does not close. */
function inFlow(before: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.lastIndexOf('{') > line.lastIndexOf('}');
}
