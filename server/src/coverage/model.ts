import type { Claim, ClaimSet, SourceRequest, SourceTypeName } from '../claims/claim.ts';
import type { ValueOrigin } from '../claims/helm/valueOrigins.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import type { Location, Problem } from '../problems/problem.ts';
import type { Definition } from './definition.ts';
import type { Identity } from './identity.ts';
import type { Repository } from './repository.ts';

/** A directory that a source reads, with all that its source type needs to judge a file. */
export interface SourceRoot {
  readonly repository: Repository;
  readonly path: string;
  readonly type: SourceTypeName | undefined;
  readonly request: SourceRequest | undefined;
  readonly claims: readonly Claim[];
}

/** One source of an Application, resolved against the workspace. */
export interface AppSource {
  /** Where it stands in the Application: `['spec', 'source']` or `['spec', 'sources', 1]`. */
  readonly at: YamlPath;
  readonly repoURL: string;
  readonly path: string | undefined;
  readonly chart: string | undefined;
  readonly targetRevision: string;
  readonly ref: string | undefined;
  /** Which repository of the workspace it reads; undefined for another one. */
  readonly identity: Identity | undefined;
  /** Whether this checkout is what it reads, as far as the revision goes. */
  readonly sameRevision: boolean;
  readonly type: SourceTypeName | undefined;
  /** One directory, or several when the path has unknown parts; none when the source is not local or has no path. */
  readonly roots: readonly SourceRoot[];
  readonly problems: readonly Problem[];
}

/** An Application of the workspace: written down, or made by an ApplicationSet, a kustomization or a chart. */
export interface App {
  /** `namespace/name`. */
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  readonly project: string;
  readonly destination: {
    readonly server: string | null;
    readonly name: string | null;
    readonly namespace: string | null;
  };
  readonly automated: boolean;
  readonly prune: boolean;
  readonly selfHeal: boolean;
  readonly object: Readonly<Record<string, unknown>>;
  readonly definition: Definition;
  /** The ApplicationSet that makes it, with the element that did. */
  readonly generatedBy: { readonly id: string; readonly definition: Definition; readonly element: string } | undefined;
  /** Applications that deploy its definition; filled by the join. */
  readonly parents: readonly string[];
  /** False when something that the repository can't tell decides whether it exists; `uncertainty` says what. */
  readonly certain: boolean;
  readonly uncertainty: string | undefined;
  readonly sources: readonly AppSource[];
  /** Problems of the Application as a whole; those of a source are with the source. */
  readonly problems: readonly Problem[];
  /** The place that wrote the value at a path. */
  origin(path: YamlPath): Location;
  /** The values that went into the value at a path, where a chart made the Application or its ApplicationSet. */
  values(path: YamlPath): readonly ValueOrigin[];
}

export type { Claim, ClaimSet };
