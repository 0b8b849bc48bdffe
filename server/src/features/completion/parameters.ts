import { goText, isObject } from '../../applications/json.ts';
import { hasUnknown, shown } from '../../gotemplate/unknown.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { placeholderAt } from '../place/placeholder.ts';
import type { CompletionItem } from './item.ts';

/** Parameters that are offered, at most. */
const MAX_PARAMETERS = 300;

/** Inside of `{{ … }}`: the parameters that the generators give, with the first value of each. Undefined elsewhere. */
export function completeParameters(context: FeatureContext, at: FileAt, offset: number): CompletionItem[] | undefined {
  const found = placeholderAt(context, at, offset);
  if (!found || offset < found.span.start + 2) return undefined;
  const parameters = new Map<string, string>();
  for (const { values } of found.sets.slice(0, 50))
    if (found.goTemplate) collect(values, '', parameters);
    else for (const [name, value] of Object.entries(values)) remember(parameters, name, value);
  let start = offset;
  while (start > found.span.start + 2 && /[\w.[\]-]/.test(at.text[start - 1] ?? '')) start--;
  let end = offset;
  while (/[\w.[\]-]/.test(at.text[end] ?? '')) end++;
  return [...parameters].slice(0, MAX_PARAMETERS).map(([label, detail], rank) => ({
    label,
    detail,
    kind: 'parameter',
    span: { start, end },
    text: label,
    rank,
  }));
}

/** Nested objects as Go templates name them. */
function collect(value: Readonly<Record<string, unknown>>, prefix: string, parameters: Map<string, string>): void {
  for (const [key, inner] of Object.entries(value)) {
    // A key that is no identifier needs `index`.
    if (!/^[A-Za-z_]\w*$/.test(key) || parameters.size >= MAX_PARAMETERS) continue;
    if (isObject(inner)) collect(inner, `${prefix}.${key}`, parameters);
    else remember(parameters, `${prefix}.${key}`, inner);
  }
}

function remember(parameters: Map<string, string>, name: string, value: unknown): void {
  const text = Array.isArray(value) ? JSON.stringify(value) : goText(value);
  if (!parameters.has(name)) parameters.set(name, hasUnknown(text) ? shown(text) : text.slice(0, 60));
}
