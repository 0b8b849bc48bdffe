import { isObject } from '../../applications/json.ts';
import { hasUnknown } from '../../gotemplate/unknown.ts';
import { t } from '../../l10n/t.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { repositoryOf } from '../place/pathText.ts';
import type { Place, PlacedObject } from '../place/places.ts';
import { byUse, type Candidate } from './item.ts';

const IN_CLUSTER = 'https://kubernetes.default.svc';

/** Sync options of an Application (`docs/user-guide/sync-options.md` of Argo CD), the usual ones first. */
const SYNC_OPTIONS = [
  'CreateNamespace=true',
  'ServerSideApply=true',
  'ApplyOutOfSyncOnly=true',
  'PruneLast=true',
  'RespectIgnoreDifferences=true',
  'FailOnSharedResource=true',
  'SkipDryRunOnMissingResource=true',
  'PrunePropagationPolicy=foreground',
  'PrunePropagationPolicy=background',
  'PrunePropagationPolicy=orphan',
  'Validate=false',
  'Replace=true',
  'ClientSideApplyMigration=false',
];

/** Generators, with the fields each needs. */
const GENERATORS = [
  'git',
  'list',
  'clusters',
  'matrix',
  'merge',
  'scmProvider',
  'pullRequest',
  'clusterDecisionResource',
  'plugin',
];

/** Values that name no file: what the workspace uses already, and what Argo CD knows. */
export function applicationCandidates(
  context: FeatureContext,
  at: FileAt,
  object: PlacedObject,
  place: Place,
): Candidate[] {
  const { apps: all, projects } = context.fleet();
  // What is just being typed is no use of a value yet.
  const apps = all.filter(({ definition }) => definition.at.file !== at.file);
  const known = (values: readonly (string | null)[]): string[] =>
    values.filter((value): value is string => value !== null && value !== '' && !hasUnknown(value));
  const usual = (label: string): Candidate => ({ label, kind: 'value', rank: 1_000 });
  const fixtures = at.repository.settings().generators.clusters ?? [];
  switch (place.meaning) {
    case 'repoURL': {
      const remotes = [at.repository, ...context.workspace.repositories()].flatMap((one) => one.remotes());
      const used = apps.flatMap((app) => app.sources.map(({ repoURL }) => repoURL));
      return [...byUse(known(used)), ...remotes.map((label): Candidate => ({ label, kind: 'value', rank: 500 }))];
    }
    case 'targetRevision': {
      const repository = repositoryOf(context, at, object, place);
      const { branches, tags } = repository?.refs() ?? { branches: [], tags: [] };
      return [
        ...byUse(known(apps.flatMap((app) => app.sources.map(({ targetRevision }) => targetRevision)))),
        usual('HEAD'),
        ...branches.map((label): Candidate => ({ label, kind: 'value', rank: 2_000, detail: t`branch` })),
        ...tags.map((label): Candidate => ({ label, kind: 'value', rank: 3_000, detail: t`tag` })),
      ];
    }
    case 'project': {
      const names = projects.map(({ object: project }) =>
        isObject(project['metadata']) ? project['metadata']['name'] : '',
      );
      const defined = names.filter((name): name is string => typeof name === 'string' && name !== '');
      return [...byUse([...defined, ...known(apps.map(({ project }) => project))]), usual('default')];
    }
    case 'server':
      return [
        ...byUse([
          ...known(apps.map(({ destination }) => destination.server)),
          ...fixtures.map(({ server }) => server),
        ]),
        usual(IN_CLUSTER),
      ];
    case 'clusterName':
      return [
        ...byUse([...known(apps.map(({ destination }) => destination.name)), ...fixtures.map(({ name }) => name)]),
        usual('in-cluster'),
      ];
    case 'namespace':
      return byUse(known(apps.map(({ destination }) => destination.namespace)));
    case 'syncOption':
      return SYNC_OPTIONS.map((label, rank): Candidate => ({ label, kind: 'value', rank }));
    case 'generatorKind':
      return GENERATORS.map((label, rank): Candidate => ({ label, kind: 'value', rank }));
    default:
      return [];
  }
}
