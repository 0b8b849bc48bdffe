import type { AppSet } from '../coverage/fleet.ts';
import { memoOf } from '../coverage/memo.ts';
import type { App, AppSource } from '../coverage/model.ts';
import { basename } from '../files/paths.ts';
import { shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { code, escapeMarkdown, fileLink } from './markdown.ts';
import type { Meaning } from './place/meanings.ts';
import { pointedAt } from './place/pointed.ts';
import type { HoverResult } from './results.ts';
import { describeOrigins } from './valueOrigins.ts';

/** Applications of a set that are listed; the rest is counted. */
const MAX_LISTED = 5;

/** On the scalars of Applications and ApplicationSets that name files: what they resolve to and how much they deploy. */
export function hoverApplication(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  const pointed = pointedAt(context, at, offset);
  const hits = (pointed?.hits ?? []).flatMap(({ app, source }) => (source ? [{ app, source }] : []));
  const resolved = pointed && hits.length > 0 ? describe(context, pointed.meaning, hits) : undefined;
  const parts = [resolved, pointed && describeOrigins(context, pointed.hits)].filter((part) => part !== undefined);
  if (pointed && parts.length > 0) return { markdown: parts.join('\n\n'), span: pointed.span };
  return hoverGenerator(context, at, offset);
}

/** On the first line of a generator: the Applications of its set. */
function hoverGenerator(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  for (const set of context.fleet().sets) {
    const generators = set.definition.object['spec'] as { generators?: unknown[] } | undefined;
    for (let i = 0; i < (generators?.generators?.length ?? 0); i++) {
      const { file, repository, span } = set.definition.origin(['spec', 'generators', i]);
      if (file !== at.file || (repository ?? at.repository.id) !== at.repository.id || !span) continue;
      if (span.start <= offset && offset <= span.end && onFirstLine(at.text, span.start, offset))
        return { markdown: describeSet(set), span };
    }
  }
  return undefined;
}

/** A generator may span many lines; only its first answers. */
function onFirstLine(text: string, start: number, offset: number): boolean {
  const end = text.indexOf('\n', start);
  return offset <= (end < 0 ? text.length : end);
}

type Hit = { readonly app: App; readonly source: AppSource };

function describe(context: FeatureContext, meaning: Meaning, hits: readonly Hit[]): string | undefined {
  const { source } = hits[0] as Hit;
  if (meaning === 'repoURL') return describeRepository(source);
  if (meaning === 'valueFile') return describeValues(context, hits);
  if (meaning !== 'path') return undefined;
  return hits
    .slice(0, MAX_LISTED)
    .map((hit) => describePath(context, hit))
    .concat(hits.length > MAX_LISTED ? [t`… and ${hits.length - MAX_LISTED} more`] : [])
    .join('  \n');
}

function describePath(context: FeatureContext, { app, source }: Hit): string {
  const name = `**${escapeMarkdown(shown(app.name))}**`;
  const path = code(shown(source.path ?? ''));
  if (source.identity === undefined) return t`${name}: ${path} in another repository.`;
  if (source.roots.length === 0)
    return source.sameRevision
      ? t`${name}: ${path} does not exist.`
      : t`${name}: ${path} is read from ${code(source.targetRevision)}.`;
  const count = countManifests(context, source);
  const kind = source.type ?? 'Unknown';
  const where = source.roots.length === 1 ? path : t`${path} (${source.roots.length} directories may match)`;
  const deploys = count === 1 ? t`deploys 1 manifest` : t`deploys ${count} manifests`;
  return `${name}: ${where} · ${kind} · ${deploys}`;
}

/** Manifests in the files that a source deploys. */
export function countManifests(context: FeatureContext, source: AppSource): number {
  return counts(source, context, () => count(context, source));
}

const counts = memoOf<AppSource, number>();

function count(context: FeatureContext, source: AppSource): number {
  let manifests = 0;
  for (const root of source.roots)
    for (const claim of root.claims) {
      if (claim.role !== 'manifest' && claim.role !== 'template') continue;
      const repository = context.workspace.byId(claim.repository);
      if (repository) manifests += context.verdict(repository, claim.file).manifests.length;
    }
  return manifests;
}

function describeRepository(source: AppSource): string {
  const { identity } = source;
  if (!identity)
    return source.chart === undefined
      ? t`Another repository: not in this workspace.`
      : t`A Helm repository: the chart is read from there.`;
  const how = {
    remote: t`a remote of it has this URL`,
    alias: t`the settings say so`,
    placeholder: t`the URL holds a placeholder and nothing else fits`,
    'same-name': t`the name is the same and ${code(identity.evidence ?? '')} exists here`,
    paths: t`the paths used with it exist here (${code(identity.evidence ?? '')})`,
  }[identity.how];
  return t`This repository (${code(basename(identity.repository))}): ${how}.`;
}

function describeValues(context: FeatureContext, hits: readonly Hit[]): string {
  const { source } = hits[0] as Hit;
  const values = source.roots.flatMap((root) => root.claims).filter((claim) => claim.role === 'values');
  if (values.length === 0) return t`No values file of this workspace.`;
  const links = values
    .slice(0, MAX_LISTED)
    .map(
      (claim, i) =>
        `${i + 1}. ${fileLink(claim.file, `${context.workspace.byId(claim.repository)?.id}/${claim.file}`)}`,
    );
  return `${t`Values files in order, the last one wins:`}\n${links.join('\n')}`;
}

function describeSet(set: AppSet): string {
  const certain = set.apps.filter((app) => app.certain).length;
  const listed = set.apps
    .slice(0, MAX_LISTED)
    .map((app) => escapeMarkdown(shown(app.name)) + (app.certain ? '' : ` (${t`possible`})`))
    .map((line) => `- ${line}`);
  const rest = set.apps.length > MAX_LISTED ? [`- ${t`… and ${set.apps.length - MAX_LISTED} more`}`] : [];
  const possible = set.apps.length - certain;
  const title =
    possible > 0
      ? t`Generates ${certain} Applications and possibly ${possible} more`
      : certain === 1
        ? t`Generates 1 Application`
        : t`Generates ${certain} Applications`;
  return [title, '', ...listed, ...rest].join('\n');
}
