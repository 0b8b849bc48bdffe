import { type ApplicationSpec, readApplication, type SpecProblem } from '../applications/application.ts';
import {
  type Expansion,
  expandApplicationSet,
  type GeneratedApplication,
  type GeneratorContext,
  generatedParameters,
  keepApplications,
} from '../applications/applicationSet.ts';
import type { ParamSet } from '../applications/params.ts';
import type { SourceSpec } from '../applications/sources.ts';
import { sourceFiles } from '../claims/helm/sourceFiles.ts';
import { type YamlPath, yamlFile } from '../documents/yamlFile.ts';
import { basename, join } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { hasUnknown, shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { Location, Problem } from '../problems/problem.ts';
import { kustomizationDefinitions } from './builtDefinitions.ts';
import { chartDefinitions, ownChartDefinitions } from './chartDefinitions.ts';
import type { Definition } from './definition.ts';
import type { AppSet } from './fleet.ts';
import type { Identities } from './identities.ts';
import { memo, memoOf } from './memo.ts';
import type { App, AppSource, SourceRoot } from './model.ts';
import type { Repository } from './repository.ts';
import { type ResolvedSource, resolveSource, type SourceInput, sameResolved, sourceKey } from './resolveSource.ts';
import { isThisRevision } from './revision.ts';
import { valuesDefinitions, valuesOfApplication, valuesOfFile } from './valuesDefinitions.ts';
import type { Workspace } from './workspace.ts';

/** Makes Applications out of definitions; what they use of the files is computed once for equal inputs. */
export interface AppFactory {
  app(definition: Definition, maker: App | undefined): App;
  set(definition: Definition, maker: App | undefined): AppSet;
  /** What a kustomization makes; `maker` deploys it, undefined when nothing does. */
  kustomization(repository: Repository, directory: string, maker: App | undefined): readonly Definition[];
  /** What a chart of a Helm repository may make, by the values files that are here. */
  remoteChart(root: SourceRoot): readonly Definition[];
  /** What charts from elsewhere may make by the values that stand in the Application itself. */
  inlineValues(app: App): readonly Definition[];
  /** What a chart makes with the values of the source that deploys it. */
  chart(root: SourceRoot): readonly Definition[];
  /** What a chart makes that nothing deploys. */
  ownChart(repository: Repository, chart: string): readonly Definition[];
  /** What the generators of an ApplicationSet yield, whether its template can be rendered or not. */
  parameterSets(object: unknown, home: string): readonly ParamSet[];
}

export function createAppFactory(workspace: Workspace, identities: () => Identities): AppFactory {
  const resolved = memo<SourceInput, ResolvedSource>(resolveSource, sameResolved);
  const apps = memoOf<Definition, App>();
  const generated = memoOf<GeneratedApplication, App>();
  const sets = memoOf<Definition, AppSet>();
  const expansions = memoOf<Definition, Expansion>();
  const built = memo<Build, readonly Definition[]>(({ repository, directory, options, unused }) =>
    kustomizationDefinitions(repository, directory, options, unused, isHere(repository)),
  );
  const charts = memo<SourceRoot, readonly Definition[]>(({ repository, request }) =>
    request ? chartDefinitions(repository, request) : [],
  );
  const ownCharts = memo<{ repository: Repository; chart: string }, readonly Definition[]>(({ repository, chart }) =>
    ownChartDefinitions(repository, chart, chartNameOf(repository, chart)),
  );

  const remoteCharts = memo<SourceRoot, readonly Definition[]>(({ request }) => {
    const chart = request?.source['chart'];
    if (!request || typeof chart !== 'string') return [];
    return sourceFiles(request).valueFiles.flatMap((file) => {
      const repository = file.kind === 'file' ? workspace.byId(file.tree.id) : undefined;
      const real = repository && file.kind === 'file' ? resolvePath(repository.tree, file.path) : undefined;
      return repository && real && 'path' in real
        ? valuesDefinitions(valuesOfFile(chart, repository, real.path), isHere(repository))
        : [];
    });
  });

  const inlineCharts = memoOf<App, readonly Definition[]>();

  /** What charts from elsewhere may make of the values that an Application gives them itself. */
  function inlineDefinitions(app: App): Definition[] {
    const repository = workspace.byId(app.definition.at.repository);
    if (!repository) return [];
    return app.sources.flatMap(({ chart, at }) =>
      chart === undefined
        ? []
        : valuesOfApplication(chart, repository, app, at).flatMap((values) =>
            valuesDefinitions(values, isHere(repository)),
          ),
    );
  }

  function isHere(repository: Repository): (url: string) => boolean {
    return (url) => identities().find(url, repository.id)?.repository === repository.id;
  }

  /** The namespace of an object that names none: its maker's destination (kubectl's default), else the settings'. */
  function namespaceOf(written: string | undefined, definition: Definition, maker: App | undefined): string {
    if (written) return written;
    const fallback = workspace.byId(definition.at.repository)?.settings().applications.namespace ?? 'argocd';
    return maker?.destination.namespace ?? fallback;
  }

  function build(
    definition: Definition,
    maker: App | undefined,
    object: Readonly<Record<string, unknown>>,
    made: GeneratedApplication | undefined,
    setId: string | undefined,
  ): App {
    const spec = readApplication(object);
    const template: YamlPath = made ? ['spec', 'template'] : [];
    const places: Places = {
      origin: (path) => definition.origin([...template, ...path]),
      values: (path) => definition.values?.([...template, ...path]) ?? [],
    };
    const namespace =
      setId === undefined ? namespaceOf(spec.namespace, definition, maker) : setId.slice(0, setId.indexOf('/'));
    const uncertainty =
      definition.possible ??
      (made?.certain === false
        ? (made.uncertainty ?? t`a generator yields what the repository can’t tell`)
        : undefined) ??
      (maker && !maker.certain ? maker.uncertainty : undefined);
    const facts = {
      name: spec.name,
      namespace,
      project: spec.project,
      destinationNamespace: spec.destination.namespace ?? '',
    };
    const certain = uncertainty === undefined && !hasUnknown(spec.name);
    const sources = spec.sources.map((source) => resolve(source, spec, facts, definition, places, certain));
    return {
      id: `${namespace}/${shown(spec.name)}`,
      ...facts,
      destination: spec.destination,
      automated: spec.automated,
      prune: spec.prune,
      selfHeal: spec.selfHeal,
      object,
      definition,
      generatedBy: setId === undefined ? undefined : { id: setId, definition, element: made?.element ?? '' },
      parents: maker ? [maker.id] : [],
      certain,
      uncertainty,
      sources,
      // Of an Application that is not known in full nothing can be said to be wrong.
      problems: certain ? spec.problems.map((problem) => located(problem, places.origin, definition)) : [],
      ...places,
    };
  }

  function resolve(
    source: SourceSpec,
    spec: ApplicationSpec,
    facts: Facts,
    definition: Definition,
    places: Places,
    certain: boolean,
  ): AppSource {
    const base = {
      at: source.at,
      repoURL: source.repoURL,
      path: source.path,
      chart: source.chart,
      targetRevision: source.targetRevision,
      ref: source.ref,
    };
    const identity = source.repoURL.startsWith('oci://')
      ? undefined
      : identities().find(source.repoURL, definition.at.repository);
    const repository = identity && workspace.byId(identity.repository);
    const sameRevision =
      !repository || hasUnknown(source.targetRevision) || isThisRevision(source.targetRevision, repository.git());
    const nothing: AppSource = { ...base, identity, sameRevision, type: undefined, roots: [], problems: [] };
    // A chart of a Helm repository reads only `$ref` files of ours; the repository it is asked in is that of the definition.
    const home = source.chart === undefined ? repository : workspace.byId(definition.at.repository);
    if (!home || (source.path === undefined && source.chart === undefined)) return nothing;
    const input: SourceInput = {
      repository: home,
      source: source.raw,
      path: source.path ?? '',
      appName: facts.name,
      appNamespace: facts.namespace,
      destinationNamespace: facts.destinationNamespace,
      project: facts.project,
      refs: refsOf(spec, definition),
      multiSource: spec.sources.length > 1 || source.at[1] === 'sources',
    };
    const { roots, problems } = resolved(sourceKey(input), input);
    return {
      ...nothing,
      type: roots[0]?.type,
      roots: roots.filter((root) => root.type !== undefined),
      problems: problems.flatMap((problem) =>
        placed(problem, source, home, sameRevision && certain, places, definition),
      ),
    };
  }

  function refsOf(spec: ApplicationSpec, definition: Definition): Map<string, Repository | undefined> {
    const refs = new Map<string, Repository | undefined>();
    for (const { ref, repoURL } of spec.sources) {
      if (ref === undefined) continue;
      const identity = identities().find(repoURL, definition.at.repository);
      refs.set(ref, identity && workspace.byId(identity.repository));
    }
    return refs;
  }

  return {
    kustomization(repository, directory, maker) {
      const options = maker?.sources.find((source) => source.roots.some((root) => root.path === directory))?.roots[0]
        ?.request?.source['kustomize'];
      const key = JSON.stringify([repository.id, directory, options, maker === undefined]);
      return built(key, { repository, directory, options, unused: maker === undefined });
    },
    chart: (root) => charts(rootKey(root), root),
    remoteChart: (root) => remoteCharts(rootKey(root), root),
    inlineValues: (app) => inlineCharts(app, undefined, () => inlineDefinitions(app)),
    ownChart: (repository, chart) => ownCharts(JSON.stringify([repository.id, chart]), { repository, chart }),
    parameterSets: (object, home) => generatedParameters(object, generatorContext(home)),
    app: (definition, maker) =>
      apps(definition, maker, () => build(definition, maker, definition.object, undefined, undefined)),
    set: (definition, maker) => sets(definition, maker, () => makeSet(definition, maker)),
  };

  function makeSet(definition: Definition, maker: App | undefined): AppSet {
    const metadata = definition.object['metadata'] as { name?: unknown; namespace?: unknown } | undefined;
    const name = typeof metadata?.name === 'string' ? metadata.name : '';
    const namespace = namespaceOf(
      typeof metadata?.namespace === 'string' ? metadata.namespace : undefined,
      definition,
      maker,
    );
    const id = `${namespace}/${name}`;
    const expansion = expansions(definition, undefined, (previous) => keepApplications(previous, expand(definition)));
    const problems: Problem[] = expansion.problems.map((problem) => located(problem, definition.origin, definition));
    if (expansion.error !== undefined)
      problems.push({
        code: 'invalid-application',
        message: t`${brief(expansion.error)}: Argo CD applies nothing of this ApplicationSet.`,
        at: definition.origin(['spec', 'generators']),
      });
    // On an error the controller applies nothing; what the set would yield without it is still shown as its Applications.
    const apps =
      expansion.error === undefined
        ? expansion.applications.map((one) =>
            generated(one, maker, () => build(definition, maker, one.object, one, id)),
          )
        : [];
    return { id, definition, apps, problems };
  }

  function expand(definition: Definition): Expansion {
    return expandApplicationSet(definition.object, generatorContext(definition.at.repository));
  }

  function generatorContext(home: string): GeneratorContext {
    const settings = workspace.byId(home)?.settings();
    return {
      treeOf: (url) => treeOf(url, home),
      newGlobbing: settings?.gitFiles.newGlobbing ?? false,
      fixtures: settings?.generators ?? {},
    };
  }

  function treeOf(url: string, home: string): Tree | { readonly unknown: string } {
    const identity = identities().find(url, home);
    const repository = identity && workspace.byId(identity.repository);
    return repository
      ? repository.tree
      : { unknown: t`the generator reads ${shown(url)}, which is not in the workspace` };
  }
}

/** Equal for chart sources that give the same. */
function rootKey({ repository, path, request }: SourceRoot): string {
  const refs = [...(request?.refs ?? [])].map(([name, tree]) => [name, tree?.id]);
  const facts = [request?.source, request?.appName, request?.destinationNamespace, request?.project, refs];
  return JSON.stringify([repository.id, path, facts]);
}

/** The name in a chart's Chart.yaml: what a release by hand is usually called. */
function chartNameOf(repository: Repository, chart: string): string {
  const name = repository.tree.derive(yamlFile, join(chart, 'Chart.yaml'))?.documents[0]?.scalar(['name']);
  return typeof name === 'string' ? name : basename(chart);
}

/** The first words of an error that quotes whole templates. */
function brief(error: string): string {
  const line = error.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 90)} … ${line.slice(-100)}` : line;
}

interface Build {
  readonly repository: Repository;
  readonly directory: string;
  readonly options: unknown;
  readonly unused: boolean;
}

interface Facts {
  readonly name: string;
  readonly namespace: string;
  readonly project: string;
  readonly destinationNamespace: string;
}

/** Where the values of an Application come from. */
type Places = Pick<App, 'origin' | 'values'>;

function located(problem: SpecProblem, origin: (path: YamlPath) => Location, definition: Definition): Problem {
  const at = origin(problem.path);
  return {
    code: problem.code,
    message: problem.message,
    at: { ...at, repository: at.repository ?? definition.at.repository },
    data: problem.data,
  };
}

/**
 * Gives a source's problem its place. What is missing is no error in another revision, for an Application that may not exist,
 * or by a default that every environment replaces.
 */
function placed(
  problem: Problem,
  source: SourceSpec,
  repository: Repository,
  known: boolean,
  places: Places,
  definition: Definition,
): Problem[] {
  const settled = known && (definition.settled?.(placeOf(problem, source)) ?? true);
  if (!settled && (problem.code === 'path-not-found' || problem.code === 'value-file-not-found')) return [];
  if (problem.at) return [{ ...problem, at: { ...problem.at, repository: problem.at.repository ?? repository.id } }];
  const path = placeOf(problem, source);
  const at = places.origin(path);
  const related = places
    .values(path)
    .flatMap((value) => (value.at ? [{ at: value.at, message: t`“${value.path.join('.')}” is set here` }] : []));
  const data =
    problem.code === 'path-not-found' ? { ...(problem.data as object), repository: repository.id } : problem.data;
  return [{ ...problem, at: { ...at, repository: at.repository ?? definition.at.repository }, related, data }];
}

/** The scalar of the source that a problem is about. */
function placeOf(problem: Problem, source: SourceSpec): YamlPath {
  const { kind, index } = (problem.data ?? {}) as { kind?: unknown; index?: unknown };
  const entries = kind === 'fileParameters' ? 'fileParameters' : 'valueFiles';
  if ((problem.code === 'value-file-not-found' || problem.code === 'ref-not-found') && typeof index === 'number')
    return [...source.at, 'helm', entries, index];
  return [...source.at, source.path === undefined ? 'chart' : 'path'];
}
