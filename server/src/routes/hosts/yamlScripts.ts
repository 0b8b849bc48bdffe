import type { YamlDocument, YamlPath } from '../../documents/yamlFile.ts';
import { joinLines, type MappedText, replaceIn } from '../sourceMap.ts';
import { textOf } from '../values.ts';
import { yamlText } from '../yamlText.ts';

/** A YAML file whose strings are scripts. */
export interface YamlSource {
  readonly text: string;
  readonly document: YamlDocument;
}

/** A text or a list of texts (lists within lists too) as one script, line below line; undefined when there is none. */
export function linesAt({ text, document }: YamlSource, value: unknown, at: YamlPath): MappedText | undefined {
  const lines: MappedText[] = [];
  const visit = (item: unknown, path: YamlPath, depth: number): void => {
    if (Array.isArray(item) && depth < 10)
      for (const [i, inner] of item.entries()) visit(inner, [...path, i], depth + 1);
    else if (textOf(item) !== undefined) {
      const line = yamlText(text, document, path);
      if (line) lines.push(line);
    }
  };
  visit(value, at, 0);
  return lines.length === 0 ? undefined : joinLines(lines);
}

/** Replaces a CI system's own references (`$(x)`, `<< x >>`) in a script. */
export function fillScript(
  script: MappedText,
  pattern: RegExp,
  value: (name: string) => string | undefined,
): MappedText {
  return replaceIn(script, pattern, (match) => value((match[1] ?? '').trim()));
}
