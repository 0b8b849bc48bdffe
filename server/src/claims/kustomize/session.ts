import type { Tree } from '../../files/tree.ts';
import { quoted, t } from '../../l10n/t.ts';
import type { KustomizationFacts } from '../../manifests/kustomization.ts';
import type { HelmChartEntry, Kustomization } from '../../manifests/kustomizationTypes.ts';
import type { Location, Problem, Span } from '../../problems/problem.ts';
import type { Claim, ClaimRole } from '../claim.ts';
import type { BuildOptions } from './buildOptions.ts';
import type { Fields } from './fields.ts';
import { locate, type Origin } from './provenance.ts';
import type { ResourceId } from './resourceId.ts';

/** What a build needs that this program can't know: not wrong, but the end of what it can follow. */
export type KustomizeNote =
  | { readonly kind: 'remote'; readonly text: string; readonly at?: Location }
  | { readonly kind: 'plugin'; readonly name: string; readonly at?: Location }
  | ({ readonly kind: 'chart'; readonly at?: Location } & ChartNote);

/** A chart that a kustomization inflates. */
export interface ChartNote {
  readonly chart: HelmChartEntry;
  /** The directory of the kustomization that names it. */
  readonly directory: string;
  /** The chart's directory when it is in the repository. */
  readonly local?: string;
  /** Values files in the order Helm reads them, real paths. */
  readonly valuesFiles: readonly string[];
  readonly namespace?: string;
}

/** Makes the objects of a chart in the repository; undefined when it can't. */
export type Inflate = (note: ChartNote) => readonly { object: Fields; origin: Origin }[] | undefined;

/** One run through the kustomizations below a path: what it may do, and what it has found. */
export interface Session {
  readonly tree: Tree;
  readonly options: BuildOptions;
  /** Whether an object is wanted whole; for others a stand-in with the metadata does. */
  readonly wanted: (id: ResourceId, document: string) => boolean;
  readonly inflate?: Inflate;
  readonly claims: Map<string, Claim>;
  readonly problems: Problem[];
  readonly notes: KustomizeNote[];
  /** Documents (`documentKey`) that turned out to be needed whole after all. */
  readonly missed: Set<string>;
  /** Counts down with every kustomization entered, so that a hostile tree of bases ends. */
  budget: number;
}

export function documentKey(origin: Origin): string {
  return `${origin.file}\n${origin.document}\n${origin.path.join('\n')}`;
}

/** A kustomization while it is built. */
export interface Layer {
  /** Real path of its directory and its file. */
  readonly directory: string;
  readonly file: string;
  readonly facts: KustomizationFacts;
  /** The fields with what the Application's source adds. */
  readonly content: Kustomization;
  /** Places of its references, by their keys joined with `/`. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Directories that led here, itself last. */
  readonly visited: readonly string[];
  /** The namespace that charts below inherit. */
  readonly chartNamespace?: string;
}

/** The place of a field of a kustomization. */
export function fieldOrigin(layer: Layer, ...path: (string | number)[]): Origin {
  return { file: layer.file, document: 0, path };
}

/** kustomize's own words, as it prints them, and what follows. */
export function refused(words: string): string {
  return t`${quoted(words)}: kustomize can’t build this.`;
}

/** Tells a problem at a place. */
export function report(
  session: Session,
  origin: Origin | undefined,
  message: string,
  related: readonly { origin: Origin; message: string }[] = [],
): undefined {
  const places = related.flatMap(({ origin: place, message: text }) => {
    const at = locate(session.tree, place);
    return at ? [{ at, message: text }] : [];
  });
  session.problems.push({
    code: 'broken-kustomization',
    message,
    at: origin && locate(session.tree, origin),
    ...(places.length > 0 ? { related: places } : {}),
  });
}

/** Notes that a file is used, once for each role; the first way to it is the one that is told. */
export function claim(
  session: Session,
  file: string,
  role: ClaimRole,
  from?: { readonly file: string; readonly span?: Span },
): void {
  const key = `${role}\n${file}`;
  if (!session.claims.has(key)) session.claims.set(key, { repository: session.tree.id, file, role, from });
}

/**
 * The place of a reference. Those of a kustomization come from its facts, which stay equal through edits without effect;
 * others have to ask the document.
 */
export function referencePlace(session: Session, layer: Layer, origin: Origin): Location | undefined {
  if (origin.file !== layer.file) return locate(session.tree, origin);
  const span = layer.spans.get(origin.path.join('/'));
  return { file: layer.file, ...(span ? { span } : {}) };
}

/** Claims a file, and the links that lead to it, from the place that an origin names. */
export function claimFrom(
  session: Session,
  layer: Layer,
  file: string,
  links: readonly string[],
  role: ClaimRole,
  origin: Origin,
): void {
  const from = referencePlace(session, layer, origin);
  for (const path of [...links, file]) claim(session, path, role, from);
}
