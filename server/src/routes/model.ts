import type { ConfigKind } from '../manifests/configReferences.ts';
import type { Location, Span } from '../problems/problem.ts';

/** The ways to a cluster that are known besides the Applications of the workspace. */
export type RouteKind =
  | 'argocd'
  | 'kubectl'
  | 'kustomize'
  | 'helm'
  | 'helmfile'
  | 'skaffold'
  | 'ansible'
  | 'terraform'
  | 'flux';

/**
 * What a command or declaration hands to the cluster, before it is looked up in the repository. Paths are relative to the
 * repository's root, globs (`*`, `?`, `[…]`, `**`) allowed; `UNKNOWN_TEXT` stands for what the file can't tell. Several
 * candidates: the working directory is one of several; the one that exists counts.
 */
export type Target =
  /** Files, or the files of directories as kubectl takes them: `.yaml`, `.yml` and `.json`, subdirectories only when recursive. */
  | { readonly type: 'files'; readonly candidates: readonly string[]; readonly recursive: boolean }
  /** Files of any kind, or those directly in a directory, as `--from-file` takes them. */
  | { readonly type: 'contents'; readonly candidates: readonly string[] }
  /** What `kustomize build` makes of a directory. */
  | { readonly type: 'kustomize'; readonly candidates: readonly string[] }
  /** What Helm makes of a chart of the repository; `values` are candidates of each values file. */
  | {
      readonly type: 'helm';
      readonly candidates: readonly string[];
      readonly values: readonly (readonly string[])[];
      readonly release: string;
    }
  /** What Argo CD or Flux make of a directory: a chart, a kustomization or plain files. */
  | { readonly type: 'source'; readonly candidates: readonly string[]; readonly reader: 'argocd' | 'flux' };

/** A route as its file tells it, still without the files it reaches. */
export interface RouteDraft {
  readonly kind: RouteKind;
  /** Where the command stands. */
  readonly span: Span;
  /** The command as written, on one line. */
  readonly text: string;
  readonly targets: readonly Target[];
  /** The Git repository the target is in, where the command names one. */
  readonly repoURL?: string;
  /** The Flux GitRepository the target is in: `namespace/name`. */
  readonly gitRepository?: string;
}

/** A Git repository under the name that Flux gives it. */
export interface GitRepository {
  /** `namespace/name`. */
  readonly id: string;
  readonly url: string;
}

/** A way from files of the repository to a cluster other than an Application. */
export interface OtherRoute {
  readonly kind: RouteKind;
  /** The file and place of the command. */
  readonly at: Location & { readonly span: Span };
  /** The command as written, on one line. */
  readonly text: string;
  /** Whether it is known that the file is what the command takes. */
  readonly certain: boolean;
  /** What isn't known; set when uncertain. A whole sentence. */
  readonly why?: string;
}

/** A Secret, ConfigMap… that comes from a command or a resource of another tool, and from no manifest of the repository. */
export interface ImperativeCreation {
  readonly kind: ConfigKind;
  /** With `UNKNOWN_TEXT` where the file can't tell. */
  readonly name: string;
  readonly namespace: string | null;
  readonly at: Location & { readonly span: Span };
  readonly text: string;
  /** The files whose contents go in. */
  readonly reads?: readonly Target[];
  /** It stands in a document that people follow, not in something that runs. */
  readonly documented: boolean;
  /** It comes with what declares it: a resource of Terraform, the script of a Job that is a manifest itself. */
  readonly declared?: true;
}

/** An Application that stands in a document, script or task only: described, never counted. */
export interface DescribedApplication {
  readonly kind: string;
  readonly name: string | null;
  readonly at: Location & { readonly span: Span };
  /** A command hands it to a cluster; undefined where it is but an example. */
  readonly applied: RouteKind | undefined;
}

/** Everything that one file says about ways to a cluster. */
export interface FileFindings {
  readonly routes: readonly RouteDraft[];
  /** Commands in a document: what people are told to do by hand. */
  readonly documented: readonly RouteDraft[];
  readonly creations: readonly ImperativeCreation[];
  readonly gitRepositories: readonly GitRepository[];
  readonly described: readonly DescribedApplication[];
  /** What couldn't be read, in whole sentences. */
  readonly notes: readonly string[];
}

export const NO_FINDINGS: FileFindings = {
  routes: [],
  documented: [],
  creations: [],
  gitRepositories: [],
  described: [],
  notes: [],
};
