import type { YamlPath } from '../documents/yamlFile.ts';
import { t } from '../l10n/t.ts';
import type { SpecProblem } from './application.ts';
import { text } from './fields.ts';
import { isObject, objectOf } from './json.ts';

type Json = Readonly<Record<string, unknown>>;

/** One source of an Application as it is written. */
export interface SourceSpec {
  /** Where it stands: `['spec', 'source']`, `['spec', 'sources', 1]`, `['spec', 'sourceHydrator', 'drySource']`. */
  readonly at: YamlPath;
  readonly raw: Json;
  readonly repoURL: string;
  readonly path: string | undefined;
  readonly chart: string | undefined;
  readonly targetRevision: string;
  readonly ref: string | undefined;
}

const REF_KEY = /^[a-zA-Z0-9_-]+$/;

/**
 * The sources that Argo CD renders: `sourceHydrator`, else a non-empty `sources`, else `source`
 * (`types.go` GetSources; `util/argo/argo.go` validateSourcePermissions, GetRefSources).
 */
export function readSources(spec: Json): { sources: SourceSpec[]; problems: SpecProblem[] } {
  const problems: SpecProblem[] = [];
  const refuse = (message: string, path: YamlPath): void =>
    void problems.push({ code: 'invalid-application', message, path });
  const hydrator = spec['sourceHydrator'];
  if (isObject(hydrator)) return { sources: hydrated(hydrator, refuse), problems };
  const list = spec['sources'];
  if (Array.isArray(list) && list.length > 0) {
    const sources = list.map((item: unknown, i) => readSource(objectOf(item), ['spec', 'sources', i]));
    for (const source of sources) validateOneOfMany(source, refuse);
    checkRefs(sources, problems);
    return { sources, problems };
  }
  if (!isObject(spec['source'])) {
    refuse(t`The Application has no source: Argo CD refuses it.`, ['spec']);
    return { sources: [], problems };
  }
  const source = readSource(spec['source'], ['spec', 'source']);
  if (source.repoURL === '' || (!source.path && !source.chart))
    refuse(
      t`spec.source.repoURL and either spec.source.path or spec.source.chart are required: Argo CD refuses the Application (write \`.\` for the repository’s root).`,
      source.at,
    );
  checkChart(source, refuse);
  return { sources: [source], problems };
}

function readSource(raw: Json, at: YamlPath): SourceSpec {
  return {
    at,
    raw,
    repoURL: text(raw['repoURL']) ?? '',
    path: text(raw['path']) || undefined,
    chart: text(raw['chart']) || undefined,
    targetRevision: text(raw['targetRevision']) ?? '',
    ref: text(raw['ref']) || undefined,
  };
}

/** What is rendered is the dry source; what is synced is the hydrated directory, as plain manifests. */
function hydrated(hydrator: Json, refuse: (message: string, path: YamlPath) => void): SourceSpec[] {
  const dry = objectOf(hydrator['drySource']);
  const sync = objectOf(hydrator['syncSource']);
  if (!text(dry['repoURL']))
    refuse(t`spec.sourceHydrator.drySource.repoURL is required: Argo CD refuses the Application.`, [
      'spec',
      'sourceHydrator',
    ]);
  if (!text(sync['targetBranch']))
    refuse(t`spec.sourceHydrator.syncSource.targetBranch is required: Argo CD refuses the Application.`, [
      'spec',
      'sourceHydrator',
    ]);
  const { chart: _chart, ref: _ref, ...rest } = dry;
  return [readSource(rest, ['spec', 'sourceHydrator', 'drySource'])];
}

function validateOneOfMany(source: SourceSpec, refuse: (message: string, path: YamlPath) => void): void {
  if (source.repoURL === '') refuse(t`Every source needs a repoURL: Argo CD refuses the Application.`, source.at);
  else if (!source.path && !source.chart && !source.ref)
    refuse(t`Every source needs a path, a chart or a ref: Argo CD refuses the Application.`, source.at);
  checkChart(source, refuse);
}

function checkChart(source: SourceSpec, refuse: (message: string, path: YamlPath) => void): void {
  if (source.chart && source.targetRevision === '')
    refuse(t`A chart needs a targetRevision: Argo CD refuses the Application.`, [...source.at, 'chart']);
}

function checkRefs(sources: readonly SourceSpec[], problems: SpecProblem[]): void {
  const seen = new Set<string>();
  for (const { ref, at } of sources) {
    if (ref === undefined) continue;
    const path = [...at, 'ref'];
    if (!REF_KEY.test(ref))
      problems.push({
        code: 'invalid-application',
        message: t`The ref “${ref}” may hold letters, digits, - and _ only: Argo CD refuses the Application.`,
        path,
      });
    else if (seen.has(ref))
      problems.push({
        code: 'invalid-application',
        message: t`Two sources have the ref “${ref}”: Argo CD refuses the Application.`,
        path,
      });
    seen.add(ref);
  }
}
