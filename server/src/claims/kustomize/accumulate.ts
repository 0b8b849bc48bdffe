import { yamlFile } from '../../documents/yamlFile.ts';
import { isWithin, join, normalise } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import { quoted, t } from '../../l10n/t.ts';
import { kustomizationFacts, kustomizationIn } from '../../manifests/kustomization.ts';
import type { KustomizationReference } from '../../manifests/kustomizationReferences.ts';
import type { Kustomization } from '../../manifests/kustomizationTypes.ts';
import type { ClaimRole } from '../claim.ts';
import type { Fields } from './fields.ts';
import { runGenerators } from './generators.ts';
import { inlineObjects } from './inlineObjects.ts';
import { kustomizeValue } from './kustomizeValue.ts';
import { loadFile, noteRemote, requireFile } from './loadFile.ts';
import { locate, type Origin } from './provenance.ts';
import { isRemoteRepository } from './remote.ts';
import { currentId, makeResource, type Resource, ResourceSet } from './resource.ts';
import { type ResourceFacts, resourceFile } from './resourceFile.ts';
import { groupVersion, idText } from './resourceId.ts';
import { claim, documentKey, fieldOrigin, type Layer, refused, report, type Session } from './session.ts';
import { runTransformers, runValidators } from './transformers.ts';

/** Directories a chain of bases may lead through; real ones have a handful. */
const MAX_CHAIN = 200;

/** Enters the kustomization of a directory. @returns undefined when kustomize can't; that is told. */
export function openLayer(
  session: Session,
  directory: string,
  parent: { readonly layer: Layer; readonly origin: Origin; readonly component: boolean } | undefined,
  override: (content: Kustomization) => Kustomization = (content) => content,
): Layer | undefined {
  const { tree } = session;
  const found = kustomizationIn(tree, directory, session.options.restricted);
  const from = parent?.origin.file === undefined ? undefined : { file: parent.origin.file, span: spanOf(parent) };
  if ('problem' in found) {
    for (const file of found.files) claim(session, file, 'kustomization', from);
    const message =
      found.problem === 'none'
        ? t`“${directory || '.'}” has no kustomization.yaml: kustomize can’t build it.`
        : t`Found multiple kustomization files under “${directory || '.'}”: kustomize can’t build it.`;
    const first = found.files[0];
    const origin = first === undefined ? parent?.origin : { file: first, document: 0, path: [] };
    report(session, origin, message, parent && first !== undefined ? [namedHere(parent.origin)] : []);
    return undefined;
  }
  for (const link of found.links) claim(session, link, 'kustomization', from);
  claim(session, found.file, 'kustomization', from);
  const facts = kustomizationFacts(tree, found.file);
  if (!facts || facts.problem) {
    const problem = facts?.problem;
    session.problems.push({
      code: 'broken-kustomization',
      message: problem ? refused(problem.message) : t`The file can’t be read: kustomize can’t build this.`,
      at: { file: found.file, ...(problem?.span ? { span: problem.span } : {}) },
    });
    return undefined;
  }
  const component = facts.kind === 'Component';
  if (parent && component !== parent.component) {
    const message = component
      ? t`“${directory}” is a Component: it belongs under “components”, not “resources”.`
      : t`“${directory}” is not a Component: it belongs under “resources”, not “components”.`;
    report(session, parent.origin, message, [
      { origin: { file: found.file, document: 0, path: ['kind'] }, message: t`The kind is set here` },
    ]);
    return undefined;
  }
  const content = override(facts.content);
  const layer: Layer = {
    directory,
    file: found.file,
    facts,
    content,
    spans: new Map(facts.references.flatMap(({ path, span }) => (span ? [[path.join('/'), span]] : []))),
    visited: [...(parent?.layer.visited ?? []), directory],
    chartNamespace: parent?.layer.content.namespace || parent?.layer.chartNamespace,
  };
  const schema = content.openapi?.['path'];
  if (schema) requireFile(session, layer, schema, 'configuration', fieldOrigin(layer, 'openapi', 'path'));
  return layer;
}

function spanOf({ layer, origin }: { layer: Layer; origin: Origin }) {
  return origin.file === layer.file ? layer.spans.get(origin.path.join('/')) : undefined;
}

function namedHere(origin: Origin): { origin: Origin; message: string } {
  return { origin, message: t`Named here` };
}

/**
 * Builds a kustomization into a set of objects (accumulateTarget in api/internal/target/kusttarget.go), in kustomize's
 * order: resources, configuration, generators, components, transformers, validators. A mistake is told and the rest
 * still looked at, so that one missing file does not hide what all the others are for.
 * @param set the parent's objects for a Component, else empty.
 */
export function accumulate(session: Session, layer: Layer, set: ResourceSet): void {
  const { references, content } = { references: layer.facts.references, content: layer.content };
  const ofKind = (...kinds: KustomizationReference['kind'][]) => references.filter(({ kind }) => kinds.includes(kind));
  accumulateResources(session, layer, set, entries(layer, ofKind('resource', 'base')), 'manifest');
  for (const reference of ofKind('configuration', 'crd'))
    requireFile(session, layer, reference.text, 'configuration', fieldOrigin(layer, ...reference.path));
  runGenerators(session, layer, set, collectPlugins(session, layer, ofKind('generator')));
  for (const [i, text] of (content.components ?? []).entries()) {
    const known = i < (layer.facts.content.components?.length ?? 0);
    const origin = known ? fieldOrigin(layer, 'components', i) : APPLICATION;
    accumulateDirectory(session, layer, set, text, origin, true);
  }
  runTransformers(session, layer, set, collectPlugins(session, layer, ofKind('transformer')));
  runValidators(session, layer, collectPlugins(session, layer, ofKind('validator')));
}

/** The configuration objects of generators, transformers or validators: inline ones first, as kustomize has them. */
function collectPlugins(session: Session, layer: Layer, references: readonly KustomizationReference[]): ResourceSet {
  const set = new ResourceSet();
  for (const reference of references.filter(({ inline }) => inline)) {
    const origin = fieldOrigin(layer, ...reference.path);
    for (const { value, facts } of inlineObjects(reference.text))
      set.append(makeResource(facts, { ...origin, inner: { document: facts.document, path: facts.path } }, value));
  }
  const files = references.filter(({ inline }) => !inline);
  accumulateResources(session, layer, set, entries(layer, files), 'configuration');
  return set;
}

/** The place of what the Application's own source adds: it has none in the kustomizations. */
export const APPLICATION: Origin = { file: undefined, document: 0, path: [] };

/** A text that names a file, directory or URL, and where it stands. */
export interface Entry {
  readonly text: string;
  readonly origin: Origin;
}

export function entries(layer: Layer, references: readonly KustomizationReference[]): Entry[] {
  return references.map(({ text, path }) => ({ text, origin: fieldOrigin(layer, ...path) }));
}

/** Adds what each entry names: a file's objects, or what a directory's kustomization builds. */
export function accumulateResources(
  session: Session,
  layer: Layer,
  set: ResourceSet,
  list: readonly Entry[],
  role: ClaimRole,
): void {
  for (const { text, origin } of list) {
    const loaded = loadFile(session, layer, text, role, origin);
    if ('file' in loaded) addFile(session, set, loaded.file, text, origin, role !== 'manifest');
    else if ('remote' in loaded) {
      noteRemote(session, layer, text, origin);
      set.incomplete = true;
    } else accumulateDirectory(session, layer, set, text, origin, false, loaded.failure);
  }
}

function addFile(session: Session, set: ResourceSet, file: string, text: string, origin: Origin, whole: boolean): void {
  const { objects, problem } = session.tree.derive(resourceFile, file);
  if (problem) {
    const at = locate(session.tree, origin);
    const related = at ? { related: [{ at, message: t`Listed here` }] } : {};
    session.problems.push({
      code: 'broken-kustomization',
      message: t`“${file}”: ${quoted(problem.message)}: kustomize can’t build this.`,
      at: { file, ...(problem.span ? { span: problem.span } : {}) },
      ...related,
    });
    set.incomplete = true;
    return;
  }
  for (const facts of objects) {
    const place: Origin = { file, document: facts.document, path: facts.path };
    const id = { ...groupVersion(facts.apiVersion), kind: facts.kind, name: facts.name, namespace: facts.namespace };
    const body = whole || session.wanted(id, documentKey(place)) ? readBody(session, facts, file) : undefined;
    const resource = makeResource(facts, place, body);
    addResource(session, set, resource, text, origin);
  }
}

/** Adds an object, or tells that its id is taken. */
function addResource(session: Session, set: ResourceSet, resource: Resource, text: string, origin: Origin): void {
  const taken = set.append(resource);
  if (!taken) return;
  const id = idText(currentId(resource));
  report(
    session,
    origin,
    t`“${text}” adds a resource with an already registered id, ${id}: kustomize can’t build this.`,
    [
      { origin: taken.provenance.root, message: t`Registered here first` },
      { origin: resource.provenance.root, message: t`And here again` },
    ],
  );
}

/** A copy of a whole object. */
function readBody(session: Session, { document, path }: ResourceFacts, file: string): Fields | undefined {
  const parsed = session.tree.derive(yamlFile, file)?.documents[document];
  return parsed && kustomizeValue(parsed, path);
}

/** Adds what the kustomization of a directory builds; `failure` says why the text is no file. */
function accumulateDirectory(
  session: Session,
  layer: Layer,
  set: ResourceSet,
  text: string,
  origin: Origin,
  component: boolean,
  failure?: string,
): void {
  if (isRemoteRepository(text)) {
    noteRemote(session, layer, text, origin);
    set.incomplete = true;
    return;
  }
  const path = text === '' || text.startsWith('/') ? undefined : normalise(join(layer.directory, text));
  const real = path === undefined ? undefined : resolvePath(session.tree, path);
  if (!real || 'problem' in real || real.kind !== 'directory') {
    const message =
      real && 'kind' in real
        ? t`“${text}” is not a directory: kustomize can’t build this.`
        : t`“${text}” does not exist: kustomize can’t build this.`;
    report(session, origin, failure ?? message);
    set.incomplete = true;
    return;
  }
  const visited = layer.visited.find((directory) => isWithin(directory, real.path));
  if (visited !== undefined) {
    report(session, origin, t`Cycle detected: “${text}” contains “${visited || '.'}”, which led here.`);
    return;
  }
  if (layer.visited.length >= MAX_CHAIN || session.budget-- <= 0) {
    if (session.budget === -1 || layer.visited.length >= MAX_CHAIN)
      report(session, origin, t`Too many kustomizations build upon each other here: the rest is not looked at.`);
    set.incomplete = true;
    return;
  }
  const inner = openLayer(session, real.path, { layer, origin, component });
  if (!inner) {
    set.incomplete = true;
    return;
  }
  if (component) {
    accumulate(session, inner, set);
    return;
  }
  const objects = new ResourceSet();
  accumulate(session, inner, objects);
  if (objects.incomplete) set.incomplete = true;
  for (const resource of objects.list) addResource(session, set, resource, text, origin);
}
