import { renderWith } from '../applications/applicationSet.ts';
import { objectOf } from '../applications/json.ts';
import { hasUnknown, shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { code, escapeMarkdown } from './markdown.ts';
import { placeholderAt } from './place/placeholder.ts';
import type { HoverResult } from './results.ts';

/** Applications that are listed; the rest is counted. */
const MAX_LISTED = 8;

/** On a placeholder of an ApplicationSet: the values it takes, by Application. */
export function hoverPlaceholder(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  const found = placeholderAt(context, at, offset);
  if (!found || found.expression.trim() === '') return undefined;
  const { appset, sets, span } = found;
  const template = objectOf(objectOf(appset['spec'])['template']);
  const name = String(objectOf(template['metadata'])['name'] ?? '');
  const text = at.text.slice(span.start, span.end);
  const rows: string[] = [];
  for (const set of sets) {
    const value = renderWith(appset, text, set);
    // A step of a condition or a loop has no value by itself.
    if ('error' in value) return undefined;
    const made = renderWith(appset, name, set);
    const app = escapeMarkdown('error' in made ? set.element : shown(made.text));
    if (value.text === text && !found.goTemplate) rows.push(`- ${app}: ${t`no generator gives this parameter`}`);
    else if (hasUnknown(value.text) && shown(value.text).replaceAll('*', '') === '')
      rows.push(`- ${app}: ${t`the repository can’t tell`}`);
    else rows.push(`- ${app}: ${code(shown(value.text))}`);
  }
  if (rows.length === 0) return { markdown: t`The generators yield nothing: this has no value.`, span };
  const rest = rows.length > MAX_LISTED ? [`- ${t`… and ${rows.length - MAX_LISTED} more`}`] : [];
  return { markdown: [code(text), '', ...rows.slice(0, MAX_LISTED), ...rest].join('\n'), span };
}
