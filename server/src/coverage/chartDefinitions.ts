import type { SourceRequest } from '../claims/claim.ts';
import { argoTemplates } from '../claims/helm/argoTemplates.ts';
import { renderHelmSource } from '../claims/helmRender.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import { basename, join } from '../files/paths.ts';
import { t } from '../l10n/t.ts';
import { isArgoObject } from '../manifests/classify.ts';
import { sameJson } from '../manifests/sameJson.ts';
import type { Definition } from './definition.ts';
import type { Repository } from './repository.ts';
import { sourceSettings } from './resolveSource.ts';

/** The Argo CD objects that a chart gives with the values of the source that deploys it. */
export function chartDefinitions(repository: Repository, request: SourceRequest, doubt?: string): Definition[] {
  return renderHelmSource(request, argoTemplates(request)).objects.flatMap((rendered): Definition[] => {
    const { object } = rendered;
    if (!isArgoObject(String(object['apiVersion']), String(object['kind'])) || !repository.live(rendered.file))
      return [];
    const origin: Definition['origin'] = (path) => {
      const found = rendered.origin(path);
      return { ...found, repository: found.repository ?? repository.id };
    };
    const name = origin(['metadata', 'name']);
    const span = name.file === rendered.file ? name.span : rendered.span;
    const possible = rendered.possible ?? doubt;
    return [
      {
        kind: object['kind'] as Definition['kind'],
        object,
        made: 'chart',
        document: rendered.document,
        at: { repository: repository.id, file: rendered.file, ...(span ? { span } : {}) },
        origin,
        values: (path) => rendered.values(path),
        ...(possible === undefined ? {} : { possible }),
      },
    ];
  });
}

/**
 * What a chart that nothing deploys gives, taken as installed by hand: with its own values, and with each `values-*.yaml`
 * beside them; what only such an environment makes is possible, and named after it.
 */
export function ownChartDefinitions(repository: Repository, chart: string, name: string): Definition[] {
  const requestWith = (valueFiles: readonly string[]): SourceRequest => ({
    tree: repository.tree,
    source: { path: chart, helm: { valueFiles } },
    path: chart,
    appName: name,
    appNamespace: repository.settings().applications.namespace,
    destinationNamespace: repository.settings().applications.namespace,
    project: 'default',
    refs: new Map(),
    multiSource: false,
    settings: sourceSettings(repository),
  });
  const own = chartDefinitions(repository, requestWith([]));
  const known = new Set(own.map(nameOf));
  const elsewhere = new Map<string, Definition[]>();
  const environments = repository.tree
    .list(chart)
    .filter((entry) => entry.kind === 'file' && /^values-.+\.ya?ml$/.test(entry.name))
    .flatMap((entry) => {
      const doubt = t`the chart ${join(chart)} must be installed with ${basename(entry.name)}`;
      return chartDefinitions(repository, requestWith([entry.name]), doubt).filter((definition) => {
        const name = nameOf(definition);
        if (!known.has(name)) return true;
        elsewhere.set(name, [...(elsewhere.get(name) ?? []), definition]);
        return false;
      });
    });
  const settled = own.map((definition): Definition => {
    const others = elsewhere.get(nameOf(definition));
    return others
      ? { ...definition, settled: (path) => others.some((other) => sameAt(definition, other, path)) }
      : definition;
  });
  return [...settled, ...environments].map((definition) => ({ ...definition, unused: true }));
}

function sameAt(a: Definition, b: Definition, path: YamlPath): boolean {
  const at = ({ object }: Definition): unknown =>
    path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], object);
  return sameJson(at(a), at(b));
}

function nameOf({ kind, object }: Definition): string {
  const metadata = object['metadata'] as { name?: unknown; namespace?: unknown } | undefined;
  return JSON.stringify([kind, metadata?.namespace, metadata?.name]);
}
