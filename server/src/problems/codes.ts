import { t } from '../l10n/t.ts';

/** How loudly a diagnostic speaks. */
export type Severity = 'error' | 'warning' | 'information' | 'hint' | 'off';

/** What a code is about; the report and the settings page group by it. */
export type CodeFamily = 'coverage' | 'application' | 'configuration';

export interface CodeFacts {
  readonly family: CodeFamily;
  readonly severity: Severity;
  /** One line in the user’s language, for the settings page, SARIF and the index of docs/rules. */
  readonly title: () => string;
}

/** Every diagnostic code with its default severity: the one table that settings, SARIF, documentation and tests read. */
export const CODES = {
  'unwatched-manifest': {
    family: 'coverage',
    severity: 'warning',
    title: () => t`No Application deploys this manifest`,
  },
  'not-in-kustomization': {
    family: 'coverage',
    severity: 'warning',
    title: () => t`The kustomization beside this manifest does not list it`,
  },
  'not-recursed': {
    family: 'coverage',
    severity: 'warning',
    title: () => t`The Application does not look into subdirectories`,
  },
  'excluded-by-source': { family: 'coverage', severity: 'warning', title: () => t`The source excludes this manifest` },
  'unsupported-extension': {
    family: 'coverage',
    severity: 'warning',
    title: () => t`Argo CD does not read files with this extension`,
  },
  'skipped-by-marker': {
    family: 'coverage',
    severity: 'warning',
    title: () => t`A marker in the file makes Argo CD skip it`,
  },
  'ignored-by-helm': { family: 'coverage', severity: 'warning', title: () => t`Helm ignores this file` },
  'outside-templates': {
    family: 'coverage',
    severity: 'warning',
    title: () => t`The manifest is in a chart but not in templates/ or crds/`,
  },
  'renders-nothing': {
    family: 'coverage',
    severity: 'information',
    title: () => t`The template gives no object with any Application’s values`,
  },
  'double-coverage': {
    family: 'coverage',
    severity: 'warning',
    title: () => t`Two Applications deploy the same object to the same place`,
  },
  'path-not-found': { family: 'application', severity: 'error', title: () => t`The source path does not exist` },
  'invalid-path': {
    family: 'application',
    severity: 'error',
    title: () => t`The source path is absolute, outside the repository, or a file`,
  },
  'invalid-application': { family: 'application', severity: 'error', title: () => t`Argo CD refuses this Application` },
  'value-file-not-found': { family: 'application', severity: 'error', title: () => t`A values file does not exist` },
  'ref-not-found': { family: 'application', severity: 'error', title: () => t`No source has this ref` },
  'duplicate-application': {
    family: 'application',
    severity: 'error',
    title: () => t`Another Application has the same name and namespace`,
  },
  'broken-kustomization': { family: 'application', severity: 'error', title: () => t`kustomize can’t build this` },
  'broken-chart': { family: 'application', severity: 'error', title: () => t`Helm can’t render this chart` },
  'broken-manifest': {
    family: 'application',
    severity: 'error',
    title: () => t`A YAML error makes the whole Application fail`,
  },
  'out-of-bounds-symlink': {
    family: 'application',
    severity: 'error',
    title: () => t`A symlink leaves the repository`,
  },
  'not-permitted-by-project': {
    family: 'application',
    severity: 'error',
    title: () => t`The AppProject does not permit this source or destination`,
  },
  'unknown-project': {
    family: 'application',
    severity: 'warning',
    title: () => t`The AppProject is defined nowhere in the workspace`,
  },
  'empty-source': { family: 'application', severity: 'warning', title: () => t`The source holds no manifests` },
  'generator-matches-nothing': {
    family: 'application',
    severity: 'warning',
    title: () => t`The generator yields nothing`,
  },
  'unknown-field': { family: 'application', severity: 'warning', title: () => t`Argo CD does not know this field` },
  'unknown-sync-option': {
    family: 'application',
    severity: 'warning',
    title: () => t`Argo CD does not know this sync option`,
  },
  'unknown-resource-hook': {
    family: 'application',
    severity: 'warning',
    title: () => t`Argo CD does not know this hook`,
  },
  'malformed-sync-wave': {
    family: 'application',
    severity: 'warning',
    title: () => t`The sync wave is not an integer`,
  },
  'malformed-ignore-difference': {
    family: 'application',
    severity: 'warning',
    title: () => t`The ignoreDifferences entry is malformed`,
  },
  'hpa-selfheal-conflict': {
    family: 'application',
    severity: 'warning',
    title: () => t`Self-heal and the HorizontalPodAutoscaler fight over replicas`,
  },
  'floating-target-revision': {
    family: 'application',
    severity: 'warning',
    title: () => t`The chart’s revision floats`,
  },
  'application-not-registered': {
    family: 'application',
    severity: 'information',
    title: () => t`Nothing in the workspace deploys this Application`,
  },
  'other-revision': {
    family: 'application',
    severity: 'information',
    title: () => t`The source reads another revision than this checkout`,
  },
  'other-repository': { family: 'application', severity: 'hint', title: () => t`The source is in another repository` },
  'repository-alias': { family: 'application', severity: 'hint', title: () => t`The URL is taken for this repository` },
  'unresolvable-generator': {
    family: 'application',
    severity: 'information',
    title: () => t`The repository can’t tell what this generator yields`,
  },
  'sync-validation-disabled': {
    family: 'application',
    severity: 'information',
    title: () => t`Schema validation is switched off`,
  },
  'missing-ignore-difference': {
    family: 'application',
    severity: 'off',
    title: () => t`An operator writes fields that self-heal would fight`,
  },
  'default-project': {
    family: 'application',
    severity: 'off',
    title: () => t`The Application uses the default project`,
  },
  'missing-key-not-error': {
    family: 'application',
    severity: 'off',
    title: () => t`goTemplate without missingkey=error`,
  },
  'generate-paths-too-narrow': {
    family: 'application',
    severity: 'warning',
    title: () => t`The annotation leaves out files that the Application reads`,
  },
  'generate-paths-too-wide': {
    family: 'application',
    severity: 'hint',
    title: () => t`The annotation covers files that the Application does not read`,
  },
  'unused-suppression': {
    family: 'configuration',
    severity: 'hint',
    title: () => t`The comment suppresses nothing`,
  },
  'missing-config': {
    family: 'configuration',
    severity: 'warning',
    title: () => t`A manifest needs something that nothing creates`,
  },
} as const satisfies Record<string, CodeFacts>;

export type DiagnosticCode = keyof typeof CODES;

/** Codes that take the place of `unwatched-manifest` when they say more exactly why. */
export type CoverageReason =
  | 'unwatched-manifest'
  | 'not-in-kustomization'
  | 'not-recursed'
  | 'excluded-by-source'
  | 'unsupported-extension'
  | 'skipped-by-marker'
  | 'ignored-by-helm'
  | 'outside-templates';
