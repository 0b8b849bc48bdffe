import { isWithin } from '../files/paths.ts';
import { chartOfTemplate } from '../manifests/fileSummary.ts';
import type { Problem } from '../problems/problem.ts';
import type { AppFactory } from './appFactory.ts';
import { type Definition, fileDefinitions } from './definition.ts';
import type { App, SourceRoot } from './model.ts';
import { withPermissions } from './permissions.ts';
import type { Repository } from './repository.ts';
import type { Workspace } from './workspace.ts';

/** An ApplicationSet with what it makes. */
export interface AppSet {
  /** `namespace/name`. */
  readonly id: string;
  readonly definition: Definition;
  readonly apps: readonly App[];
  readonly problems: readonly Problem[];
}

/** All Applications of the workspace, however they come to be. */
export interface Fleet {
  readonly apps: readonly App[];
  readonly sets: readonly AppSet[];
  readonly projects: readonly Definition[];
  /** Charts that nothing deploys and that make Applications (`repository\0directory`): they are installed by hand, once. */
  readonly bootstrap: ReadonlySet<string>;
  /** Repositories that at least one Application reads. */
  readonly watched: ReadonlySet<string>;
}

const keys = new WeakMap<Definition, string>();

/** Equal for definitions of the same document with the same content. */
function contentKey(definition: Definition): string {
  let key = keys.get(definition);
  if (key === undefined) {
    key = JSON.stringify([definition.at.repository, definition.at.file, definition.document, definition.object]);
    keys.set(definition, key);
  }
  return key;
}

/** Namespaces that receive more than what manifests of the workspace say: charts, and what other repositories hold. */
export function openNamespaces({ apps }: Fleet): Set<string | null> {
  const found = new Set<string | null>();
  for (const app of apps)
    if (app.sources.some((source) => source.chart !== undefined || !source.identity || source.type === 'Helm'))
      found.add(app.destination.namespace);
  return found;
}

/** Applications of one workspace, at most: a generator that multiplies itself ends here. */
const MAX_APPS = 50_000;

/**
 * Finds every Application: those written down, those that ApplicationSets make, and those that kustomizations and charts
 * make, whether an Application deploys these or nothing else refers to them. Raw material of kustomizations and charts
 * counts only as what is made of it.
 */
export function discoverFleet(workspace: Workspace, factory: AppFactory): Fleet {
  const steps = fleetSteps(workspace, factory);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps: what they derive stays, so that whoever takes them first leaves little to do to the whole. */
export function* fleetSteps(workspace: Workspace, factory: AppFactory): Generator<undefined, Fleet> {
  const apps: App[] = [];
  const sets: AppSet[] = [];
  const projects: Definition[] = [];
  const pending: App[] = [];
  const builtKustomizations = new Set<string>();
  const renderedCharts = new Set<string>();
  const seen = new Set<string>();
  const watched = new Set<string>();
  const bootstrap = new Set<string>();

  const add = (app: App): void => {
    if (apps.length >= MAX_APPS) return;
    apps.push(app);
    pending.push(app);
  };
  const take = (definition: Definition, maker: App | undefined): void => {
    if (definition.kind === 'AppProject') {
      projects.push(definition);
      return;
    }
    // The same document made twice with the same content (by two unused overlays, say) is one definition.
    const key = contentKey(definition);
    if (seen.has(key)) return;
    seen.add(key);
    if (definition.kind === 'Application') add(factory.app(definition, maker));
    else {
      const set = factory.set(definition, maker);
      sets.push(set);
      for (const app of set.apps) add(app);
    }
  };
  const buildAt = (repository: Repository, directory: string, maker: App | undefined): void => {
    const key = `${repository.id}\0${directory}`;
    if (builtKustomizations.has(key) || !repository.kustomizations().yieldingArgo.has(directory)) return;
    builtKustomizations.add(key);
    for (const definition of factory.kustomization(repository, directory, maker)) take(definition, maker);
  };
  const renderAt = (root: SourceRoot, maker: App): void => {
    const inner = [...root.repository.argoCharts()].filter((chart) => isWithin(chart, root.path));
    for (const chart of inner) renderedCharts.add(`${root.repository.id}\0${chart}`);
    if (inner.length > 0) for (const definition of factory.chart(root)) take(definition, maker);
  };
  function* drain(): Generator<undefined, void> {
    for (let app = pending.pop(); app; app = pending.pop()) {
      yield;
      for (const definition of factory.inlineValues(app)) take(definition, app);
      for (const source of app.sources) {
        if (source.identity) watched.add(source.identity.repository);
        for (const root of source.roots) {
          if (root.type === 'Kustomize') buildAt(root.repository, root.path, app);
          if (source.chart !== undefined) for (const definition of factory.remoteChart(root)) take(definition, app);
          else if (root.type === 'Helm') renderAt(root, app);
        }
      }
    }
  }

  for (const repository of workspace.repositories()) {
    const { resources, configuration, tops } = repository.kustomizations();
    for (const file of repository.argoFiles()) {
      const inChart = chartOfTemplate(repository.tree, file) !== undefined;
      const raw = inChart || resources.has(file) || configuration.has(file);
      if (raw) continue;
      for (const definition of repository.tree.derive(fileDefinitions, file)) {
        take(definition, undefined);
        yield;
      }
    }
    yield* drain();
    for (const directory of tops) {
      buildAt(repository, directory, undefined);
      yield;
    }
    yield* drain();
  }
  for (const repository of workspace.repositories()) {
    // A subchart is part of the chart around it.
    for (const chart of [...repository.argoCharts()].sort((a, b) => a.length - b.length)) {
      if (renderedCharts.has(`${repository.id}\0${chart}`)) continue;
      for (const inner of repository.argoCharts())
        if (isWithin(inner, chart)) renderedCharts.add(`${repository.id}\0${inner}`);
      const made = factory.ownChart(repository, chart);
      if (made.length > 0) bootstrap.add(`${repository.id}\0${chart}`);
      for (const definition of made) take(definition, undefined);
      yield* drain();
    }
  }
  return { apps: withPermissions(apps, projects, workspace), sets, projects, bootstrap, watched };
}
