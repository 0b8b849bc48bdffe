import type { DiagnosticCode, Severity } from '../problems/codes.ts';
import type { Span } from '../problems/problem.ts';

/** A cluster that Argo CD knows and Git does not, for the cluster generator. */
export interface ClusterFixture {
  readonly name: string;
  readonly server: string;
  readonly project?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What a generator would yield: one object per parameter set. */
export type ParameterSet = Readonly<Record<string, unknown>>;

/** Generators whose result no repository holds, and may be told in the settings. */
export const FIXTURE_GENERATORS = ['scmProvider', 'pullRequest', 'clusterDecisionResource', 'plugin'] as const;
export type FixtureGenerator = (typeof FIXTURE_GENERATORS)[number];

/** What the user tells about generators; a key that is missing stays unknown, an empty list means “none”. */
export type GeneratorFixtures = {
  readonly clusters?: readonly ClusterFixture[];
} & { readonly [K in FixtureGenerator]?: readonly ParameterSet[] };

/** Everything that can be set about one repository, complete and valid. */
export interface Settings {
  /** The directory of the file is a repository of its own, wherever Git’s root is. */
  readonly root: boolean;
  /** What the repository is called when Git doesn’t tell. */
  readonly remotes: readonly string[];
  /** Globs of files that are left out. */
  readonly ignore: readonly string[];
  /** URLs that name this repository too. */
  readonly repositoryAliases: readonly string[];
  /** Severities that differ from the default. */
  readonly severity: Readonly<Partial<Record<DiagnosticCode, Severity>>>;
  readonly applications: {
    /** Namespace of an Application that names none. */
    readonly namespace: string;
    /** Globs of files whose Applications count. */
    readonly include: readonly string[];
    readonly exclude: readonly string[];
  };
  readonly kustomize: {
    /** Undefined: what the workspace’s own Argo CD configuration says. */
    readonly buildOptions?: string;
  };
  readonly helm: {
    readonly kubeVersion?: string;
    readonly major: 3 | 4;
  };
  readonly gitFiles: {
    /** The controller runs with `--enable-new-git-file-globbing`. */
    readonly newGlobbing: boolean;
  };
  readonly generators: GeneratorFixtures;
}

/** What holds where nothing is set. */
export const DEFAULT_SETTINGS: Settings = {
  root: false,
  remotes: [],
  ignore: ['**/{node_modules,vendor,.terraform}/**'],
  repositoryAliases: [],
  severity: {},
  applications: {
    namespace: 'argocd',
    include: ['**'],
    exclude: ['**/{testdata,fixtures,__fixtures__,tests}/**'],
  },
  kustomize: {},
  helm: { major: 3 },
  gitFiles: { newGlobbing: false },
  generators: {},
};

/** Something in the settings that could not be used; its default holds instead. */
export interface SettingsProblem {
  /** One sentence: the fact, then what is expected. */
  readonly message: string;
  /** The key, dotted; empty for the file as a whole. */
  readonly key: string;
  /** `file`: `.argocd-coverage.yaml`, with the place in `span`; `editor`: the client’s own settings. */
  readonly source: 'file' | 'editor';
  readonly span?: Span;
}
