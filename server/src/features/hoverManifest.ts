import type { FeatureContext, FileAt } from './context.ts';
import { explainManifest } from './explain.ts';
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
  return { markdown: explainManifest(context, at, manifest), span: pointed ?? kindSpan };
}
