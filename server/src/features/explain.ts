import type { JudgedManifest } from '../coverage/fileVerdict.ts';
import type { App } from '../coverage/model.ts';
import type { NearestMiss } from '../coverage/nearestMiss.ts';
import type { Repository } from '../coverage/repository.ts';
import { type Route, viaOf } from '../coverage/routes.ts';
import { basename, dirname } from '../files/paths.ts';
import { shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { explainMiss } from '../rules/unwatched.ts';
import { type FeatureContext, type FileAt, placeLink } from './context.ts';
import { documentedNote, explainOthers } from './explainOthers.ts';
import { code, escapeMarkdown } from './markdown.ts';

/** Routes that are written out; the rest is counted. */
const MAX_ROUTES = 3;

/** What a person wants to know about one manifest, in at most ten lines of Markdown. */
export function explainManifest(context: FeatureContext, at: FileAt, { verdict, facts }: JudgedManifest): string {
  switch (verdict.status) {
    case 'ignored':
      return t`**Ignored.** A setting or a comment leaves this manifest out of the coverage.`;
    case 'root':
      return [
        t`**Registered by hand.** Nothing in this workspace deploys this ${escapeMarkdown(facts.kind)}: it takes effect once somebody applies it.`,
        '',
        `${code(`kubectl apply -f ${at.file}`)}${documentedNote(context, at.repository, at.file)}`,
      ].join('\n');
    case 'unwatched':
      return explainUnwatched(context, at, facts.kind, verdict.reason ?? 'unwatched-manifest', verdict.nearest);
    case 'other':
      return explainOthers(context, at.repository, verdict.others, false).join('  \n');
    default:
      return [
        explainRoutes(context, at.repository, verdict.routes),
        ...explainOthers(context, at.repository, verdict.others, true),
      ].join('  \n');
  }
}

function explainUnwatched(
  context: FeatureContext,
  at: FileAt,
  kind: string,
  reason: Parameters<typeof explainMiss>[0],
  nearest: NearestMiss | undefined,
): string {
  const lines = [
    reason === 'unwatched-manifest'
      ? t`**Not deployed.** Nothing in this workspace applies this file.`
      : t`**Not deployed.** ${escapeMarkdown(explainMiss(reason, kind, at.file, nearest).replaceAll('`', '')).replaceAll('\\.', '.')}`,
  ];
  if (nearest) {
    const place = nearest.at ?? nearest.app.origin([...nearest.source.at, 'path']);
    const link = placeLink(context, at.repository, place, nearest.app.name);
    const watches = code(nearest.watches || '.');
    lines.push(
      nearest.root === undefined
        ? t`Nearest: ${link} watches ${watches}, which does not exist.`
        : t`Nearest: ${link} watches ${watches}.`,
    );
  }
  lines.push('', t`**Ways out**`, ...waysOut(context, at, nearest).map((way, i) => `${i + 1}. ${way}`));
  return lines.join('\n');
}

/** The ways out with their trade-offs, the one-edit nearest miss first. */
function waysOut(context: FeatureContext, at: FileAt, nearest: NearestMiss | undefined): string[] {
  const ways: string[] = [];
  const directory = dirname(at.file) || '.';
  if (nearest?.reason === 'not-in-kustomization')
    ways.push(t`Add ${code(basename(at.file))} to the kustomization – one line · deployed with the next sync`);
  if (nearest?.reason === 'not-recursed')
    ways.push(t`Turn on ${'`directory.recurse`'} – one line · everything below is deployed too`);
  if (nearest?.reason === 'excluded-by-source')
    ways.push(t`Change the ${'`include`'} or ${'`exclude`'} pattern – one line`);
  if (nearest?.reason === 'skipped-by-marker') ways.push(t`Remove the marker from the file`);
  const chart =
    nearest && nearest.root === undefined
      ? nearest.watches
      : nearest?.root?.type === 'Helm'
        ? nearest.watches
        : `charts/${basename(directory)}`;
  ways.push(
    nearest && chart === nearest.watches
      ? t`Move to ${code(chart)} – the Application is already there; versioned, values per environment · needs a chart`
      : t`Move to ${code(chart)} – versioned, but needs an Application, values per environment · needs a chart`,
  );
  ways.push(t`Generate an Application for ${code(directory)} – quick, the YAML stays as it is · register it once`);
  ways.push(
    t`${code(`kubectl apply -f ${at.file}`)} – at once · by hand, every time` +
      documentedNote(context, at.repository, at.file),
  );
  return ways;
}

/** How a file gets to the cluster: every hop a link. */
export function explainRoutes(context: FeatureContext, home: Repository, routes: readonly Route[]): string {
  const ordered = [...routes].sort((a, b) => rank(a) - rank(b));
  const lines: string[] = [];
  for (const [i, route] of ordered.slice(0, MAX_ROUTES).entries()) {
    if (i === 0) lines.push(headline(route), chain(context, home, route), target(route.app));
    else lines.push(t`Also: ${chain(context, home, route)} ${target(route.app)}`);
    if (route.failing)
      lines.push(t`⚠ Application ${escapeMarkdown(route.app.name)} has an error: Argo CD can’t sync it.`);
  }
  if (ordered.length > MAX_ROUTES) lines.push(t`… and ${ordered.length - MAX_ROUTES} more`);
  return lines.join('  \n');
}

const rank = (route: Route): number => (route.certain ? (route.app.automated ? 0 : 1) : 2);

function headline(route: Route): string {
  const { app, source } = route;
  const revision =
    source.targetRevision === '' || source.targetRevision === 'HEAD'
      ? t`the default branch`
      : code(shown(source.targetRevision));
  if (!route.certain)
    return t`**Possibly deployed.** ${escapeMarkdown(sentence(app.uncertainty ?? route.claim.why ?? t`Something that is not in Git decides.`))}`;
  const options = [app.prune ? 'prune' : '', app.selfHeal ? 'self-heal' : ''].filter((text) => text !== '');
  if (!app.automated)
    return t`**Deployed by hand:** Application ${escapeMarkdown(app.name)} has no automated sync; a merge to ${revision} waits for a sync.`;
  return [t`**Deployed automatically** when merged to ${revision}`, ...options].join(' · ');
}

/** root app → ApplicationSet (element) → Application → kustomizations → this file. */
function chain(context: FeatureContext, home: Repository, route: Route): string {
  const hops: string[] = [];
  const { app } = route;
  for (const parent of ancestors(context, app))
    hops.push(placeLink(context, home, parent.origin(['metadata', 'name']), parent.name));
  if (app.generatedBy) {
    const { definition, element, id } = app.generatedBy;
    hops.push(
      `${placeLink(context, home, definition.at, id.slice(id.indexOf('/') + 1))}${element === '' ? '' : ` ${code(element)}`}`,
    );
    hops.push(`**${escapeMarkdown(shown(app.name))}**`);
  } else hops.push(`**${placeLink(context, home, app.definition.at, shown(app.name))}**`);
  for (const claim of viaOf(route))
    hops.push(
      placeLink(context, home, { file: claim.file, repository: claim.repository }, dirname(claim.file) || claim.file),
    );
  hops.push(t`this file`);
  return hops.join(' → ');
}

function target(app: App): string {
  const { server, name, namespace } = app.destination;
  const place = code(shown(server ?? name ?? t`the cluster`));
  return namespace ? t`to ${place}, namespace ${code(shown(namespace))}` : t`to ${place}`;
}

function ancestors(context: FeatureContext, app: App): App[] {
  const found: App[] = [];
  for (
    let parent = context.parent(app);
    parent && !found.includes(parent) && found.length < 10;
    parent = context.parent(parent)
  )
    found.unshift(parent);
  return found;
}

function sentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}
