import type { JudgedManifest } from '../coverage/fileVerdict.ts';
import type { Span } from '../problems/problem.ts';
import type { ActionTarget } from './codeActions/provider.ts';
import type { FeatureContext, FileAt } from './context.ts';

/** What a span of a file points at: the manifest by its head, and the diagnostics it touches. */
export function targetAt(context: FeatureContext, at: FileAt, span: Span): ActionTarget {
  const diagnostics = context
    .diagnostics(at.repository, at.file)
    .filter((diagnostic) => touches(diagnostic.span, span));
  const { manifests } = context.verdict(at.repository, at.file);
  const manifest = manifests.find((candidate) => headTouches(at.text, candidate, span));
  return { ...at, manifest, diagnostics };
}

/** Whether a span touches the apiVersion, kind or metadata.name line of a manifest. */
export function headTouches(text: string, { facts }: JudgedManifest, span: Span): boolean {
  return [facts.apiVersionSpan, facts.kindSpan, facts.nameSpan].some(
    (head) => head && touches(lineOf(text, head), span),
  );
}

function lineOf(text: string, span: Span): Span {
  const end = text.indexOf('\n', span.end);
  return { start: text.lastIndexOf('\n', span.start - 1) + 1, end: end < 0 ? text.length : end };
}

export function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
