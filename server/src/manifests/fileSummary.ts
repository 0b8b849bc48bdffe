import { yamlFile } from '../documents/yamlFile.ts';
import { basename, dirname } from '../files/paths.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import { isArgoObject } from './classify.ts';
import { type ManifestFacts, sameManifestFacts } from './manifestFacts.ts';
import { parsedManifests } from './parsedManifests.ts';
import { skimManifests } from './skim.ts';
import { SUPPRESSION } from './suppression.ts';
import { templateManifests } from './templateManifests.ts';

/** The small value that everything downstream depends on instead of a file's text: when it stays equal, nothing downstream runs. */
export interface FileSummary {
  /** Documents with apiVersion and kind, cluster resources or not. */
  readonly documents: readonly ManifestFacts[];
  /** Whether one of them is an Application, ApplicationSet or AppProject. */
  readonly holdsArgoObjects: boolean;
  /** Whether the text may make such objects when it is rendered (it names their API group). */
  readonly mentionsArgo: boolean;
  /** `kustomize.buildOptions` of Argo CD, where the file sets them: an argocd-cm, an ArgoCD resource, Argo CD's Helm values. */
  readonly buildOptions: string | undefined;
  /** The chart whose template this is (its directory), else undefined. */
  readonly chart: string | undefined;
  /** Whether comments may suppress something. */
  readonly suppresses: boolean;
}

const EMPTY: FileSummary = {
  documents: [],
  holdsArgoObjects: false,
  mentionsArgo: false,
  buildOptions: undefined,
  chart: undefined,
  suppresses: false,
};
const CONFIGURATION = /\.(ya?ml|json)$/i;
const PROGRAMMED = /\.(jsonnet|libsonnet)$/;

/** What a file holds; empty for files that are no YAML, JSON or Helm template. */
export const fileSummary: Derivation<FileSummary> = {
  name: 'fileSummary',
  compute(tree, path) {
    const chart = chartOfTemplate(tree, path);
    if (chart === undefined && !CONFIGURATION.test(path)) return EMPTY;
    const text = tree.text(path);
    if (text === undefined) return EMPTY;
    const mentionsArgo = text.includes('argoproj.io');
    const buildOptions = findBuildOptions(text);
    const suppresses = text.includes(SUPPRESSION);
    if (!text.includes('kind'))
      return mentionsArgo || chart !== undefined || buildOptions !== undefined || suppresses
        ? { ...EMPTY, mentionsArgo, buildOptions, chart, suppresses }
        : EMPTY;
    const documents =
      chart !== undefined && text.includes('{{') ? templateManifests(text) : plainManifests(tree, path, text);
    return {
      // A copy takes no more room than it needs.
      documents: documents.slice(),
      mentionsArgo,
      buildOptions,
      chart,
      suppresses,
      holdsArgoObjects: mentionsArgo && documents.some((facts) => isArgoObject(facts.apiVersion, facts.kind)),
    };
  },
  equals: (a, b) =>
    a.mentionsArgo === b.mentionsArgo &&
    a.holdsArgoObjects === b.holdsArgoObjects &&
    a.buildOptions === b.buildOptions &&
    a.chart === b.chart &&
    a.suppresses === b.suppresses &&
    a.documents.length === b.documents.length &&
    a.documents.every((facts, i) => sameManifestFacts(facts, b.documents[i] as ManifestFacts)),
};

/** The options as they stand on the line of their key; templated ones are unknown. */
function findBuildOptions(text: string): string | undefined {
  if (!text.includes('uildOptions')) return undefined;
  const line = /^[ \t]*["']?(?:kustomize\.buildOptions|kustomizeBuildOptions)["']?:[ \t]*([^\r\n#]*)/m.exec(text)?.[1];
  const options = line?.trim().replace(/^(["'])(.*)\1$/, '$2');
  return options?.startsWith('-') && !options.includes('{{') ? options : undefined;
}

/** Whether the summary of a file speaks of its text, whatever stands around it. */
export function isSummarised(path: string): boolean {
  return CONFIGURATION.test(path);
}

/** Whether a file's content matters to us at all, by its name. */
export function isConfigurationFile(path: string): boolean {
  return CONFIGURATION.test(path) || PROGRAMMED.test(path);
}

function plainManifests(tree: Tree, path: string, text: string): readonly ManifestFacts[] {
  if (path.endsWith('.json') && !text.includes('"apiVersion"')) return [];
  // No document without the key, unless an escape spells it.
  if (!text.includes('apiVersion') && !text.includes('\\')) return [];
  const file = tree.derive(yamlFile, path);
  if (!file) return [];
  return (file.plain ? undefined : skimManifests(text)) ?? parsedManifests(file);
}

/** The chart (directory with a Chart.yaml) in whose templates/ or crds/ a path lies; undefined when there is none. */
export function chartOfTemplate(tree: Tree, path: string): string | undefined {
  for (let directory = dirname(path); directory !== ''; directory = dirname(directory)) {
    const name = basename(directory);
    if (name !== 'templates' && name !== 'crds') continue;
    const chart = dirname(directory);
    if (tree.kind(chart === '' ? 'Chart.yaml' : `${chart}/Chart.yaml`) !== undefined) return chart;
  }
  return undefined;
}
