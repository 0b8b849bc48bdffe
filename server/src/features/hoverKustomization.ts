import { manifestCount } from '../l10n/counts.ts';
import { t } from '../l10n/t.ts';
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
      ? t`Read from elsewhere: not in this workspace.`
      : t`${code(value)} does not exist: kustomize can’t build this.`;
    return { markdown: text, span };
  }
  const { path, kind } = found;
  const target = entryFile(found);
  const link = target === undefined ? code(path) : fileLink(path, `${at.repository.id}/${target}`);
  const count =
    kind === 'directory' ? '' : ` · ${manifestCount(context.verdict(at.repository, path).manifests.length)}`;
  const routes = target === undefined ? undefined : context.verdict(at.repository, target).routes;
  const apps = [...new Set([...(routes?.deploys ?? []), ...(routes?.uses ?? [])].map((route) => route.app.name))];
  const names = apps.slice(0, MAX_NAMES).map(escapeMarkdown).join(', ');
  const by =
    apps.length === 0
      ? t`No Application builds it.`
      : apps.length > MAX_NAMES
        ? t`Deployed by ${names} and ${apps.length - MAX_NAMES} more.`
        : t`Deployed by ${names}.`;
  return { markdown: `${link}${count}  \n${by}`, span };
}
