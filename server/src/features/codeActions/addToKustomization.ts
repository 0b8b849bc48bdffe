import { parseYaml } from '../../documents/yamlFile.ts';
import { dirname, relative } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { appendItem } from '../edits.ts';
import { type ActionProvider, absolute, isSafePath, textFact } from './provider.ts';

/** Lists a file in the kustomization that comes closest to it. */
export const addToKustomization: ActionProvider = {
  id: 'addToKustomization',
  offer(_context, { manifest, file }) {
    const nearest = manifest?.verdict.nearest;
    if (manifest?.verdict.reason !== 'not-in-kustomization' || !nearest?.at) return [];
    const kustomization = nearest.at.file;
    return [
      {
        title: t`Add to ${kustomization}`,
        kind: 'quickfix',
        code: 'not-in-kustomization',
        preferred: true,
        facts: { kustomization, entry: relative(dirname(kustomization), file) },
      },
    ];
  },
  resolve(_context, at) {
    const kustomization = textFact(at, 'kustomization');
    const entry = textFact(at, 'entry');
    if (kustomization === undefined || entry === undefined || !isSafePath(kustomization)) return undefined;
    const text = at.repository.tree.text(kustomization);
    const document = text === undefined ? undefined : parseYaml(text).documents[0];
    const edit = text !== undefined && document && appendItem(text, document, ['resources'], entry);
    return edit
      ? { steps: [{ type: 'edit', path: absolute(at.repository, kustomization), edits: [edit] }] }
      : undefined;
  },
};
