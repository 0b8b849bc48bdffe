import type { JudgedManifest } from '../coverage/fileVerdict.ts';
import type { App, AppSource } from '../coverage/model.ts';
import type { Repository } from '../coverage/repository.ts';
import { errorsOf, type Route, viaOf } from '../coverage/routes.ts';
import { computeEffects } from '../effects/computeEffects.ts';
import { type FeatureContext, lineOf, rangeOf } from '../features/context.ts';
import { basename, compareBytes, relative } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import { shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { ManifestFacts } from '../manifests/manifestFacts.ts';
import { explainMiss } from '../rules/unwatched.ts';
import { environmentsOf } from './environments.ts';
import { buildSummary, type Report, sortReport } from './model.ts';
import { codeOwners, coverageByOwner } from './owners.ts';
import { reportDiagnostics } from './reportDiagnostics.ts';

type ReportManifest = Report['manifests'][number];
type ReportRoute = ReportManifest['routes'][number];
type ReportApplication = Report['applications'][number];
type ReportDiagnostic = Report['diagnostics'][number];
type ReportEffect = Report['effects'][number];

export interface ReportOptions {
  /** The working directory that repositories are named from; their own path without it. */
  readonly relativeTo?: string;
  /** The files, by repository, whose effects are told; all of them without it. */
  readonly changed?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Puts everything that is known into the report's model (CONTRACT “JSON report”), sorted, so that two runs on the same tree
 * give the same bytes.
 */
export function buildReport(context: FeatureContext, options: ReportOptions = {}): Report {
  const repositories = context.workspace.repositories();
  const only = repositories.length === 1;
  const rootOf = (repository: Repository): string => rootName(repository.id, options.relativeTo);
  const named = (repository: Repository | undefined) => (only || !repository ? {} : { repository: rootOf(repository) });
  const manifests: ReportManifest[] = [];
  const diagnostics: ReportDiagnostic[] = [];
  let tooCostly = false;
  const owned: { manifest: ReportManifest; owners: readonly string[] }[] = [];
  for (const repository of repositories) {
    const ownersOf = codeOwners(repository);
    for (const file of repository.tree.files()) {
      const found = context
        .verdict(repository, file)
        .manifests.map((judged) => ({ ...named(repository), ...manifestOf(context, repository, file, judged) }));
      manifests.push(...found);
      if (ownersOf && found.length > 0) {
        const owners = ownersOf(file);
        if (owners) owned.push(...found.map((manifest) => ({ manifest, owners })));
        else tooCostly = true;
      }
      diagnostics.push(...reportDiagnostics(context, named, repository, file));
    }
  }
  const applications = context.fleet().apps.map((app) => applicationOf(context, app, named));
  return sortReport({
    schemaVersion: 1,
    repositories: repositories.map((repository) => ({
      root: rootOf(repository),
      name: shortName(repository.remotes()[0]) ?? (basename(repository.id) || repository.id),
      remotes: [...repository.remotes()],
      aliases: aliasesOf(context, repository),
      ...(repository.git().branch === undefined ? {} : { branch: repository.git().branch as string }),
    })),
    summary: buildSummary(manifests),
    manifests,
    applications,
    diagnostics,
    effects: effectsOf(context, options.changed, named),
    environments: environmentsOf(manifests, applications),
    owners: tooCostly ? [] : coverageByOwner(owned),
    notes: [
      ...notesOf(context),
      ...(tooCostly ? [t`CODEOWNERS takes too long to match: coverage by owner is left out.`] : []),
    ],
  });
}

/** `owner/name` of a URL in any of Git's forms. */
function shortName(remote: string | undefined): string | undefined {
  const path = remote?.replace(/\/*$/, '').replace(/\.git$/, '');
  return path?.split(/[/:]/).slice(-2).join('/');
}

function effectsOf(
  context: FeatureContext,
  changed: ReportOptions['changed'],
  named: (repository: Repository) => { repository?: string },
): ReportEffect[] {
  const files = context.workspace
    .repositories()
    .map((repository) => [repository, changed ? (changed.get(repository.id) ?? []) : repository.tree.files()] as const);
  return computeEffects(context, files).map(({ repository, category, effect, reason, how, files: members }) => ({
    ...named(repository),
    category,
    effect,
    files: members.length,
    reason,
    how,
  }));
}

function rootName(root: string, from: string | undefined): string {
  return from === undefined ? root : relative(from.slice(1), root.slice(1));
}

function aliasesOf(context: FeatureContext, repository: Repository): string[] {
  const inferred = context
    .fleet()
    .apps.flatMap((app) => app.sources)
    .filter(({ identity }) => identity?.repository === repository.id && identity.how !== 'remote')
    .map((source) => source.repoURL);
  return [...new Set([...repository.settings().repositoryAliases, ...inferred])].sort(compareBytes);
}

function manifestOf(
  context: FeatureContext,
  repository: Repository,
  file: string,
  { facts, verdict }: JudgedManifest,
): ReportManifest {
  const { nearest } = verdict;
  return {
    file,
    ...linesIn(repository, file, facts),
    apiVersion: facts.apiVersion,
    kind: facts.kind,
    name: facts.name,
    namespace: facts.namespace,
    status: verdict.status,
    ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
    routes: [
      ...verdict.routes.map((route) => routeOf(route)),
      ...verdict.others.map(({ kind, at, text, certain }) => ({
        kind,
        file: at.file,
        line: lineOf(repository, at),
        text,
        certain,
      })),
    ],
    ...(nearest && verdict.status === 'unwatched'
      ? {
          nearest: {
            application: nearest.app.id,
            definedIn: placeOf(context, nearest.app),
            path: nearest.watches,
            reason: explainMiss(verdict.reason ?? 'unwatched-manifest', facts.kind, file, nearest),
            edit: editFor(verdict.reason ?? 'unwatched-manifest', nearest.watches, nearest.root === undefined),
          },
        }
      : {}),
  };
}

/** The first line of a document, and the last one that holds something. */
function linesIn(repository: Repository, file: string, { span, textEnd }: ManifestFacts) {
  const { line, endLine } = rangeOf(repository, file, { start: span.start, end: textEnd });
  return { line, endLine };
}

/** The one edit that would let a manifest in, in words. */
function editFor(reason: string, watches: string, missing: boolean): string {
  switch (reason) {
    case 'not-in-kustomization':
      return t`add it to the kustomization’s resources`;
    case 'not-recursed':
      return t`set directory.recurse: true`;
    case 'excluded-by-source':
      return t`change include or exclude`;
    case 'unsupported-extension':
      return t`rename it to .yaml`;
    case 'skipped-by-marker':
      return t`remove the marker`;
    case 'ignored-by-helm':
      return t`change .helmignore`;
    case 'outside-templates':
      return t`move it to templates/`;
    default:
      return missing ? t`move to ${watches}, or add an Application` : t`add an Application`;
  }
}

function routeOf(route: Route): ReportRoute {
  return {
    kind: 'argocd',
    application: route.app.id,
    via: viaOf(route).map((claim) => claim.file),
    automatic: route.app.automated,
    certain: route.certain,
    failing: route.failing,
  };
}

function placeOf(context: FeatureContext, app: App): { file: string; line: number } {
  const { at } = app.definition;
  const repository = context.workspace.byId(at.repository);
  return { file: at.file, line: repository ? lineOf(repository, at) : 1 };
}

function applicationOf(
  context: FeatureContext,
  app: App,
  named: (repository: Repository | undefined) => { repository?: string },
): ReportApplication {
  return {
    id: app.id,
    name: shown(app.name),
    namespace: shown(app.namespace),
    project: shown(app.project),
    definedIn: { ...named(context.workspace.byId(app.definition.at.repository)), ...placeOf(context, app) },
    generatedBy: app.generatedBy?.id ?? null,
    parent: context.parent(app)?.id ?? null,
    certain: app.certain,
    destination: {
      server: star(app.destination.server),
      name: star(app.destination.name),
      namespace: star(app.destination.namespace),
    },
    automated: app.automated,
    prune: app.prune,
    selfHeal: app.selfHeal,
    sources: app.sources.map((source) => sourceOf(source)),
    errors: errorsOf(app).map(({ code, message }) => ({ code, message })),
  };
}

function sourceOf(source: AppSource): ReportApplication['sources'][number] {
  return {
    repoURL: shown(source.repoURL),
    path: source.path === undefined ? null : shown(source.path),
    chart: source.chart === undefined ? null : shown(source.chart),
    targetRevision: shown(source.targetRevision),
    type: source.type ?? null,
    local: source.identity !== undefined,
    files: filesOf(source),
  };
}

/** The files whose content the source uses; of a symlink both the link and its target. */
function filesOf(source: AppSource): string[] {
  const files = new Set<string>();
  for (const root of source.roots)
    for (const { file, repository } of root.claims) {
      files.add(file);
      if (repository !== root.repository.id) continue;
      const real = resolvePath(root.repository.tree, file);
      if (!('problem' in real)) files.add(real.path);
    }
  return [...files].sort(compareBytes);
}

function star(text: string | null): string | null {
  return text === null ? null : shown(text);
}

/** Notes about one repository's scripts, at most. */
const MAX_NOTES = 10;

/** Other files that are passed over, pictures and archives, neither hold manifests nor make any. */
const READ_NAME = /\.(ya?ml|json|jsonnet|libsonnet|tpl)$/;

/** What a reader must know to read the figures right. */
function notesOf(context: FeatureContext): string[] {
  const { apps, watched } = context.fleet();
  const notes: string[] = [];
  if (apps.length === 0)
    notes.push(
      t`No Application was found. They probably live in another repository: open it beside this one, or name it on the command line.`,
    );
  else
    for (const repository of context.workspace.repositories())
      if (!watched.has(repository.id))
        notes.push(
          t`No Application of the workspace reads ${basename(repository.id)}. The Applications that do probably live in another repository: open it beside this one.`,
        );
  for (const { id, tree } of context.workspace.repositories()) {
    for (const directory of tree.unreadable)
      notes.push(t`${directory || basename(id)} can’t be read; what is in it is not judged.`);
    for (const file of tree.unreadIgnores.slice(0, MAX_NOTES))
      notes.push(t`${file} can’t be read; what it ignores is judged like the rest.`);
  }
  for (const { tree } of context.workspace.repositories())
    for (const file of tree.passedOver.filter((path) => READ_NAME.test(path)).slice(0, MAX_NOTES))
      notes.push(t`${file} is too large, no text or can’t be read; what is in it is not judged.`);
  // Scripts and workflows that can't be read in full may hold routes that are not told.
  for (const repository of context.workspace.repositories())
    notes.push(...repository.otherRoutes.notes().slice(0, MAX_NOTES));
  return notes;
}
