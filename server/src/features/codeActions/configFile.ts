import type { Repository } from '../../coverage/repository.ts';
import { parseYaml } from '../../documents/yamlFile.ts';
import { CONFIG_FILE } from '../../files/scan.ts';
import { appendItem, lineAfter, lineEnd, scalarText, type TextEdit } from '../edits.ts';
import type { FileEdit } from '../results.ts';
import { absolute } from './provider.ts';

/**
 * Adds an item to a list of the repository's configuration file, which is made when there is none.
 * @param initial items to write before it when the list is new: the defaults that a list of one's own replaces.
 */
export function appendSetting(
  repository: Repository,
  key: string,
  item: string,
  initial: readonly string[] = [],
): FileEdit[] | undefined {
  const path = absolute(repository, CONFIG_FILE);
  const text = repository.tree.text(CONFIG_FILE);
  const block = (eol: string): string =>
    [`${key}:`, ...[...initial, item].map((value) => `  - ${scalarText(value)}`), ''].join(eol);
  if (text === undefined) return [{ type: 'create', path, text: block('\n') }];
  const document = parseYaml(text).documents[0];
  if (document?.keySpan([key])) {
    const edit = appendItem(text, document, [key], item);
    return edit && [{ type: 'edit', path, edits: [edit] }];
  }
  return [{ type: 'edit', path, edits: [atEnd(text, block(lineEnd(text)))] }];
}

/**
 * Adds a key to a mapping of the repository's configuration file, which is made when there is none.
 * @param lines the key's block, indented as below the mapping's key; @returns undefined where the mapping is no plain block.
 */
export function addBelow(repository: Repository, mapping: string, lines: readonly string[]): FileEdit[] | undefined {
  const path = absolute(repository, CONFIG_FILE);
  const text = repository.tree.text(CONFIG_FILE);
  if (text === undefined) return [{ type: 'create', path, text: [`${mapping}:`, ...lines, ''].join('\n') }];
  const eol = lineEnd(text);
  const document = parseYaml(text).documents[0];
  const key = document?.keySpan([mapping]);
  if (!key) return [{ type: 'edit', path, edits: [atEnd(text, [`${mapping}:`, ...lines, ''].join(eol))] }];
  const line = text.slice(key.end, lineAfter(text, key.end)).trimEnd();
  // Another indentation than ours, or a flow mapping: a person must look.
  const first = /^[ ]*/.exec(text.slice(lineAfter(text, key.end)))?.[0].length ?? 0;
  if (!/^["']?\s*:\s*(?:#.*)?$/.test(line) || (first !== 2 && first !== 0)) return undefined;
  const at = lineAfter(text, key.end);
  const missing = at === text.length && !text.endsWith('\n') ? eol : '';
  const edit = { span: { start: at, end: at }, text: missing + [...lines, ''].join(eol) };
  return [{ type: 'edit', path, edits: [edit] }];
}

function atEnd(text: string, block: string): TextEdit {
  const missing = text === '' || text.endsWith('\n') ? '' : lineEnd(text);
  return { span: { start: text.length, end: text.length }, text: missing + block };
}
