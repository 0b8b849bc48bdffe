import { quoted, t } from '../../l10n/t.ts';
import type { PatchEntry, Selector } from '../../manifests/kustomizationTypes.ts';
import { type Fields, isFields, member, setMember } from './fields.ts';
import type { InlineObject } from './inlineObjects.ts';
import { applyJsonPatch, type Operation } from './jsonPatch.ts';
import { requireFile } from './loadFile.ts';
import { inlinePatches, type PatchText, patchFile, readPatch } from './patchText.ts';
import { type Origin, within } from './provenance.ts';
import { currentId, forgetId, metadataOf, type Resource, type ResourceSet, storePreviousId } from './resource.ts';
import { groupVersion, idText, type ResourceId } from './resourceId.ts';
import { compileSelector } from './selector.ts';
import { documentKey, type Layer, refused, report, type Session } from './session.ts';
import { strategicMerge } from './strategicMerge.ts';

/** A transformer that is configured and ready to run. */
export type Transformer = (set: ResourceSet) => void;

/** A patch and where it stands. */
interface LoadedPatch extends PatchText {
  /** Origin of one of its documents. */
  readonly document: (index: number) => Origin;
}

/**
 * Configures one entry of `patches` (api/internal/builtins/PatchTransformer.go): strategic merge or JSON patch, by what
 * the text is. @returns undefined when it has no effect or can't be configured; the latter is told.
 */
export function configurePatch(
  session: Session,
  layer: Layer,
  entry: PatchEntry,
  origin: Origin,
): Transformer | undefined {
  const inline = entry.patch?.trim() ?? '';
  if ((inline === '') === !entry.path) {
    const message =
      inline === '' ? 'must specify one of patch and path' : 'patch and path can’t be set at the same time';
    report(session, origin, refused(message));
    return undefined;
  }
  const place = within(origin, entry.path ? 'path' : 'patch');
  const loaded = entry.path ? loadPatch(session, layer, entry.path, place) : inlinePatch(session, layer, inline, place);
  if (!loaded) return undefined;
  const { operations } = loaded;
  if (loaded.problem !== undefined) {
    if (operations && operations.length === 0) return undefined;
    if (operations) return jsonTransformer(session, operations, entry.target, loaded.document(0), place);
    report(session, place, refused(`unable to parse SM or JSON patch: ${loaded.problem}`), [
      { origin: loaded.document(0), message: t`The patch` },
    ]);
    return undefined;
  }
  if (loaded.objects.length === 0) return undefined;
  return mergeTransformer(session, entry, loaded, place);
}

/** Configures `patchesStrategicMerge` (PatchStrategicMergeTransformer.go): each a path or the patch itself. */
export function configureMergePatch(
  session: Session,
  layer: Layer,
  text: string,
  origin: Origin,
): Transformer | undefined {
  const inline = readPatch(text);
  if (inline.problem === undefined)
    return mergeTransformer(
      session,
      {},
      { ...inline, document: (document) => ({ ...origin, inner: { document, path: [] } }) },
      origin,
    );
  const loaded = loadPatch(session, layer, text, origin);
  if (!loaded) return undefined;
  if (loaded.problem === undefined) return mergeTransformer(session, {}, loaded, origin);
  report(session, loaded.document(0), refused(loaded.problem), [{ origin, message: t`Listed here` }]);
  return undefined;
}

/** Configures one entry of `patchesJson6902` (PatchJson6902Transformer.go). */
export function configureJsonPatch(
  session: Session,
  layer: Layer,
  entry: PatchEntry,
  origin: Origin,
): Transformer | undefined {
  const fail = (message: string, at = origin): undefined => report(session, at, refused(message));
  if (!entry.target?.name) return fail('must specify the target name');
  const inline = entry.patch ?? '';
  if ((inline === '') === !entry.path)
    return fail(inline === '' ? 'empty file path and empty jsonOp' : 'must specify a file path or jsonOp, not both');
  const place = within(origin, entry.path ? 'path' : 'patch');
  const loaded = entry.path ? loadPatch(session, layer, entry.path, place) : inlinePatch(session, layer, inline, place);
  if (!loaded) return undefined;
  if (loaded.empty) return fail('patch file seems to be empty', place);
  if (!loaded.operations) return fail('The JSON patch is no list of operations', loaded.document(0));
  if (loaded.operations.length === 0) return fail('patch appears to be empty', place);
  return jsonTransformer(session, loaded.operations, entry.target, loaded.document(0), place);
}

function loadPatch(session: Session, layer: Layer, path: string, origin: Origin): LoadedPatch | undefined {
  const { file } = requireFile(session, layer, path, 'patch', origin);
  const patch = file === undefined ? undefined : session.tree.derive(patchFile, file);
  return patch && { ...patch, document: (document) => ({ file, document, path: [] }) };
}

function inlinePatch(session: Session, layer: Layer, text: string, origin: Origin): LoadedPatch {
  const known = session.tree.derive(inlinePatches, layer.file).get(text.trim());
  return { ...(known ?? readPatch(text)), document: (document) => ({ ...origin, inner: { document, path: [] } }) };
}

function mergeTransformer(
  session: Session,
  { target, options }: PatchEntry,
  loaded: LoadedPatch,
  place: Origin,
): Transformer | undefined {
  const patches = loaded.objects;
  if (target && patches.length > 1) {
    report(
      session,
      place,
      'Multiple Strategic-Merge Patches in one `patches` entry is not allowed to set `patches.target` field.',
    );
    return undefined;
  }
  const from = ({ facts }: InlineObject): Origin => {
    const origin = loaded.document(facts.document);
    return facts.path.reduce(within, origin);
  };
  return (set) => {
    for (const patch of patches) {
      const targets = target
        ? selectTargets(session, set, target, place)
        : uniqueTarget(session, set, patch, from(patch), place);
      for (const resource of targets) mergeInto(session, resource, patch, from(patch), options ?? {}, place);
      set.changed();
    }
  };
}

function uniqueTarget(
  session: Session,
  set: ResourceSet,
  { facts }: InlineObject,
  patch: Origin,
  place: Origin,
): readonly Resource[] {
  const id: ResourceId = {
    ...groupVersion(facts.apiVersion),
    kind: facts.kind,
    name: facts.name,
    namespace: facts.namespace,
  };
  const matches = set.withAnyId(id);
  if (matches.length === 1) return matches;
  if (matches.length === 0 && set.incomplete) return [];
  const found = matches.length === 0 ? 'no' : 'multiple';
  report(
    session,
    patch.file === place.file ? place : patch,
    quoted(`no resource matches strategic merge patch "${idText(id)}": ${found} matches for Id ${idText(id)}.`),
    patch.file === place.file ? [] : [{ origin: place, message: t`The kustomization lists the patch here` }],
  );
  return [];
}

/** The selected resources; a malformed selector is told. */
export function selectTargets(
  session: Session,
  set: ResourceSet,
  target: Selector,
  place: Origin,
): readonly Resource[] {
  const selector = compileSelector(target);
  if (typeof selector !== 'string') return set.select(selector);
  report(session, place, refused(selector));
  return [];
}

function mergeInto(
  session: Session,
  resource: Resource,
  { value }: InlineObject,
  origin: Origin,
  options: NonNullable<PatchEntry['options']>,
  place: Origin,
): void {
  const { name, kind, namespace } = currentId(resource);
  if (options.allowNameChange || options.allowKindChange) storePreviousId(resource);
  const patch = { ...value };
  delete patch['apiVersion'];
  if (!options.allowKindChange) delete patch['kind'];
  if (isFields(value['metadata'])) {
    const metadata = { ...value['metadata'] };
    if (!options.allowNameChange) delete metadata['name'];
    delete metadata['namespace'];
    patch['metadata'] = metadata;
  }
  const apiVersion = String(resource.object['apiVersion'] ?? '');
  forgetId(resource);
  const result = strategicMerge(resource.object, patch, resource.provenance, origin, isBuiltinKind(apiVersion));
  if (result === 'deleted') resource.deleted = true;
  else if (result !== 'merged') report(session, place, refused(result.problem));
  if (resource.deleted) return;
  if (!options.allowKindChange) restore(resource.object, 'kind', kind);
  const metadata = metadataOf(resource);
  if (!options.allowNameChange) restore(metadata, 'name', name);
  restore(metadata, 'namespace', namespace);
}

/** Kinds whose schema kustomize has; in all others lists are replaced. */
function isBuiltinKind(apiVersion: string): boolean {
  const { group } = groupVersion(apiVersion);
  return group === '' || !group.includes('.') || group.endsWith('.k8s.io');
}

function restore(map: Fields, key: string, text: string): void {
  if (text === '') delete map[key];
  else if (String(member(map, key) ?? '') !== text) setMember(map, key, text);
}

function jsonTransformer(
  session: Session,
  operations: readonly Operation[],
  target: Selector | undefined,
  origin: Origin,
  place: Origin,
): Transformer | undefined {
  if (!target) {
    report(session, place, refused('must specify a target for JSON patch'));
    return undefined;
  }
  return (set) => {
    for (const resource of selectTargets(session, set, target, place)) {
      storePreviousId(resource);
      // A stand-in has no body to patch: its metadata is, and the whole object is asked for.
      const whole = resource.whole;
      if (!whole && !resource.generated) session.missed.add(documentKey(resource.provenance.root));
      const applicable = whole
        ? operations
        : operations.filter(({ path }) => /^\/(metadata|kind|apiVersion)/.test(String(path)));
      const failure = withAnnotations(resource, () =>
        applyJsonPatch(resource.object, applicable, resource.provenance, origin),
      );
      forgetId(resource);
      if (failure && whole)
        report(session, within(origin, failure.index), quoted(`${failure.problem} (${idText(currentId(resource))}).`), [
          { origin: resource.provenance.root, message: t`The object that is patched` },
        ]);
    }
    set.changed();
  };
}

/**
 * kustomize keeps an object's earlier ids in its annotations while it builds, so a JSON patch finds `/metadata/annotations`
 * even where the file has none.
 */
function withAnnotations<T>(resource: Resource, run: () => T): T {
  const metadata = metadataOf(resource);
  const lent: Fields | undefined =
    resource.previous.length > 0 && member(metadata, 'annotations') === undefined ? {} : undefined;
  if (lent) metadata['annotations'] = lent;
  const result = run();
  if (lent && Object.keys(lent).length === 0 && metadata['annotations'] === lent) delete metadata['annotations'];
  return result;
}
