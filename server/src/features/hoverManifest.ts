import { templateYields } from '../coverage/templateYields.ts';
import { UNKNOWN_TEXT } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { explainManifest } from './explain.ts';
import { code, escapeMarkdown } from './markdown.ts';
import type { HoverResult } from './results.ts';
import { headTouches } from './target.ts';

/** On the apiVersion, kind and metadata.name lines of a manifest: what becomes of it. */
export function hoverManifest(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  const span = { start: offset, end: offset };
  const manifest = context
    .verdict(at.repository, at.file)
    .manifests.find((candidate) => headTouches(at.text, candidate, span));
  if (!manifest) return undefined;
  const { apiVersionSpan, kindSpan, nameSpan } = manifest.facts;
  const pointed = [apiVersionSpan, kindSpan, nameSpan].find(
    (head) => head && head.start <= offset && offset <= head.end,
  );
  const lines = [explainManifest(context, at, manifest), ...renderedLines(context, at)];
  return { markdown: lines.join('\n\n'), span: pointed ?? kindSpan };
}

/** Applications whose objects are written out. */
const MOST = 3;
/** Objects of one Application that are written out. */
const MOST_OBJECTS = 5;

/** What each Application makes of a template. */
function renderedLines(context: FeatureContext, at: FileAt): string[] {
  const { summary, routes } = context.verdict(at.repository, at.file);
  if (summary.chart === undefined) return [];
  const yields = templateYields(routes, at.file).filter(({ made }) => !made.failed);
  return yields.slice(0, MOST).map(({ app, made }) => {
    const names = made.objects.map(({ object }) => code(nameOf(object).replaceAll(UNKNOWN_TEXT, '*')));
    const shown = names.slice(0, MOST_OBJECTS).join(', ') + (names.length > MOST_OBJECTS ? ', …' : '');
    const name = escapeMarkdown(app.name.replaceAll(UNKNOWN_TEXT, '*'));
    return names.length > 0 ? t`With the values of ${name}: ${shown}` : t`With the values of ${name}: nothing`;
  });
}

function nameOf(object: Readonly<Record<string, unknown>>): string {
  const metadata = object['metadata'] as { readonly name?: unknown } | null | undefined;
  return `${String(object['kind'])}/${typeof metadata?.name === 'string' ? metadata.name : '?'}`;
}
