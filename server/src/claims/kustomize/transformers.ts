import { quoted } from '../../l10n/t.ts';
import type { PatchEntry, Replacement } from '../../manifests/kustomizationTypes.ts';
import { type Fields, isFields, member } from './fields.ts';
import { addMetadata, type Renaming, rename, setNamespace } from './metadataTransformers.ts';
import { configureJsonPatch, configureMergePatch, configurePatch, type Transformer } from './patches.ts';
import { isBuiltin, notePlugin } from './plugins.ts';
import { type Origin, within } from './provenance.ts';
import { configureReplacements } from './replacements.ts';
import { currentId, type Resource, type ResourceSet } from './resource.ts';
import { fieldOrigin, type Layer, refused, report, type Session } from './session.ts';

/** Transforms the objects of a kustomization as its fields and plugins say, in kustomize's order (kusttarget_configplugin.go). */
export function runTransformers(session: Session, layer: Layer, set: ResourceSet, plugins: ResourceSet): void {
  const transformers: (Transformer | undefined)[] = [...configureFields(session, layer)];
  for (const plugin of plugins.list) transformers.push(configurePlugin(session, layer, plugin));
  for (const transform of transformers) transform?.(set);
  if (plugins.incomplete) set.incomplete = true;
}

/** Validators are transformers that must not change anything: they are configured, which may fail, and not run. */
export function runValidators(session: Session, layer: Layer, plugins: ResourceSet): void {
  for (const plugin of plugins.list) configurePlugin(session, layer, plugin);
}

function* configureFields(session: Session, layer: Layer): Generator<Transformer | undefined> {
  const { content, facts } = layer;
  for (const [i, text] of (content.patchesStrategicMerge ?? []).entries())
    yield configureMergePatch(session, layer, text, fieldOrigin(layer, 'patchesStrategicMerge', i));
  const known = facts.content.patches?.length ?? 0;
  for (const [i, entry] of (content.patches ?? []).entries())
    yield configurePatch(session, layer, entry ?? {}, added(layer, i < known, 'patches', i));
  if (content.namespace)
    yield setNamespace(session, content.namespace, overridable(layer, 'namespace', content.namespace));
  for (const [field, where] of [
    ['namePrefix', 'prefix'],
    ['nameSuffix', 'suffix'],
  ] as const) {
    const text = content[field];
    if (text) yield rename({ [where]: text } as unknown as Renaming, overridable(layer, field, text));
  }
  for (const [i, { pairs }] of (content.labels ?? []).entries())
    yield addMetadata('labels', pairs, added(layer, i < (facts.content.labels?.length ?? 0), 'labels', i, 'pairs'));
  yield addMetadata('labels', content.commonLabels, fieldOrigin(layer, 'commonLabels'));
  yield addMetadata('annotations', content.commonAnnotations, fieldOrigin(layer, 'commonAnnotations'));
  for (const [i, entry] of (content.patchesJson6902 ?? []).entries())
    yield configureJsonPatch(session, layer, entry ?? {}, fieldOrigin(layer, 'patchesJson6902', i));
  yield configureReplacements(session, layer, content.replacements ?? [], fieldOrigin(layer, 'replacements'));
}

/** The place of an entry; one that the Application's source added has none here. */
function added(layer: Layer, inFile: boolean, ...path: (string | number)[]): Origin {
  return inFile ? fieldOrigin(layer, ...path) : { file: undefined, document: 0, path: [] };
}

function overridable(layer: Layer, field: 'namespace' | 'namePrefix' | 'nameSuffix', value: string): Origin {
  return added(layer, layer.facts.content[field] === value, field);
}

/** One configuration object of `transformers` or `validators`. */
function configurePlugin(session: Session, layer: Layer, plugin: Resource): Transformer | undefined {
  const origin = plugin.provenance.root;
  const { object } = plugin;
  const kind = currentId(plugin).kind;
  if (!isBuiltin(plugin)) {
    notePlugin(session, layer, plugin, origin);
    return (set) => {
      set.incomplete = true;
    };
  }
  const text = (key: string): string => (typeof object[key] === 'string' ? (object[key] as string) : '');
  const map = (key: string): Fields => (isFields(object[key]) ? (object[key] as Fields) : {});
  switch (kind) {
    case 'PatchTransformer':
      return configurePatch(session, layer, object as PatchEntry, origin);
    case 'PatchJson6902Transformer':
      return configureJsonPatch(session, layer, { ...(object as PatchEntry), patch: text('jsonOp') }, origin);
    case 'PatchStrategicMergeTransformer':
      return configureMergePatches(session, layer, object, origin);
    case 'PrefixTransformer':
    case 'SuffixTransformer': {
      const specs = object['fieldSpecs'];
      if (!Array.isArray(specs)) {
        report(session, origin, quoted(`${kind} fails configuration: fieldSpecs is not expected to be nil.`));
        return undefined;
      }
      const renames = specs.some((spec) => member(spec, 'path') === 'metadata/name');
      return renames ? rename({ prefix: text('prefix'), suffix: text('suffix') }, origin) : undefined;
    }
    case 'NamespaceTransformer':
      return setNamespace(
        session,
        String(member(object['metadata'], 'namespace') ?? ''),
        origin,
        object['unsetOnly'] === true,
      );
    case 'LabelTransformer':
      return addMetadata('labels', map('labels') as Record<string, string>, within(origin, 'labels'));
    case 'AnnotationsTransformer':
      return addMetadata('annotations', map('annotations') as Record<string, string>, within(origin, 'annotations'));
    case 'ReplacementTransformer': {
      const list = Array.isArray(object['replacements']) ? (object['replacements'] as Replacement[]) : [];
      return configureReplacements(session, layer, list, within(origin, 'replacements'));
    }
    default:
      if (IRRELEVANT.has(kind)) return undefined;
      report(session, origin, refused(`unable to load builtin ${kind}`));
      return undefined;
  }
}

/** Built-in transformers that change nothing this program looks at. */
const IRRELEVANT = new Set([
  'HashTransformer',
  'ImageTagTransformer',
  'ReplicaCountTransformer',
  'SortOrderTransformer',
  'ValueAddTransformer',
]);

function configureMergePatches(session: Session, layer: Layer, object: Fields, origin: Origin): Transformer {
  const paths = Array.isArray(object['paths']) ? object['paths'].filter((path) => typeof path === 'string') : [];
  const steps = paths.map((path, i) => configureMergePatch(session, layer, path, within(within(origin, 'paths'), i)));
  if (typeof object['patches'] === 'string' && object['patches'] !== '')
    steps.push(configureMergePatch(session, layer, object['patches'], within(origin, 'patches')));
  return (set) => {
    for (const step of steps) step?.(set);
  };
}
