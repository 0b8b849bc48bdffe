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
    return [
      { title: `Enable recurse in ${text.file}`, kind: 'quickfix', code: 'not-recursed', preferred: true, facts },
    ];
  },
  resolve(context, { facts }) {
    const found = findSource(context, facts['app'], facts['source']);
    const text = found && sourceText(context, found.app, found.source);
    const edit = text && setValue(text.text, text.document, [...text.path, 'directory', 'recurse'], 'true');
    return edit && { steps: [{ type: 'edit', path: absolute(text.repository, text.file), edits: [edit] }] };
  },
};
