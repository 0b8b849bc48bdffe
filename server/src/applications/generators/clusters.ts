import { t } from '../../l10n/t.ts';
import type { ClusterFixture } from '../../settings/model.ts';
import { isObject, type JsonObject, objectOf } from '../json.ts';
import { addValues, type ExpandScope, type Generator, type ParamSet, unknownSet, type Yield } from '../params.ts';
import { sanitizeName } from '../sanitizeName.ts';
import { describeSelector, matchesSelector, readSelector } from '../selector.ts';

/** One parameter set for each cluster that Argo CD knows (`applicationset/generators/cluster.go`): Git doesn't know them, the settings may. */
export const clusters: Generator = {
  key: 'clusters',
  generate(spec, scope, at) {
    const written = objectOf(spec['selector']);
    const isOpen = Object.keys(written).length === 0;
    const known = scope.context.fixtures.clusters;
    if (known) return fromFixtures(known, spec, scope);
    const made = unknownSet(
      isOpen
        ? t`a cluster must be registered; the clusters are not in Git`
        : t`a cluster with ${describeSelector(written)} must be registered; the clusters are not in Git`,
      {},
      spec['values'],
      scope,
    );
    const local = isOpen && spec['flatList'] !== true ? one(IN_CLUSTER, spec['values'], scope) : undefined;
    if (made.error !== undefined || local?.error !== undefined)
      return { sets: [], error: made.error ?? local?.error ?? '', problems: [] };
    return {
      sets: [...(local?.sets ?? []), ...made.sets],
      problems: [
        {
          code: 'unresolvable-generator',
          message: t`The repository can’t tell which clusters there are: what this generator makes is possible only.`,
          path: at,
          data: { generator: 'clusters', labels: objectOf(written['matchLabels']) },
        },
      ],
    };
  },
};

const IN_CLUSTER: ClusterFixture = {
  name: 'in-cluster',
  server: 'https://kubernetes.default.svc',
  labels: {},
  annotations: {},
};

function fromFixtures(known: readonly ClusterFixture[], spec: JsonObject, scope: ExpandScope): Yield {
  const selector = readSelector(spec['selector']);
  if ('error' in selector) return { sets: [], error: selector.error, problems: [] };
  const isOpen = Object.keys(objectOf(spec['selector'])).length === 0;
  const all = isOpen && !known.some(({ server }) => server === IN_CLUSTER.server) ? [...known, IN_CLUSTER] : known;
  const sets: ParamSet[] = [];
  for (const cluster of all) {
    const labels = Object.entries(cluster.labels).map(([key, value]): [string, string] => [key, value]);
    if (!matchesSelector(selector.selector, (key) => labels.find(([name]) => name === key)?.[1])) continue;
    const made = one(cluster, spec['values'], scope);
    if (made.error !== undefined) return made;
    sets.push(...made.sets);
  }
  if (spec['flatList'] === true)
    return {
      sets: [
        { values: { clusters: sets.map(({ values }) => values) }, uncertainty: undefined, open: false, element: '' },
      ],
      problems: [],
    };
  return { sets, problems: [] };
}

function one(cluster: ClusterFixture, values: unknown, scope: ExpandScope): Yield {
  const { name, server, project, labels, annotations } = cluster;
  const base = { name, nameNormalized: sanitizeName(name), server, project: project ?? '' };
  const params: JsonObject = scope.goTemplate
    ? {
        ...base,
        ...(Object.keys(labels).length + Object.keys(annotations).length > 0
          ? { metadata: { labels, annotations } }
          : {}),
      }
    : {
        ...base,
        ...Object.fromEntries(Object.entries(labels).map(([key, value]) => [`metadata.labels.${key}`, value])),
        ...Object.fromEntries(
          Object.entries(annotations).map(([key, value]) => [`metadata.annotations.${key}`, value]),
        ),
      };
  const closed = { open: false, uncertainty: undefined };
  const added = addValues(params, isObject(values) ? values : undefined, closed, scope);
  if ('error' in added) return { sets: [], error: added.error, problems: [] };
  return { sets: [{ values: added.values, ...closed, element: `name=${name}` }], problems: [] };
}
