import { listOf, objectOf } from '../applications/json.ts';
import { isDestinationPermitted, isSourcePermitted, type ProjectDestination } from '../applications/project.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { argoSettings } from '../manifests/argoSettings.ts';
import type { Location, Problem } from '../problems/problem.ts';
import type { ClusterFixture } from '../settings/model.ts';
import type { Definition } from './definition.ts';
import type { App } from './model.ts';
import type { Workspace } from './workspace.ts';

/**
 * Adds to Applications what their AppProjects do not permit (`util/argo/argo.go` ValidatePermissions). Nothing is said of
 * an Application or AppProject that is not known in full, nor where another AppProject of the same name, a global one, or
 * a Secret bound to the project may permit it.
 */
export function withPermissions(
  apps: readonly App[],
  projects: readonly Definition[],
  workspace: Workspace,
): readonly App[] {
  if (projects.length === 0) return apps;
  const byName = new Map<string, Definition[]>();
  for (const project of projects) {
    const name = String(objectOf(project.object['metadata'])['name']);
    byName.set(name, [...(byName.get(name) ?? []), project]);
  }
  return apps.map((app) => {
    const candidates = app.certain ? (byName.get(app.project) ?? []) : [];
    const unclear = candidates.length === 0 || candidates.some(({ object }) => hasUnknown(JSON.stringify(object)));
    if (unclear) return app;
    const clusters = workspace.byId(app.definition.at.repository)?.settings().generators.clusters ?? [];
    const refused = refusals(app, candidates, clusters);
    if (refused.length === 0 || mayBeExtended(app.project, workspace)) return app;
    return { ...app, problems: [...app.problems, ...refused] };
  });
}

function mayBeExtended(project: string, workspace: Workspace): boolean {
  return workspace.repositories().some(({ tree }) =>
    tree.files().some((file) => {
      const { globalProjects, scopedProjects } = tree.derive(argoSettings, file);
      return globalProjects || scopedProjects.includes(project);
    }),
  );
}

function refusals(app: App, projects: readonly Definition[], clusters: readonly ClusterFixture[]): Problem[] {
  const problems: Problem[] = [];
  const related = (field: string): Problem['related'] =>
    projects.slice(0, 1).map((project) => ({
      at: located(project, project.origin(['spec', field])),
      message: t`the AppProject “${app.project}”`,
    }));
  for (const { repoURL, path } of repositoriesOf(app)) {
    if (
      hasUnknown(repoURL) ||
      projects.some(({ object }) => isSourcePermitted(textsAt(object, 'sourceRepos'), repoURL))
    )
      continue;
    problems.push({
      code: 'not-permitted-by-project',
      message: t`The AppProject “${app.project}” does not permit the source \`${repoURL}\`: Argo CD does not sync the Application.`,
      at: located(app.definition, app.origin(path)),
      related: related('sourceRepos'),
      data: { project: app.project, repoURL },
    });
  }
  const { server, name, namespace } = app.destination;
  const cluster = server ?? name ?? '';
  const unclear = cluster === '' || hasUnknown(cluster) || hasUnknown(namespace ?? '');
  if (!unclear && projects.every(({ object }) => refusesDestination(app, destinationsOf(object), clusters)))
    problems.push({
      code: 'not-permitted-by-project',
      message: t`The AppProject “${app.project}” does not permit the destination \`${cluster}\` with namespace “${namespace ?? ''}”: Argo CD does not sync the Application.`,
      at: located(app.definition, app.origin(['spec', 'destination', server === null ? 'name' : 'server'])),
      related: related('destinations'),
    });
  return problems;
}

/** The repositories of all sources, those with only a `ref` included; of a hydrator also the one that is synced. */
function repositoriesOf(app: App): { repoURL: string; path: YamlPath }[] {
  const own = app.sources
    .filter(({ repoURL }) => repoURL !== '')
    .map(({ repoURL, at }) => ({ repoURL, path: [...at, 'repoURL'] }));
  const synced = objectOf(objectOf(objectOf(app.object['spec'])['sourceHydrator'])['syncSource'])['repoURL'];
  if (typeof synced !== 'string' || synced === '' || synced === own[0]?.repoURL) return own;
  return [...own, { repoURL: synced, path: ['spec', 'sourceHydrator', 'syncSource', 'repoURL'] }];
}

const IN_CLUSTER = { server: 'https://kubernetes.default.svc', name: 'in-cluster' };
/** Stands for the name or URL of a cluster that only the cluster knows. */
const ANY = '\ufdd1';
/** A pattern that permits some clusters only. */
const NAMES = /^[^!*]|^\*./;

/**
 * Whether a project surely refuses a destination. Argo CD compares the server and the name of the cluster, of which the
 * Application writes one: an entry about the other one may be about this cluster, unless the settings tell its name.
 */
function refusesDestination(
  { destination: { server, name, namespace } }: App,
  items: readonly ProjectDestination[],
  clusters: readonly ClusterFixture[],
): boolean {
  const told = [...clusters, IN_CLUSTER].find((cluster) =>
    server === null ? cluster.name === name : cluster.server === server && cluster !== IN_CLUSTER,
  );
  const other = server === null ? 'server' : 'name';
  const widened = told ? items : items.map((item) => (NAMES.test(item[other]) ? { ...item, [other]: '*' } : item));
  return !isDestinationPermitted(widened, {
    server: server ?? told?.server ?? ANY,
    name: name ?? told?.name ?? ANY,
    namespace: namespace ?? '',
  });
}

function destinationsOf(project: Definition['object']): ProjectDestination[] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return listOf(objectOf(project['spec'])['destinations'])
    .map(objectOf)
    .map(({ server, name, namespace }) => ({ server: text(server), name: text(name), namespace: text(namespace) }));
}

function textsAt(project: Definition['object'], field: string): string[] {
  return listOf(objectOf(project['spec'])[field]).filter((item): item is string => typeof item === 'string');
}

function located(definition: Definition, at: Location): Location {
  return { ...at, repository: at.repository ?? definition.at.repository };
}
