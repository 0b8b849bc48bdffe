import type { FeatureContext, FileAt } from './context.ts';
import { code, escapeMarkdown, fileLink } from './markdown.ts';
import { isKustomizeReference } from './place/meanings.ts';
import { isRemote } from './place/pathText.ts';
import { placeAt, placedObjects } from './place/places.ts';
import { entryFile, targetsOf } from './place/targets.ts';
import type { HoverResult } from './results.ts';

/** Applications that are named; the rest is counted. */
const MAX_NAMES = 3;

/** On an entry of a kustomization: what it leads to, and which Applications deploy it. */
export function hoverKustomization(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  const place = placeAt(at.repository.tree.derive(placedObjects, at.file), offset);
  if (!place || place.value === '' || !isKustomizeReference(place.kind, place.meaning) || place.value.includes('\n'))
    return undefined;
  const { span, value } = place;
  const found = targetsOf(context, at, place)[0];
  if (!found) {
    const text = isRemote(value)
      ? 'Read from elsewhere: not in this workspace.'
      : `${code(value)} does not exist: kustomize can’t build this.`;
    return { markdown: text, span };
  }
  const { path, kind } = found;
  const target = entryFile(found);
  const link = target === undefined ? code(path) : fileLink(path, `${at.repository.id}/${target}`);
  const count =
    kind === 'directory' ? '' : ` · ${plural(context.verdict(at.repository, path).manifests.length, 'manifest')}`;
  const routes = target === undefined ? undefined : context.verdict(at.repository, target).routes;
  const apps = [...new Set([...(routes?.deploys ?? []), ...(routes?.uses ?? [])].map((route) => route.app.name))];
  const by =
    apps.length === 0
      ? 'No Application builds it.'
      : `Deployed by ${apps.slice(0, MAX_NAMES).map(escapeMarkdown).join(', ')}${apps.length > MAX_NAMES ? ` and ${apps.length - MAX_NAMES} more` : ''}.`;
  return { markdown: `${link}${count}  \n${by}`, span };
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
