import type { Tree } from '../files/tree.ts';
import type { Location, Problem, Span } from '../problems/problem.ts';

/**
 * What a file is to the source that reads it. Only the objects of `manifest` and `template` files are deployed;
 * the others give content (values, patches, helpers) or instructions.
 */
export type ClaimRole =
  | 'manifest' // its objects are deployed
  | 'template' // a Helm template or CRD whose objects are deployed
  | 'kustomization'
  | 'patch' // part of an object, or an operation on one
  | 'configuration' // transformer, generator, replacement, openapi, crds… of kustomize
  | 'generated' // content of a generated ConfigMap or Secret
  | 'chart' // Chart.yaml, values.yaml, helpers, other files of the chart
  | 'values' // a listed values file
  | 'jsonnet' // an imported file
  | 'override'; // .argocd-source*.yaml

/** One file whose content a source uses, and the chain that leads there. */
export interface Claim {
  /** Repository (`Tree.id`) and path of the file. */
  readonly repository: string;
  readonly file: string;
  readonly role: ClaimRole;
  /** The file that names this one, with the place where it does; undefined when the Application's path leads here directly. */
  readonly from?: { readonly file: string; readonly span?: Span };
  /** True when an unknown decides whether the file is used; `why` says which. */
  readonly possible?: boolean;
  readonly why?: string;
}

/** A file that lies where the source looks and is still not used, with the reason: the raw material of “nearest miss”. */
export interface Miss {
  readonly file: string;
  readonly reason:
    | 'not-in-kustomization'
    | 'not-recursed'
    | 'excluded-by-source'
    | 'unsupported-extension'
    | 'skipped-by-marker'
    | 'ignored-by-helm'
    | 'outside-templates';
  /** The setting, list or pattern that keeps it out. */
  readonly at?: Location;
}

export type SourceTypeName = 'Helm' | 'Kustomize' | 'Directory' | 'Plugin';

/** What one source of an Application uses of the repository. */
export interface ClaimSet {
  readonly type: SourceTypeName | undefined;
  readonly claims: readonly Claim[];
  /** Errors mean that Argo CD can't make the manifests of this source at all. */
  readonly problems: readonly Problem[];
}

/** Facts of Argo CD's own configuration that decide how sources are read. */
export interface SourceSettings {
  /** `kustomize.buildOptions`, e.g. `--enable-helm --load-restrictor LoadRestrictionsNone`; undefined when nothing tells. */
  readonly kustomizeBuildOptions?: string;
  readonly helmKubeVersion?: string;
  readonly helmMajor: 3 | 4;
  /** URL schemes allowed for values files; default http and https. */
  readonly valuesFileSchemes: readonly string[];
  readonly disabled: { readonly kustomize?: boolean; readonly helm?: boolean; readonly jsonnet?: boolean };
}

export const DEFAULT_SOURCE_SETTINGS: SourceSettings = {
  helmMajor: 3,
  valuesFileSchemes: ['http', 'https'],
  disabled: {},
};

/** `spec.source` as written (plain JSON); fields are validated where they are used. */
export type ApplicationSource = Readonly<Record<string, unknown>>;

/** Everything a source type needs to tell which files it uses. */
export interface SourceRequest {
  readonly tree: Tree;
  /** The source after `.argocd-source*.yaml` was merged. */
  readonly source: ApplicationSource;
  /** The app path, clean and existing (a directory or a symlink to one); `''` is the root. */
  readonly path: string;
  readonly appName: string;
  /** The Application's namespace (of the resource itself) and its destination's. */
  readonly appNamespace: string;
  readonly destinationNamespace: string;
  readonly project: string;
  /** For `$name/…`: `name` (without `$`) → its repository; undefined when the repository is not in the workspace. Missing key: no such ref. */
  readonly refs: ReadonlyMap<string, Tree | undefined>;
  /** Whether the Application has `sources` (an unknown `$x` is then an error). */
  readonly multiSource: boolean;
  readonly settings: SourceSettings;
}

/** One way of making manifests from a directory. One file a type; `sourceTypes.ts` lists them. */
export interface SourceType {
  readonly name: SourceTypeName;
  /** Which files the source uses. */
  claim(request: SourceRequest): Omit<ClaimSet, 'type'>;
  /** Why a file below (or beside) the source's path is not used; undefined when this source says nothing about it. */
  explainMiss?(request: SourceRequest, file: string): Miss | undefined;
}
