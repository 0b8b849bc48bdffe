import type { Span } from '../problems/problem.ts';
import { type ManifestFacts, textEnd } from './manifestFacts.ts';
import { suppressionOf } from './suppression.ts';

interface Scalar {
  readonly text: string;
  readonly span: Span;
}

interface Draft {
  first: number;
  suppressed: readonly string[] | undefined;
  /** Indentation of metadata's children: -1 outside of it, 0 before the first child. */
  children: number;
  kind?: Scalar;
  apiVersion?: Scalar;
  name?: Scalar;
}

/**
 * What the documents of a Helm template are, read from the text as it stands (not rendered): one document for every
 * stretch between `---` lines that shows a `kind:` line. What is templated is null (a name) or stays as written (a kind).
 */
export function templateManifests(text: string): ManifestFacts[] {
  const found: ManifestFacts[] = [];
  let index = 0;
  let draft: Draft = { first: -1, suppressed: undefined, children: -1 };
  const finish = (end: number): void => {
    const { kind, apiVersion, name } = draft;
    if (!kind) return;
    found.push({
      index,
      span: { start: draft.first, end },
      textEnd: textEnd(text, { start: draft.first, end }),
      apiVersion: apiVersion?.text ?? '',
      kind: kind.text,
      name: name && !name.text.includes('{{') ? name.text : null,
      namespace: null,
      apiVersionSpan: apiVersion?.span,
      kindSpan: kind.span,
      nameSpan: name?.span,
      suppressed: draft.suppressed,
    });
  };
  for (let at = 0; at < text.length; ) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const start = at;
    at = end + 1;
    if (text.startsWith('---', start)) {
      finish(start);
      index++;
      draft = { first: -1, suppressed: undefined, children: -1 };
      continue;
    }
    readLine(text, start, end, draft);
  }
  finish(text.length);
  return found;
}

function readLine(text: string, start: number, end: number, draft: Draft): void {
  const line = text.slice(start, end);
  if (draft.first < 0) draft.suppressed ??= suppressionOf(line);
  const top = /^(kind|apiVersion|metadata):/.exec(line);
  if (top) {
    if (draft.first < 0) draft.first = start;
    const key = top[1] as 'kind' | 'apiVersion' | 'metadata';
    draft.children = key === 'metadata' ? 0 : -1;
    if (key !== 'metadata') draft[key] ??= scalarAfter(line, start, top[0].length);
    return;
  }
  const content = line.trimStart();
  if (content === '' || content.startsWith('#') || content.startsWith('{{')) return;
  const indent = line.length - content.length;
  if (indent === 0) draft.children = -1;
  else if (draft.children === 0) draft.children = indent;
  if (indent > 0 && indent === draft.children && content.startsWith('name:'))
    draft.name ??= scalarAfter(line, start, indent + 'name:'.length);
}

/** The value behind a key: trimmed, without a comment or quotes; undefined when there is none on the line. */
function scalarAfter(line: string, offset: number, from: number): Scalar | undefined {
  const rest = line.slice(from);
  const comment = rest.search(/[ \t]#/);
  const raw = comment < 0 ? rest : rest.slice(0, comment);
  const value = raw.trim();
  if (value === '' || value.startsWith('#')) return undefined;
  const start = offset + from + (raw.length - raw.trimStart().length);
  const unquoted = /^(["'])([^"'\\]*)\1$/.exec(value)?.[2] ?? value;
  return { text: unquoted, span: { start, end: start + value.length } };
}
