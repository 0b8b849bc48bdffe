import type { YamlDocument, YamlFile, YamlPath } from '../documents/yamlFile.ts';
import { type ManifestFacts, textEnd } from './manifestFacts.ts';
import { headSuppression } from './suppression.ts';

/** Items of one `List` that are looked at; a longer one is a machine's output. */
const MAX_ITEMS = 10_000;

/** What the documents of a parsed text are: the full parser's answer, which `skimManifests` gives faster where it can. */
export function parsedManifests(file: YamlFile): ManifestFacts[] {
  const found: ManifestFacts[] = [];
  let index = 0;
  /** Comments above a document belong to it, wherever the parser puts its start. */
  let after = 0;
  for (const document of file.documents) {
    const head = after;
    after = document.span.end;
    if (isList(document)) {
      for (let i = 0; i < MAX_ITEMS && document.valueSpan(['items', i]); i++) {
        const facts = readDocument(file.text, document, ['items', i], index++, head);
        if (facts) found.push(facts);
      }
      continue;
    }
    const facts = readDocument(file.text, document, [], index++, head);
    if (facts) found.push(facts);
  }
  return found;
}

/** A `List` of any kind that holds its objects under `items`. */
function isList(document: YamlDocument): boolean {
  const kind = document.scalar(['kind']);
  return typeof kind === 'string' && kind.endsWith('List') && document.valueSpan(['items', 0]) !== undefined;
}

function readDocument(
  text: string,
  document: YamlDocument,
  at: YamlPath,
  index: number,
  head: number,
): ManifestFacts | undefined {
  const apiVersion = document.scalar([...at, 'apiVersion']);
  const kind = document.scalar([...at, 'kind']);
  const kindSpan = document.valueSpan([...at, 'kind']);
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !kindSpan) return undefined;
  const name = document.scalar([...at, 'metadata', 'name']);
  const namespace = document.scalar([...at, 'metadata', 'namespace']);
  const place = document.valueSpan(at);
  const content = place?.start ?? document.span.start;
  const span = { start: content, end: (at.length > 0 ? place?.end : undefined) ?? document.span.end };
  return {
    index,
    span,
    textEnd: textEnd(text, span),
    apiVersion,
    kind,
    name: typeof name === 'string' ? name : null,
    namespace: typeof namespace === 'string' ? namespace : null,
    apiVersionSpan: document.valueSpan([...at, 'apiVersion']),
    kindSpan,
    nameSpan: document.valueSpan([...at, 'metadata', 'name']),
    suppressed: headSuppression(text, at.length > 0 ? lineStart(text, content) : head, content),
  };
}

/** The start of the line above an offset: an item's comment stands there. */
function lineStart(text: string, offset: number): number {
  const line = text.lastIndexOf('\n', offset - 1);
  return line <= 0 ? 0 : text.lastIndexOf('\n', line - 1) + 1;
}
