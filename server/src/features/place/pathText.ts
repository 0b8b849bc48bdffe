import type { Repository } from '../../coverage/repository.ts';
import type { YamlPath } from '../../documents/yamlFile.ts';
import { dirname, join, normalise, relative } from '../../files/paths.ts';
import { fileSource } from '../../manifests/kustomizationReferences.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { isKustomizeReference } from './meanings.ts';
import type { Place, PlacedObject } from './places.ts';
import { hitsOf } from './pointed.ts';

/** A path that a scalar names. Stretches that a template fills in, and wildcards, stay in it as they are written. */
export interface PathText {
  readonly repository: Repository;
  /** The directory the text counts from. */
  readonly base: string;
  /** What stands before the path: `$values/`, `/`, `key=`, `file://`. */
  readonly lead: string;
  /** The entry of a kustomize generator, whose file name is a key unless `lead` says another. */
  readonly keyed: boolean;
  /** The path as written. */
  readonly text: string;
  /** The path from the repository's root, without dots. */
  readonly full: string;
}

/** The paths that a scalar names: one, several in an annotation, none where it names something elsewhere. */
export function pathTexts(context: FeatureContext, at: FileAt, object: PlacedObject, place: Place): PathText[] {
  const { meaning, value } = place;
  const make = (
    repository: Repository | undefined,
    base: string | undefined,
    lead: string,
    text: string,
  ): PathText[] => {
    const full = base === undefined ? undefined : normalise(join(base, text));
    return repository && base !== undefined && full !== undefined
      ? [{ repository, base, lead, keyed: meaning === 'generatorFile' && lead === '', text, full }]
      : [];
  };
  if (value === '' && meaning !== 'path') return [];
  if (isKustomizeReference(place.kind, meaning)) {
    if (value.includes('\n') || value.startsWith('/')) return [];
    const text = meaning === 'generatorFile' ? fileSource(value) : value;
    const found = make(at.repository, dirname(at.file), value.slice(0, value.length - text.length), text);
    return isRemote(value) ? found.filter(({ full }) => at.repository.tree.kind(full) !== undefined) : found;
  }
  switch (meaning) {
    case 'path':
    case 'gitDirectory':
    case 'gitFile':
      return value.startsWith('/') ? [] : make(repositoryOf(context, at, object, place), '', '', value);
    case 'component':
      return make(repositoryOf(context, at, object, place), sourcePath(object, place), '', value);
    case 'valueFile':
    case 'fileParameter': {
      const ref = /^\$([\w-]+)\//.exec(value);
      if (ref)
        return make(refRepository(context, at, object, ref[1] as string), '', ref[0], value.slice(ref[0].length));
      if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || value.startsWith('$')) return [];
      const repository = repositoryOf(context, at, object, place);
      if (value.startsWith('/')) return make(repository, '', '/', value.slice(1));
      return make(repository, sourcePath(object, place), '', value);
    }
    case 'chartRepository':
      return value.startsWith('file://') ? make(at.repository, dirname(at.file), 'file://', value.slice(7)) : [];
    case 'generatePaths':
      return value
        .split(';')
        .filter((item) => item !== '')
        .flatMap((item) => {
          const base = item.startsWith('/') ? '' : firstSourcePath(object);
          const lead = item.startsWith('/') ? '/' : '';
          return make(repositoryOf(context, at, object, place), base, lead, item.slice(lead.length));
        });
    default:
      return [];
  }
}

/** A path written again after it, or the directory it counts from, has moved: as it is, where that still fits. */
export function rewritten(path: PathText, base: string, full: string, key = ''): string {
  if (normalise(join(base, path.text)) === full) return path.lead + path.text;
  const text = relative(base, full);
  const dotted = path.text.startsWith('./') && !text.startsWith('.') ? `./${text}` : text;
  const slash = path.text.endsWith('/') && !dotted.endsWith('/') ? '/' : '';
  return `${path.lead === '' ? key : path.lead}${dotted}${slash}`;
}

/** Whether kustomize would fetch a text for which no file is there: a URL, or a host with a path. */
export function isRemote(text: string): boolean {
  return /:\/\/|^git@|^[\w.-]+\.[a-z]+\/.*\/.*/.test(text);
}

/** The source or generator that a place belongs to. */
export function ownerPath(path: YamlPath): YamlPath {
  for (const [i, key] of path.entries()) {
    if (key === 'source' || key === 'drySource' || key === 'git') return path.slice(0, i + 1);
    if (key === 'sources') return path.slice(0, i + 2);
  }
  return path.slice(0, -1);
}

/** The text of another scalar of the same object. */
export function valueIn(object: PlacedObject, path: YamlPath): string | undefined {
  return object.places.find(
    (place) => place.path.length === path.length && place.path.every((key, i) => key === path[i]),
  )?.value;
}

/** The repository that a source or generator reads, where it is in the workspace. */
export function repositoryOf(
  context: FeatureContext,
  at: FileAt,
  object: PlacedObject,
  place: Place,
): Repository | undefined {
  const url =
    place.meaning === 'generatePaths'
      ? firstSource(object, 'repoURL')
      : valueIn(object, [...ownerPath(place.path), 'repoURL']);
  if (url !== undefined && url !== '' && !url.includes('{{')) return context.identify(url, at.repository.id);
  const found = hitsOf(context, at, place).find((hit) => hit.source?.identity)?.source?.identity?.repository;
  if (found !== undefined) return context.workspace.byId(found);
  // Nothing says where it reads: most likely where it is written.
  return url === undefined || url === '' ? at.repository : undefined;
}

function refRepository(
  context: FeatureContext,
  at: FileAt,
  object: PlacedObject,
  name: string,
): Repository | undefined {
  const ref = object.places.find(({ meaning, value }) => meaning === 'ref' && value === name);
  return ref && repositoryOf(context, at, object, ref);
}

function sourcePath(object: PlacedObject, place: Place): string | undefined {
  return normalise(valueIn(object, [...ownerPath(place.path), 'path']) ?? '');
}

function firstSource(object: PlacedObject, field: 'path' | 'repoURL'): string | undefined {
  return object.places.find(({ meaning, path }) => meaning === field && !path.includes('git'))?.value;
}

function firstSourcePath(object: PlacedObject): string | undefined {
  return normalise(firstSource(object, 'path') ?? '');
}
