import { shown } from '../gotemplate/unknown.ts';
import { manifestCount } from '../l10n/counts.ts';
import { t } from '../l10n/t.ts';
import type { Span } from '../problems/problem.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { countManifests } from './hoverApplication.ts';
import { escapeMarkdown } from './markdown.ts';
import { placedObjects } from './place/places.ts';
import { hitsOf } from './place/pointed.ts';
import { touches } from './target.ts';

/** A few characters behind a scalar. */
export interface InlayResult {
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
}

/** Applications that a tooltip lists. */
const MAX_LISTED = 8;

/** Behind each source path of a stretch of a file: how many manifests are deployed from there. */
export function inlayHints(context: FeatureContext, at: FileAt, range: Span): InlayResult[] {
  return at.repository.tree.derive(placedObjects, at.file).flatMap(({ places }) =>
    places.flatMap((place): InlayResult[] => {
      if (place.meaning !== 'path' || place.value === '' || !touches(place.span, range)) return [];
      const hits = hitsOf(context, at, place).filter(({ source }) => source?.identity && source.roots.length > 0);
      if (hits.length === 0) return [];
      const counted = hits.flatMap(({ app, source }) =>
        source ? [{ app, count: countManifests(context, source) }] : [],
      );
      const total = counted.reduce((sum, { count }) => sum + count, 0);
      const lines = counted
        .slice(0, MAX_LISTED)
        .map(({ app, count }) => `- ${escapeMarkdown(shown(app.name))}: ${count}`);
      if (counted.length > MAX_LISTED) lines.push(`- ${t`… and ${counted.length - MAX_LISTED} more`}`);
      return [
        {
          offset: place.span.end,
          label: manifestCount(total),
          tooltip: lines.join('\n'),
        },
      ];
    }),
  );
}
