import { join, normalise } from '../../files/paths.ts';
import { resolvePath } from '../../files/resolve.ts';
import { quoted, t } from '../../l10n/t.ts';
import { member } from './fields.ts';
import { locate, type Origin } from './provenance.ts';
import { currentId, type Resource } from './resource.ts';
import { type Layer, report, type Session } from './session.ts';

/** Whether a generator's or transformer's configuration is for one that kustomize has built in. */
export function isBuiltin(plugin: Resource): boolean {
  const { group, version } = currentId(plugin);
  return group === '' && version === 'builtin';
}

/**
 * A plugin outside kustomize: an error where the options forbid it (PluginRestrictionsBuiltinsOnly), else the end of what
 * can be known. The files that ksops decrypts become manifests, so they count as possibly used.
 */
export function notePlugin(session: Session, layer: Layer, plugin: Resource, origin: Origin): void {
  const { kind } = currentId(plugin);
  if (session.options.plugins === false) {
    report(session, origin, quoted(`external plugins disabled; unable to load external plugin '${kind}'.`));
    return;
  }
  session.notes.push({ kind: 'plugin', name: kind, at: locate(session.tree, origin) });
  const files = member(plugin.object, 'files');
  if (kind !== 'ksops' || !Array.isArray(files) || origin.file === undefined) return;
  for (const [i, text] of files.entries()) {
    const path = typeof text === 'string' && !text.startsWith('/') ? normalise(join(layer.directory, text)) : undefined;
    const real = path === undefined ? undefined : resolvePath(session.tree, path);
    if (!real || 'problem' in real || real.kind !== 'file') continue;
    const span = locate(session.tree, { ...origin, path: [...origin.path, 'files', i] })?.span;
    session.claims.set(`plugin\n${real.path}`, {
      repository: session.tree.id,
      file: real.path,
      role: 'manifest',
      from: { file: origin.file, span },
      possible: true,
      why: t`The kustomize plugin ${kind} reads it, if Argo CD has that plugin.`,
    });
  }
}
