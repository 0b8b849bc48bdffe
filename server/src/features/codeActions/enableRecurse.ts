import { join } from '../../files/paths.ts';
import type { Tree } from '../../files/tree.ts';
import { t } from '../../l10n/t.ts';
import { KUSTOMIZATION_NAMES } from '../../manifests/kustomization.ts';
import { setValue } from '../edits.ts';
import { findSource, sourceText } from './editApplication.ts';
import { type ActionProvider, absolute } from './provider.ts';

/** Turns on `directory.recurse` in the Application that watches a directory above the file. */
export const enableRecurse: ActionProvider = {
  id: 'enableRecurse',
  offer(context, { manifest }) {
    const nearest = manifest?.verdict.nearest;
    if (manifest?.verdict.reason !== 'not-recursed' || !nearest) return [];
    const text = sourceText(context, nearest.app, nearest.source);
    if (!text) return [];
    const facts = { app: nearest.app.id, source: nearest.source.at.join('.') };
    const { root } = nearest;
    const preferred = root !== undefined && holdsPlainManifestsOnly(root.repository.tree, root.path);
    return [{ title: t`Enable recurse in ${text.file}`, kind: 'quickfix', code: 'not-recursed', preferred, facts }];
  },
  resolve(context, { facts }) {
    const found = findSource(context, facts['app'], facts['source']);
    const text = found && sourceText(context, found.app, found.source);
    const edit = text && setValue(text.text, text.document, [...text.path, 'directory', 'recurse'], 'true');
    return edit && { steps: [{ type: 'edit', path: absolute(text.repository, text.file), edits: [edit] }] };
  },
};

/** A directory source that recurses reads kustomizations and charts below it as plain manifests, and may fail of it: no safe edit. */
function holdsPlainManifestsOnly(tree: Tree, directory: string): boolean {
  return tree.list(directory).every(({ name, kind }) => {
    if (kind === 'directory') return holdsPlainManifestsOnly(tree, join(directory, name));
    return name !== 'Chart.yaml' && !(KUSTOMIZATION_NAMES as readonly string[]).includes(name);
  });
}
