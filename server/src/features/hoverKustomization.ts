import { dirname, join, normalise } from '../files/paths.ts';
import { kustomizationFacts } from '../manifests/kustomization.ts';
import { isKustomizationFile } from '../manifests/kustomizationUses.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { code, escapeMarkdown, fileLink } from './markdown.ts';
import type { HoverResult } from './results.ts';

/** Applications that are named; the rest is counted. */
const MAX_NAMES = 3;

/** On an entry of a kustomization: what it leads to, and which Applications deploy it. */
export function hoverKustomization(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  if (!isKustomizationFile(at.file)) return undefined;
  const reference = kustomizationFacts(at.repository.tree, at.file)?.references.find(
    ({ span }) => span && span.start <= offset && offset <= span.end,
  );
  if (!reference?.span || reference.inline) return undefined;
  const path = normalise(join(dirname(at.file), reference.text));
  const kind = path === undefined ? undefined : at.repository.tree.kind(path);
  if (path === undefined || kind === undefined) {
    const remote = /:\/\/|^git@|^[\w.-]+\.[a-z]+\/.*\/.*/.test(reference.text);
    const text = remote
      ? 'Read from elsewhere: not in this workspace.'
      : `${code(reference.text)} does not exist: kustomize can’t build this.`;
    return { markdown: text, span: reference.span };
  }
  const target =
    kind === 'directory'
      ? ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
          .map((name) => join(path, name))
          .find((file) => at.repository.tree.kind(file) !== undefined)
      : path;
  const link = target === undefined ? code(path) : fileLink(path, `${at.repository.id}/${target}`);
  const count =
    kind === 'directory' ? '' : ` · ${plural(context.verdict(at.repository, path).manifests.length, 'manifest')}`;
  const found = target === undefined ? undefined : context.verdict(at.repository, target).routes;
  const apps = [...new Set([...(found?.deploys ?? []), ...(found?.uses ?? [])].map((route) => route.app.name))];
  const by =
    apps.length === 0
      ? 'No Application builds it.'
      : `Deployed by ${apps.slice(0, MAX_NAMES).map(escapeMarkdown).join(', ')}${apps.length > MAX_NAMES ? ` and ${apps.length - MAX_NAMES} more` : ''}.`;
  return { markdown: `${link}${count}  \n${by}`, span: reference.span };
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
