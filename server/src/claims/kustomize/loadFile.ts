import { dirname, isWithin, join, normalise } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import { t } from '../../l10n/t.ts';
import type { ClaimRole } from '../claim.ts';
import type { Origin } from './provenance.ts';
import { isRemoteFile } from './remote.ts';
import { claimFrom, type Layer, referencePlace, report, type Session } from './session.ts';

/** What came of loading a file: its real path, a URL that only the network can answer, or why there is none. */
export type Loaded = { readonly file: string } | { readonly remote: true } | { readonly failure: string };

/**
 * Finds the file that a kustomization names (Load in api/internal/loader/fileloader.go) under the load restrictor, which
 * looks at resolved paths, and claims it with the links that lead to it.
 */
export function loadFile(session: Session, layer: Layer, text: string, role: ClaimRole, origin: Origin): Loaded {
  if (isRemoteFile(text)) return { remote: true };
  if (text.startsWith('/'))
    return { failure: t`“${text}” is an absolute path, outside the repository: kustomize can’t build this.` };
  const path = normalise(join(layer.directory, text));
  if (path === undefined) return { failure: t`“${text}” is outside the repository: kustomize can’t build this.` };
  const real = resolvePath(session.tree, path);
  if ('problem' in real) {
    if (real.problem === 'missing') return { failure: t`“${text}” does not exist: kustomize can’t build this.` };
    return {
      failure:
        real.problem === 'loop'
          ? t`“${text}” is a symlink to itself: kustomize can’t build this.`
          : t`“${text}” leads out of the repository: kustomize can’t build this.`,
    };
  }
  if (real.kind !== 'file') return { failure: t`“${text}” must resolve to a file: kustomize can’t build this.` };
  if (session.options.restricted && !isWithin(dirname(real.path), layer.directory))
    return {
      failure: t`“${text}” is not in or below “${layer.directory || '.'}”, where kustomize may read files: it can’t build this.`,
    };
  const links = real.links.filter((link) => {
    const target = resolvePath(session.tree, link);
    return 'kind' in target && target.kind === 'file';
  });
  claimFrom(session, layer, real.path, links, role, origin);
  return { file: real.path };
}

/** The same for files that must be there: tells the failure, notes what is remote. @returns the real path, if any. */
export function requireFile(
  session: Session,
  layer: Layer,
  text: string,
  role: ClaimRole,
  origin: Origin,
): { readonly file?: string; readonly remote?: boolean } {
  const loaded = loadFile(session, layer, text, role, origin);
  if ('file' in loaded) return { file: loaded.file };
  if ('remote' in loaded) {
    noteRemote(session, layer, text, origin);
    return { remote: true };
  }
  report(session, origin, loaded.failure);
  return {};
}

export function noteRemote(session: Session, layer: Layer, text: string, origin: Origin): void {
  session.notes.push({ kind: 'remote', text, at: referencePlace(session, layer, origin) });
}
