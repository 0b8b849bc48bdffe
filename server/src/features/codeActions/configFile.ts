import type { Repository } from '../../coverage/repository.ts';
import { parseYaml } from '../../documents/yamlFile.ts';
import { CONFIG_FILE } from '../../files/scan.ts';
import { appendItem, lineEnd, scalarText } from '../edits.ts';
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
  const missing = text === '' || text.endsWith('\n') ? '' : lineEnd(text);
  const span = { start: text.length, end: text.length };
  return [{ type: 'edit', path, edits: [{ span, text: missing + block(lineEnd(text)) }] }];
}
