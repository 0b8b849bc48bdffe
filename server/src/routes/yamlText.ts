import { isScalar } from 'yaml';
import type { YamlDocument, YamlPath } from '../documents/yamlFile.ts';
import { type MappedText, plainText, textBuilder } from './sourceMap.ts';

/**
 * The text of a string in a YAML file with the places of its characters: exact for block scalars and for what stands in
 * the file as it is; the whole scalar's place for folded and escaped texts.
 * @param source the file's text.
 * @returns undefined when there is no string at the path.
 */
export function yamlText(source: string, document: YamlDocument, path: YamlPath): MappedText | undefined {
  const value = document.scalar(path);
  const span = document.valueSpan(path);
  if (typeof value !== 'string' || !span) return undefined;
  const node = document.raw.getIn(path, true);
  if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')) {
    const block = blockText(source, span.start, value, node.type === 'BLOCK_FOLDED');
    if (block) return block;
  }
  const at = source.indexOf(value, span.start);
  if (at >= 0 && at + value.length <= span.end) return plainText(value, at);
  const builder = textBuilder();
  builder.replace(value, span);
  return builder.done();
}

/** Matches the value's lines with the file's, which are the same but for their indentation. */
function blockText(source: string, start: number, value: string, folded: boolean): MappedText | undefined {
  const builder = textBuilder();
  let at = source.indexOf('\n', start) + 1;
  if (at === 0) return undefined;
  // Folding joins lines, so that each word is looked for; literal blocks keep their lines.
  for (const part of value.split(folded ? /(?<=[\n ])/ : /(?<=\n)/)) {
    const content = folded ? part.trim() : part.replace(/\n$/, '');
    const found = content.trim() === '' ? at : source.indexOf(content, at);
    if (found < 0) return undefined;
    builder.add(part, found);
    at = folded ? found + content.length : source.indexOf('\n', found) + 1 || source.length;
  }
  return builder.done();
}
