import { basename } from '../../files/paths.ts';
import { quoted, t } from '../../l10n/t.ts';
import type { GeneratorEntry } from '../../manifests/kustomizationTypes.ts';
import { copyValue, type Fields } from './fields.ts';
import { inflateChart } from './helmCharts.ts';
import { requireFile } from './loadFile.ts';
import { isBuiltin, notePlugin } from './plugins.ts';
import { type Origin, Provenance, within } from './provenance.ts';
import { currentId, type Resource, type ResourceSet } from './resource.ts';
import { idText } from './resourceId.ts';
import { fieldOrigin, type Layer, refused, report, type Session } from './session.ts';

/** Adds the generated objects of a kustomization (runGenerators in kusttarget.go): ConfigMaps, Secrets, charts, plugins. */
export function runGenerators(session: Session, layer: Layer, set: ResourceSet, plugins: ResourceSet): void {
  const { content } = layer;
  for (const [field, kind] of [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ] as const)
    for (const [i, entry] of (content[field] ?? []).entries())
      if (entry) generate(session, layer, set, kind, entry, fieldOrigin(layer, field, i));
  for (const [i, chart] of (content.helmCharts ?? []).entries())
    if (chart) inflateChart(session, layer, set, chart, content.helmGlobals ?? {}, fieldOrigin(layer, 'helmCharts', i));
  if (plugins.incomplete) set.incomplete = true;
  for (const plugin of plugins.list) runPlugin(session, layer, set, plugin);
}

function runPlugin(session: Session, layer: Layer, set: ResourceSet, plugin: Resource): void {
  const { kind } = currentId(plugin);
  const origin = plugin.provenance.root;
  if (!isBuiltin(plugin)) {
    notePlugin(session, layer, plugin, origin);
    set.incomplete = true;
  } else if (kind === 'ConfigMapGenerator' || kind === 'SecretGenerator') {
    const made = kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap';
    generate(session, layer, set, made, plugin.object as GeneratorEntry, origin);
  } else if (kind === 'HelmChartInflationGenerator')
    inflateChart(session, layer, set, plugin.object, plugin.object as { chartHome?: string }, origin);
  else report(session, origin, refused(`unable to load builtin generator ${kind}`));
}

/** Makes one ConfigMap or Secret; its content only matters as the files it is read from. */
function generate(
  session: Session,
  layer: Layer,
  set: ResourceSet,
  kind: 'ConfigMap' | 'Secret',
  entry: GeneratorEntry,
  origin: Origin,
): void {
  const keys = new Set<string>();
  const addKey = (key: string, at: Origin): void => {
    if (keys.has(key)) report(session, at, quoted(`cannot add key ${key}, another key by that name already exists.`));
    keys.add(key);
  };
  for (const [i, text] of (entry.literals ?? []).entries()) {
    const equals = String(text).indexOf('=');
    const at = within(within(origin, 'literals'), i);
    if (equals < 1) report(session, at, quoted(`invalid literal source ${text}, expected key=value.`));
    else addKey(String(text).slice(0, equals), at);
  }
  for (const [i, text] of (entry.files ?? []).entries()) {
    const at = within(within(origin, 'files'), i);
    const parts = String(text).split('=');
    if (parts.length > 2 || parts.some((part) => part === '')) {
      report(session, at, t`“${text}” is no file source: write a path or key=path.`);
      continue;
    }
    const path = parts[parts.length - 1] as string;
    addKey(parts.length === 2 ? (parts[0] as string) : basename(path), at);
    requireFile(session, layer, path, 'generated', at);
  }
  for (const [i, text] of (entry.envs ?? []).entries())
    requireFile(session, layer, String(text), 'generated', within(within(origin, 'envs'), i));
  if (entry.env) requireFile(session, layer, entry.env, 'generated', within(origin, 'env'));
  absorb(session, set, makeGenerated(layer, kind, entry, origin), entry.behavior ?? '', origin);
}

function makeGenerated(layer: Layer, kind: string, entry: GeneratorEntry, origin: Origin): Resource {
  const defaults = layer.content.generatorOptions ?? {};
  const labels = { ...entry.options?.labels, ...defaults.labels };
  const annotations = { ...entry.options?.annotations, ...defaults.annotations };
  const metadata: Fields = { name: entry.name ?? '' };
  if (entry.namespace) metadata['namespace'] = entry.namespace;
  if (Object.keys(labels).length > 0) metadata['labels'] = labels;
  if (Object.keys(annotations).length > 0) metadata['annotations'] = annotations;
  const object: Fields = copyValue({ apiVersion: 'v1', kind, metadata });
  const provenance = new Provenance({ ...origin, inner: { document: 0, path: [] } });
  return { object, whole: false, previous: [], provenance, generated: true };
}

/** Adds, merges or replaces as the entry's `behavior` says (appendReplaceOrMerge in reswrangler.go). */
function absorb(session: Session, set: ResourceSet, resource: Resource, behavior: string, origin: Origin): void {
  const matches = set.withAnyId(currentId(resource));
  const joins = behavior === 'merge' || behavior === 'replace';
  const id = idText(currentId(resource));
  if (matches.length === 0) {
    if (joins && !set.incomplete) report(session, origin, quoted(`id ${id} does not exist; cannot merge or replace.`));
    set.append(resource);
  } else if (matches.length > 1)
    report(session, origin, quoted(`found multiple objects that could accept merge of ${id}.`));
  else if (!joins)
    report(session, origin, quoted(`id ${id} exists; behavior must be merge or replace.`), [
      { origin: (matches[0] as Resource).provenance.root, message: t`Exists here` },
    ]);
}
