import { isObject, objectOf, valueAt } from '../applications/json.ts';
import { parseYaml, type YamlDocument, type YamlPath, yamlFile } from '../documents/yamlFile.ts';
import { basename, join, normalise } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { t } from '../l10n/t.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { kustomizationIn } from '../manifests/kustomization.ts';
import type { Span } from '../problems/problem.ts';
import { type Definition, nearestSpan } from './definition.ts';
import type { App } from './model.ts';
import type { Repository } from './repository.ts';

/** Values for a chart that is elsewhere, and where they stand. */
export interface ChartValues {
  /** The chart's name. */
  readonly chart: string;
  /** The repository that holds the file, and its real path there. */
  readonly repository: Repository;
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands, and where the entry does that holds it. */
  valuePlace(path: YamlPath): Span | undefined;
  entryPlace(path: YamlPath): Span | undefined;
}

const MAX_DEPTH = 20;

/** The values of a file. */
export function valuesOfFile(chart: string, repository: Repository, file: string): ChartValues {
  const document = (): YamlDocument | undefined => repository.tree.derive(yamlFile, file)?.documents[0];
  return {
    chart,
    repository,
    file,
    value: document()?.value(),
    valuePlace: (path) => document()?.valueSpan(path),
    entryPlace(path) {
      const current = document();
      return current && (current.keySpan(path) ?? nearestSpan(current, path));
    },
  };
}

/** The `valuesObject` (or `values`) that an Application of the repository gives to one of its sources. */
export function valuesOfApplication(chart: string, repository: Repository, app: App, at: YamlPath): ChartValues[] {
  const helm = [...at, 'helm'];
  const options = objectOf(valueAt(app.object, helm));
  const field = isObject(options['valuesObject']) ? 'valuesObject' : 'values';
  const { file, repository: home } = app.origin([...helm, field]);
  if ((home ?? repository.id) !== repository.id) return [];
  const text = options['values'];
  const value = field === 'values' && typeof text === 'string' ? parseYaml(text).documents[0]?.value() : options[field];
  const place = (path: YamlPath): Span | undefined =>
    app.origin(field === 'values' ? [...helm, field] : [...helm, field, ...path]).span;
  return [{ chart, repository, file, value, valuePlace: place, entryPlace: place }];
}

/**
 * The Applications that a chart may make which is not in the repository, read from the values that are: an object whose `path`
 * or `source.path` is a directory of this repository with something to deploy. What the chart makes of it nobody here can tell,
 * so each is possible, and says why.
 * @param isHere whether a URL names the repository of the values.
 */
export function valuesDefinitions(values: ChartValues, isHere: (url: string) => boolean): Definition[] {
  const { repository, file } = values;
  const { tree } = repository;
  const found: Definition[] = [];
  if (repository.live(file)) visit(values.value, [], 0);
  return found;

  function visit(value: unknown, at: YamlPath, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) for (const [i, item] of value.entries()) visit(item, [...at, i], depth + 1);
    if (!isObject(value)) return;
    if (!add(value, at)) for (const key of Object.keys(value)) visit(value[key], [...at, key], depth + 1);
  }

  /** @returns whether the object is an entry that names a directory. */
  function add(entry: Readonly<Record<string, unknown>>, at: YamlPath): boolean {
    const inner = isObject(entry['source']) ? entry['source'] : undefined;
    const source = inner ?? entry;
    const { path } = source;
    const url = source['repoURL'] ?? entry['repoURL'] ?? repository.remotes()[0];
    if (typeof path !== 'string' || typeof url !== 'string' || !isHere(url) || !isDeployable(tree, path)) return false;
    const text = (key: string): string | undefined =>
      typeof source[key] === 'string' ? source[key] : typeof entry[key] === 'string' ? entry[key] : undefined;
    const object = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: text('name') ?? nameOf(at) ?? basename(path) },
      spec: {
        project: text('project') ?? 'default',
        source: { ...(inner ?? {}), path, repoURL: url, targetRevision: text('targetRevision') ?? 'HEAD' },
        destination: objectOf(entry['destination']),
      },
    };
    found.push(new ValuesDefinition(values, object, found.length, at, inner ? [...at, 'source'] : at));
    return true;
  }
}

/** The key that an entry stands under; the items of a list have none of their own. */
function nameOf(at: YamlPath): string | undefined {
  const key = at[at.length - 1];
  return typeof key === 'string' ? key : undefined;
}

/** Whether a path is a directory with something that Argo CD could deploy from it. */
function isDeployable(tree: Tree, text: string): boolean {
  const path = text.startsWith('/') ? undefined : normalise(text);
  const real = path ? resolvePath(tree, path) : undefined;
  if (!real || 'problem' in real || real.kind !== 'directory') return false;
  if ('file' in kustomizationIn(tree, real.path) || tree.kind(join(real.path, 'Chart.yaml')) === 'file') return true;
  return tree
    .list(real.path)
    .some(({ name, kind }) => kind === 'file' && tree.derive(fileSummary, join(real.path, name)).documents.length > 0);
}

/** An entry of values; its places are looked up when somebody asks. */
class ValuesDefinition implements Definition {
  readonly kind = 'Application';
  readonly made = 'chart';
  readonly at: Definition['at'];
  readonly possible: string;

  constructor(
    private readonly given: ChartValues,
    readonly object: Definition['object'],
    readonly document: number,
    private readonly entry: YamlPath,
    private readonly source: YamlPath,
  ) {
    const { origin } = this;
    const { chart, file, repository } = given;
    this.at = {
      file,
      repository: repository.id,
      get span() {
        return origin(['metadata', 'name']).span;
      },
    };
    const line = (repository.tree.text(file) ?? '').slice(0, this.at.span?.start).split('\n').length;
    this.possible = t`the chart ${chart}, which is not in the repository, may make an Application from these values (${file}:${line})`;
  }

  readonly origin: Definition['origin'] = (path) => {
    const { given } = this;
    const inSource = path[0] === 'spec' && path[1] === 'source' && path.length > 2;
    const own = inSource ? given.valuePlace([...this.source, ...path.slice(2)]) : undefined;
    const span = own ?? given.entryPlace(this.entry);
    return { file: given.file, repository: given.repository.id, ...(span ? { span } : {}) };
  };
}
