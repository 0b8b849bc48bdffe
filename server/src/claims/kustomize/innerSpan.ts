import { isScalar, type Scalar } from 'yaml';
import { parseYaml, type YamlDocument, type YamlPath } from '../../documents/yamlFile.ts';
import type { Span } from '../../problems/problem.ts';

/**
 * The place, in a file, of a value inside a YAML text that is itself a scalar of the file: a patch in a block scalar.
 * @param text the file's text; @param path where the scalar stands in the document.
 * @returns undefined when the scalar is written in a way that its text can't be matched with the file's line by line.
 */
export function innerSpan(
  text: string,
  document: YamlDocument,
  path: YamlPath,
  inner: { readonly document: number; readonly path: YamlPath },
): Span | undefined {
  const scalar: unknown = document.raw.getIn(path, true);
  if (!isScalar(scalar) || scalar.type !== 'BLOCK_LITERAL' || !scalar.range || typeof scalar.value !== 'string')
    return undefined;
  const parsed = parseYaml(scalar.value).documents[inner.document];
  for (let keys = inner.path; parsed; keys = keys.slice(0, -1)) {
    const span = parsed.valueSpan(keys);
    if (span) return outward(text, scalar as Scalar<string>, span);
    if (keys.length === 0) break;
  }
  return undefined;
}

/** Moves a span of a block's content to the file: each line of the content is one line there, behind the indentation. */
function outward(text: string, scalar: Scalar<string>, span: Span): Span | undefined {
  const [start = 0, end = 0] = scalar.range ?? [];
  const header = text.indexOf('\n', start);
  if (header < 0) return undefined;
  const lines = text.slice(header + 1, end).split('\n');
  const contents = scalar.value.split('\n');
  const first = contents.findIndex((line) => line !== '');
  const indentation = (lines[first]?.replace(/\r$/, '').length ?? 0) - (contents[first]?.length ?? 0);
  if (first < 0 || indentation < 0) return undefined;
  const move = (offset: number): number => {
    const before = scalar.value.slice(0, offset).split('\n');
    const line = before.length - 1;
    const skipped = lines.slice(0, line).reduce((sum, skippedLine) => sum + skippedLine.length + 1, 0);
    return header + 1 + skipped + indentation + (before[line]?.length ?? 0);
  };
  return { start: move(span.start), end: Math.min(move(span.end), end) };
}
