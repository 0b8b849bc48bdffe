import { objectOf } from '../applications/json.ts';
import { compileGobwas } from '../globs/gobwas.ts';
import type { ApplicationSource, SourceSettings } from './claim.ts';

/** `spec.source.directory`, read. */
export interface DirectorySettings {
  readonly recurse: boolean;
  readonly extensions: boolean;
  readonly jsonnet: boolean;
  /** Directories for jsonnet imports, relative to the repository's root. */
  readonly libraries: readonly string[];
  /** Which of the two patterns keeps a path (relative to the app path) out; undefined when neither does. */
  excludedBy(path: string): 'include' | 'exclude' | undefined;
  /** Which of the two patterns makes Argo CD itself fail on a path. */
  crashesOn(path: string): 'include' | 'exclude' | undefined;
}

/** Reads the directory options of a source. A pattern that doesn't compile matches nothing (`util/glob/glob.go` Match). */
export function directorySettings(source: ApplicationSource, disabled: SourceSettings['disabled']): DirectorySettings {
  const options = objectOf(source['directory']);
  const jsonnet = objectOf(options['jsonnet']);
  const libraries = Array.isArray(jsonnet['libs']) ? jsonnet['libs'].filter((lib) => typeof lib === 'string') : [];
  const pattern = (field: 'include' | 'exclude') => {
    const text = options[field];
    return typeof text === 'string' && text !== '' ? compileGobwas(text) : undefined;
  };
  const include = pattern('include');
  const exclude = pattern('exclude');
  return {
    recurse: options['recurse'] === true,
    extensions: options['disableExtensionFilter'] !== true,
    jsonnet: disabled.jsonnet !== true,
    libraries,
    excludedBy(path) {
      if (exclude && 'match' in exclude && exclude.match(path)) return 'exclude';
      return include && !('match' in include && include.match(path)) ? 'include' : undefined;
    },
    crashesOn(path) {
      if (exclude && 'crashes' in exclude && exclude.crashes(path)) return 'exclude';
      if (exclude && 'match' in exclude && exclude.match(path)) return undefined;
      return include && 'crashes' in include && include.crashes(path) ? 'include' : undefined;
    },
  };
}
