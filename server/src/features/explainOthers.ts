import type { Repository } from '../coverage/repository.ts';
import { t } from '../l10n/t.ts';
import type { OtherRoute } from '../routes/model.ts';
import { type FeatureContext, lineOf, placeLink } from './context.ts';
import { code, escapeMarkdown } from './markdown.ts';

/** Routes that are written out; the rest is counted. */
const MAX_ROUTES = 3;

/** The ways to a cluster besides Applications, a line each: who applies the file, where, with which command. */
export function explainOthers(
  context: FeatureContext,
  home: Repository,
  others: readonly OtherRoute[],
  besides: boolean,
): string[] {
  const ordered = [...others].sort((a, b) => Number(b.certain) - Number(a.certain));
  const lines = ordered.slice(0, MAX_ROUTES).map((route) => {
    const place = placeOf(context, home, route);
    const command = code(route.text);
    if (!route.certain) return t`**Possibly applied by** ${place}: ${command}. ${escapeMarkdown(route.why ?? '')}`;
    return besides ? t`Also applied by ${place}: ${command}` : t`**Applied by** ${place}: ${command}`;
  });
  if (ordered.length > MAX_ROUTES) lines.push(t`… and ${ordered.length - MAX_ROUTES} more`);
  return lines;
}

/** Where a document tells people to apply the file by hand, as an addition to the command; empty where none does. */
export function documentedNote(context: FeatureContext, home: Repository, file: string): string {
  const found = home.otherRoutes.documentedAt(file)[0];
  return found ? ` ${t`(documented in ${placeOf(context, home, found)})`}` : '';
}

function placeOf(context: FeatureContext, home: Repository, { at }: Pick<OtherRoute, 'at'>): string {
  return placeLink(context, home, at, `${at.file}:${lineOf(home, at)}`);
}
