import { parseYaml, type YamlDocument, yamlFile } from '../documents/yamlFile.ts';
import { dirname, isWithin, join } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import type { Span } from '../problems/problem.ts';
import { decodeFields } from './decodeFields.ts';
import { KUSTOMIZATION_FIELDS } from './kustomizationFields.ts';
import { type KustomizationReference, kustomizationReferences } from './kustomizationReferences.ts';
import type { Kustomization } from './kustomizationTypes.ts';
import { sameJson } from './sameJson.ts';

/** The file names that make a directory a kustomization (api/konfig/general.go), in kustomize's order. */
export const KUSTOMIZATION_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** What one kustomization file says. */
export interface KustomizationFacts {
  /** `Kustomization`, `Component`, or what else is written. */
  readonly kind: string;
  /** The decoded fields; what doesn't fit is left out. */
  readonly content: Kustomization;
  /** Everything it names, in the order kustomize reads it. */
  readonly references: readonly KustomizationReference[];
  /** Why kustomize refuses the file; undefined when it is fine. */
  readonly problem?: { readonly message: string; readonly span?: Span };
}

/**
 * Reads a kustomization file as kustomize 5.8 does (Kustomization.Unmarshal, FixKustomization, CheckEmpty and
 * EnforceFields in api/types/kustomization.go): only the first document counts, unknown fields are errors, deprecated
 * fields are folded into their successors.
 * @returns undefined when the file can't be read.
 */
export function kustomizationFacts(tree: Tree, path: string): KustomizationFacts | undefined {
  return tree.derive(derivation, path);
}

const derivation: Derivation<KustomizationFacts | undefined> = {
  name: 'kustomizationFacts',
  compute(tree, path) {
    const file = tree.derive(yamlFile, path);
    return file && readKustomization(file.documents[0]);
  },
  equals: sameJson,
};

/** The same for a text that is no file. */
export function parseKustomization(text: string): KustomizationFacts {
  return readKustomization(parseYaml(text).documents[0]);
}

function readKustomization(document: YamlDocument | undefined): KustomizationFacts {
  const value = document?.value();
  const syntax = document?.problems[0];
  const decoded = decodeFields(value ?? null, { fields: KUSTOMIZATION_FIELDS });
  const written = (decoded.value ?? {}) as Kustomization;
  const content = foldDeprecated(written);
  const kind = content.kind ?? '';
  const facts = { kind, content, references: document ? kustomizationReferences(written, document) : [] };
  const refuse = (message: string, span?: Span): KustomizationFacts => ({ ...facts, problem: { message, span } });
  if (syntax) return refuse(`invalid Kustomization: yaml: ${syntax.message}`, syntax.span);
  const misfit = decoded.problems[0];
  if (misfit) {
    const span = document?.keySpan(misfit.path) ?? document?.valueSpan(misfit.path);
    return refuse(`invalid Kustomization: ${misfit.message}`, span);
  }
  if (isEmpty(content)) return refuse('kustomization.yaml is empty');
  const wrong = headerProblems(content);
  if (wrong.length > 0) {
    const span = document?.valueSpan([wrong.length > 1 || wrong[0]?.startsWith('kind') ? 'kind' : 'apiVersion']);
    return refuse(`Failed to read kustomization file: ${wrong.join('; ')}`, span);
  }
  return facts;
}

/** Defaults the header and moves deprecated fields to where kustomize looks for them. */
function foldDeprecated(written: Kustomization): Kustomization {
  const kind = written.kind || 'Kustomization';
  const version = kind === 'Component' ? 'kustomize.config.k8s.io/v1alpha1' : 'kustomize.config.k8s.io/v1beta1';
  const { bases, imageTags, helmChartInflationGenerator, ...rest } = written;
  // An entry that is being typed is null.
  const oldCharts = helmChartInflationGenerator?.filter((old) => old !== null);
  const folded: Kustomization = { ...rest, kind, apiVersion: written.apiVersion || version };
  if (bases && bases.length > 0) folded.resources = [...(written.resources ?? []), ...bases];
  if (imageTags && imageTags.length > 0) folded.images = [...(written.images ?? []), ...imageTags];
  if (oldCharts && oldCharts.length > 0) {
    folded.helmCharts = [
      ...(written.helmCharts ?? []),
      ...oldCharts.map((old) => ({
        name: old.chartName,
        version: old.chartVersion,
        repo: old.chartRepoUrl,
        valuesFile: old.values,
        valuesInline: old.valuesLocal,
        valuesMerge: old.valuesMerge,
        releaseName: old.releaseName,
      })),
    ];
    const home = oldCharts.findLast((old) => old.chartHome)?.chartHome;
    if (!written.helmGlobals && home) folded.helmGlobals = { chartHome: home };
  }
  return folded;
}

/** `resources: []` is something, `resources:` and `namespace: ""` are nothing. */
function isEmpty(content: Kustomization): boolean {
  return Object.entries(content).every(
    ([key, value]) => key === 'kind' || key === 'apiVersion' || value === null || value === '',
  );
}

function headerProblems({ kind = '', apiVersion = '' }: Kustomization): string[] {
  const problems: string[] = [];
  if (kind !== 'Kustomization' && kind !== 'Component') problems.push('kind should be Kustomization or Component');
  const required = kind === 'Component' ? 'kustomize.config.k8s.io/v1alpha1' : 'kustomize.config.k8s.io/v1beta1';
  if (apiVersion !== required) problems.push(`apiVersion for ${kind} should be ${required}`);
  return problems;
}

/** The kustomization file of a directory. */
export type KustomizationIn =
  | { readonly file: string; readonly links: readonly string[] }
  | { readonly problem: 'none' | 'multiple'; readonly files: readonly string[] };

/**
 * Finds the kustomization file of a directory (LoadKustFile in api/internal/target/kusttarget.go): exactly one of the
 * three names. A symlink counts when it stays in the directory.
 * @param directory clean and free of symlinks.
 * @returns the file's real path with the links to it; `multiple` names all that were found.
 */
export function kustomizationIn(tree: Tree, directory: string, restricted = true): KustomizationIn {
  const found: { file: string; links: readonly string[] }[] = [];
  for (const name of KUSTOMIZATION_NAMES) {
    const path = join(directory, name);
    const kind = tree.kind(path);
    if (kind === undefined || kind === 'directory') continue;
    if (kind === 'file') {
      found.push({ file: path, links: [] });
      continue;
    }
    const real = resolvePath(tree, path);
    if ('problem' in real || real.kind !== 'file') continue;
    if (!restricted || isWithin(dirname(real.path), directory)) found.push({ file: real.path, links: [path] });
  }
  if (found.length === 1) return found[0] as { file: string; links: string[] };
  return { problem: found.length === 0 ? 'none' : 'multiple', files: found.map(({ file }) => file) };
}
