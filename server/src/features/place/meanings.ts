import { GENERATE_PATHS } from '../../applications/refreshPaths.ts';
import type { YamlPath } from '../../documents/yamlFile.ts';
import type { ReferenceKind } from '../../manifests/kustomizationReferences.ts';

/** Kinds of documents whose scalars mean something to us. */
export type PlaceKind = 'Application' | 'ApplicationSet' | 'AppProject' | 'Kustomization' | 'Chart';

/** What a scalar is to Argo CD, kustomize or Helm. */
export type Meaning =
  | 'path'
  | 'repoURL'
  | 'targetRevision'
  | 'chart'
  | 'ref'
  | 'valueFile'
  | 'fileParameter'
  | 'include'
  | 'exclude'
  | 'project'
  | 'server'
  | 'clusterName'
  | 'namespace'
  | 'syncOption'
  | 'applicationName'
  | 'projectName'
  | 'generatePaths'
  | 'gitDirectory'
  | 'gitFile'
  | 'generatorKind'
  | 'chartRepository'
  | ReferenceKind;

type Row = readonly [pattern: string, meaning: Meaning];

/** Below each source; `#` is any index. */
const SOURCE: readonly Row[] = [
  ['repoURL', 'repoURL'],
  ['path', 'path'],
  ['targetRevision', 'targetRevision'],
  ['chart', 'chart'],
  ['ref', 'ref'],
  ['helm valueFiles #', 'valueFile'],
  ['helm fileParameters # path', 'fileParameter'],
  ['directory include', 'include'],
  ['directory exclude', 'exclude'],
  ['kustomize components #', 'component'],
];

const below = (base: string, rows: readonly Row[]): Row[] =>
  rows.map(([pattern, meaning]) => [`${base} ${pattern}`.trim(), meaning]);

const APPLICATION: readonly Row[] = [
  ['metadata name', 'applicationName'],
  [`metadata annotations ${GENERATE_PATHS}`, 'generatePaths'],
  ['spec project', 'project'],
  ['spec destination server', 'server'],
  ['spec destination name', 'clusterName'],
  ['spec destination namespace', 'namespace'],
  ['spec syncPolicy syncOptions #', 'syncOption'],
  ...below('spec source', SOURCE),
  ...below('spec sources #', SOURCE),
  ...below('spec sourceHydrator drySource', SOURCE),
];

const GENERATOR: readonly Row[] = [
  ['', 'generatorKind'],
  ['git repoURL', 'repoURL'],
  ['git revision', 'targetRevision'],
  ['git directories # path', 'gitDirectory'],
  ['git files # path', 'gitFile'],
];

/** Generators stand at three levels at most: in the set, in a matrix or merge, and in one of these within another. */
const GENERATORS: readonly Row[] = [
  '',
  'matrix',
  'merge',
  'matrix matrix',
  'matrix merge',
  'merge matrix',
  'merge merge',
].flatMap((nesting) =>
  below(
    [
      'spec generators #',
      ...nesting.split(' ').flatMap((outer) => (outer === '' ? [] : [`${outer} generators #`])),
    ].join(' '),
    GENERATOR,
  ),
);

const list = (field: string, meaning: Meaning): Row => [`${field} #`, meaning];

const TABLE: Readonly<Record<PlaceKind, readonly Row[]>> = {
  Application: APPLICATION,
  ApplicationSet: [...below('spec template', APPLICATION), ...GENERATORS],
  AppProject: [
    ['metadata name', 'projectName'],
    ['spec sourceRepos #', 'repoURL'],
    ['spec destinations # server', 'server'],
    ['spec destinations # name', 'clusterName'],
    ['spec destinations # namespace', 'namespace'],
  ],
  Kustomization: [
    list('resources', 'resource'),
    list('bases', 'base'),
    list('components', 'component'),
    list('crds', 'crd'),
    list('configurations', 'configuration'),
    list('generators', 'generator'),
    list('transformers', 'transformer'),
    list('validators', 'validator'),
    list('patchesStrategicMerge', 'patchStrategicMerge'),
    ['openapi path', 'openapi'],
    ['patches # path', 'patch'],
    ['patchesJson6902 # path', 'patchJson6902'],
    ['replacements # path', 'replacement'],
    ['configMapGenerator # files #', 'generatorFile'],
    ['configMapGenerator # envs #', 'generatorEnv'],
    ['configMapGenerator # env', 'generatorEnv'],
    ['secretGenerator # files #', 'generatorFile'],
    ['secretGenerator # envs #', 'generatorEnv'],
    ['secretGenerator # env', 'generatorEnv'],
    ['helmCharts # valuesFile', 'helmValues'],
    ['helmCharts # additionalValuesFiles #', 'helmValues'],
    ['helmChartInflationGenerator # values', 'helmValues'],
  ],
  Chart: [['dependencies # repository', 'chartRepository']],
};

const MEANINGS: Readonly<Record<PlaceKind, ReadonlyMap<string, Meaning>>> = {
  Application: new Map(TABLE.Application),
  ApplicationSet: new Map(TABLE.ApplicationSet),
  AppProject: new Map(TABLE.AppProject),
  Kustomization: new Map(TABLE.Kustomization),
  Chart: new Map(TABLE.Chart),
};

/** What a scalar at a path of a document means; undefined for all others. */
export function meaningOf(kind: PlaceKind, path: YamlPath): Meaning | undefined {
  return MEANINGS[kind].get(path.map((key) => (typeof key === 'number' ? '#' : key)).join(' '));
}

/** Meanings whose scalar names a file or directory relative to its kustomization. */
const KUSTOMIZE_PATHS: ReadonlySet<Meaning> = new Set(
  TABLE.Kustomization.map(([, meaning]) => meaning).filter((meaning) => meaning !== 'helmChart'),
);

export function isKustomizeReference(kind: PlaceKind, meaning: Meaning): boolean {
  return kind === 'Kustomization' && KUSTOMIZE_PATHS.has(meaning);
}
