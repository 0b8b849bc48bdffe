import type { AppSet } from '../coverage/fleet.ts';
import type { App, AppSource } from '../coverage/model.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import { shown } from '../gotemplate/unknown.ts';
import type { Location } from '../problems/problem.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { plural } from './hoverKustomization.ts';
import { code, escapeMarkdown, fileLink } from './markdown.ts';
import type { HoverResult } from './results.ts';

/** Applications of a set that are listed; the rest is counted. */
const MAX_LISTED = 5;

/** On the scalars of Applications and ApplicationSets that name files: what they resolve to and how much they deploy. */
export function hoverApplication(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  const fleet = context.fleet();
  const here = (place: Location): boolean =>
    place.file === at.file &&
    (place.repository ?? at.repository.id) === at.repository.id &&
    place.span !== undefined &&
    place.span.start <= offset &&
    offset <= place.span.end;
  const hits: { app: App; source: AppSource; part: string; place: Location }[] = [];
  for (const app of fleet.apps) {
    if (app.definition.at.file !== at.file && app.definition.made === 'file') continue;
    for (const source of app.sources)
      for (const [part, path] of partsOf(source)) {
        const place = app.origin(path);
        if (here(place)) hits.push({ app, source, part, place });
      }
  }
  const first = hits[0];
  if (first?.place.span) return { markdown: describe(context, hits), span: first.place.span };
  for (const set of fleet.sets) {
    const generators = set.definition.object['spec'] as { generators?: unknown[] } | undefined;
    for (let i = 0; i < (generators?.generators?.length ?? 0); i++) {
      const place = set.definition.origin(['spec', 'generators', i]);
      if (here(place) && place.span && onFirstLine(at.text, place.span.start, offset))
        return { markdown: describeSet(set), span: place.span };
    }
  }
  return undefined;
}

/** A generator may span many lines; only its first answers. */
function onFirstLine(text: string, start: number, offset: number): boolean {
  const end = text.indexOf('\n', start);
  return offset <= (end < 0 ? text.length : end);
}

function partsOf(source: AppSource): [string, YamlPath][] {
  const parts: [string, YamlPath][] = [
    ['repoURL', [...source.at, 'repoURL']],
    ['path', [...source.at, 'path']],
  ];
  const helm = source.roots[0]?.request?.source['helm'] as { valueFiles?: unknown } | undefined;
  if (Array.isArray(helm?.valueFiles))
    helm.valueFiles.forEach((_, i) => void parts.push([`valueFiles ${i}`, [...source.at, 'helm', 'valueFiles', i]]));
  return parts.filter(([part]) => part !== 'path' || source.path !== undefined);
}

type Hit = { readonly app: App; readonly source: AppSource; readonly part: string };

function describe(context: FeatureContext, hits: readonly Hit[]): string {
  const { part, source } = hits[0] as Hit;
  if (part === 'repoURL') return describeRepository(context, source);
  if (part.startsWith('valueFiles')) return describeValues(context, hits);
  return hits
    .slice(0, MAX_LISTED)
    .map((hit) => describePath(context, hit))
    .concat(hits.length > MAX_LISTED ? [`… and ${hits.length - MAX_LISTED} more`] : [])
    .join('  \n');
}

function describePath(context: FeatureContext, { app, source }: Hit): string {
  const name = `**${escapeMarkdown(shown(app.name))}**`;
  const path = code(shown(source.path ?? ''));
  if (source.identity === undefined) return `${name}: ${path} in another repository.`;
  if (source.roots.length === 0)
    return `${name}: ${path} ${source.sameRevision ? 'does not exist' : `is read from ${code(source.targetRevision)}`}.`;
  const count = countManifests(context, source);
  const kind = source.type ?? 'Unknown';
  const where =
    source.roots.length === 1
      ? path
      : `${path} (${plural(source.roots.length, 'directory').replace('directorys', 'directories')} may match)`;
  return `${name}: ${where} · ${kind} · deploys ${plural(count, 'manifest')}`;
}

/** Manifests in the files that a source deploys. */
export function countManifests(context: FeatureContext, source: AppSource): number {
  let count = 0;
  for (const root of source.roots)
    for (const claim of root.claims) {
      if (claim.role !== 'manifest' && claim.role !== 'template') continue;
      const repository = context.workspace.byId(claim.repository);
      if (repository) count += context.verdict(repository, claim.file).manifests.length;
    }
  return count;
}

function describeRepository(context: FeatureContext, source: AppSource): string {
  const { identity } = source;
  if (!identity)
    return source.chart === undefined
      ? 'Another repository: not in this workspace.'
      : 'A Helm repository: the chart is read from there.';
  const how = {
    remote: 'a remote of it has this URL',
    alias: 'the settings say so',
    placeholder: 'the URL holds a placeholder and nothing else fits',
    'same-name': `the name is the same and ${code(identity.evidence ?? '')} exists here`,
    paths: `the paths used with it exist here (${code(identity.evidence ?? '')})`,
  }[identity.how];
  return `This repository (${code(context.workspace.byId(identity.repository)?.id.split('/').pop() ?? '')}): ${how}.`;
}

function describeValues(context: FeatureContext, hits: readonly Hit[]): string {
  const { source } = hits[0] as Hit;
  const values = source.roots.flatMap((root) => root.claims).filter((claim) => claim.role === 'values');
  if (values.length === 0) return 'No values file of this workspace.';
  const links = values
    .slice(0, MAX_LISTED)
    .map(
      (claim, i) =>
        `${i + 1}. ${fileLink(claim.file, `${context.workspace.byId(claim.repository)?.id}/${claim.file}`)}`,
    );
  return `Values files in order, the last one wins:\n${links.join('\n')}`;
}

function describeSet(set: AppSet): string {
  const certain = set.apps.filter((app) => app.certain).length;
  const listed = set.apps
    .slice(0, MAX_LISTED)
    .map((app) => `- ${escapeMarkdown(shown(app.name))}${app.certain ? '' : ' (possibly)'}`);
  const rest = set.apps.length > MAX_LISTED ? [`- … and ${set.apps.length - MAX_LISTED} more`] : [];
  const possible = set.apps.length - certain;
  return [
    `Generates ${plural(certain, 'Application')}${possible > 0 ? ` and possibly ${possible} more` : ''}`,
    '',
    ...listed,
    ...rest,
  ].join('\n');
}
