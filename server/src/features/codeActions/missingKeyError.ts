import { parseYaml } from '../../documents/yamlFile.ts';
import { t } from '../../l10n/t.ts';
import { appendItem, indentAt, lineAfter, lineEnd, type TextEdit } from '../edits.ts';
import { type ActionProvider, absolute } from './provider.ts';

const OPTION = 'missingkey=error';
const PATH = ['spec', 'goTemplateOptions'];

/** Makes an ApplicationSet fail on parameters that are missing. */
export const missingKeyError: ActionProvider = {
  id: 'missingKeyError',
  offer(_context, { diagnostics, text }) {
    return diagnostics.flatMap(({ code, span }) => {
      if (code !== 'missing-key-not-error' || !editOf(text, span.start)) return [];
      const title = t`Add ${OPTION} to goTemplateOptions`;
      return [{ title, kind: 'quickfix' as const, code, preferred: true, facts: { start: span.start } }];
    });
  },
  resolve(_context, at) {
    const { start } = at.facts;
    const edit = typeof start === 'number' ? editOf(at.text, start) : undefined;
    return edit && { steps: [{ type: 'edit', path: absolute(at.repository, at.file), edits: [edit] }] };
  },
};

/** Adds to the list that is there, or a list below the line of `goTemplate`. */
function editOf(text: string, offset: number): TextEdit | undefined {
  const document = parseYaml(text).documents.find(({ span }) => span.start <= offset && offset <= span.end);
  if (!document) return undefined;
  if (document.keySpan(PATH)) return appendItem(text, document, PATH, OPTION);
  const key = document.keySpan(['spec', 'goTemplate']);
  if (!key || text.slice(0, key.start).split('\n').pop()?.trim() !== '') return undefined;
  const at = lineAfter(text, key.end);
  const missing = at === text.length && !text.endsWith('\n') ? lineEnd(text) : '';
  const line = `${' '.repeat(indentAt(text, key.start))}goTemplateOptions: ["${OPTION}"]`;
  return { span: { start: at, end: at }, text: missing + line + (missing === '' ? lineEnd(text) : '') };
}
