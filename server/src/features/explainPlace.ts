import { lineIndex } from '../documents/lineIndex.ts';
import { t } from '../l10n/t.ts';
import { type FeatureContext, type FileAt, lineOf } from './context.ts';
import { explainManifest } from './explain.ts';
import { hoverAt } from './hover.ts';
import { code } from './markdown.ts';

/**
 * What the editor's hovers say about a file: all of its manifests, or what stands at one line; each with its diagnostic codes.
 * @param line 1-based.
 */
export function explainPlace(context: FeatureContext, at: FileAt, line: number | undefined): string {
  const { manifests } = context.verdict(at.repository, at.file);
  const diagnostics = context.diagnostics(at.repository, at.file);
  const parts: string[] = [];
  const lines = lineIndex(at.text);
  const wanted = (start: number, end: number): boolean =>
    line === undefined ||
    (lines.position(start).line + 1 <= line && line <= lines.position(Math.max(start, end - 1)).line + 1);
  for (const manifest of manifests) {
    const { facts } = manifest;
    if (!wanted(facts.span.start, facts.span.end)) continue;
    const name = facts.name === null ? facts.kind : `${facts.kind}/${facts.name}`;
    parts.push(
      `### ${code(name)} (${code(`${at.file}:${lineOf(at.repository, { file: at.file, span: facts.span })}`)})\n\n${explainManifest(context, at, manifest)}`,
    );
  }
  if (line !== undefined) {
    const hover = hoverOnLine(context, at, line, lines);
    if (hover !== undefined && !parts.some((part) => part.includes(hover))) parts.unshift(hover);
  }
  for (const diagnostic of diagnostics)
    if (wanted(diagnostic.span.start, diagnostic.span.end))
      parts.push(`- ${diagnostic.severity} ${code(diagnostic.code)}: ${diagnostic.message}`);
  return parts.length > 0 ? parts.join('\n\n') : t`No manifest here: Argo CD has nothing to deploy in this place.`;
}

/** The first hover that answers on a line. */
function hoverOnLine(
  context: FeatureContext,
  at: FileAt,
  line: number,
  lines: ReturnType<typeof lineIndex>,
): string | undefined {
  const start = lines.offset({ line: line - 1, character: 0 });
  const end = lines.offset({ line, character: 0 });
  for (let offset = start; offset < end; offset++) {
    if (/\s/.test(at.text[offset] ?? ' ')) continue;
    const hover = hoverAt(context, at, offset);
    if (hover) return hover.markdown;
  }
  return undefined;
}
