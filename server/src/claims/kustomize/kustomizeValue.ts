import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { YamlDocument, YamlPath } from '../../documents/yamlFile.ts';
import { copyValue, type Fields, isFields, setMember } from './fields.ts';

const MAX_DEPTH = 200;
/** What the YAML 1.1 reader may have taken for a boolean. */
const WORD = /\b(?:yes|no|on|off|y|n)\b/i;

/**
 * A copy of the object at a path of a document, as kustomize reads and writes it. To kustomize's YAML 1.2 reader the
 * words `yes`, `no`, `on`, `off`, `y` and `n` are text, and it quotes them in what it hands on to Argo CD; annotations
 * are always text.
 * @returns undefined when there is no map.
 */
export function kustomizeValue(document: YamlDocument, path: YamlPath): Fields | undefined {
  let value = document.value();
  for (const key of path) value = isFields(value) || Array.isArray(value) ? (value as Fields)[key] : undefined;
  if (!isFields(value)) return undefined;
  const copy = copyValue(value);
  if (document.plain && !WORD.test(document.text)) return copy;
  const node: unknown = path.length === 0 ? document.raw.contents : document.raw.getIn(path, true);
  restoreWords(document, node, copy, 0);
  return copy;
}

/** Puts the text back where the YAML 1.1 reader made a boolean of a word. */
function restoreWords(document: YamlDocument, written: unknown, value: unknown, depth: number): void {
  const node = isAlias(written) ? written.resolve(document.raw) : written;
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null) return;
  if (isSeq(node) && Array.isArray(value))
    for (const [i, item] of node.items.entries()) {
      const word = wordOf(item, value[i]);
      if (word !== undefined) value[i] = word;
      else restoreWords(document, item, value[i], depth + 1);
    }
  if (!isMap(node) || !isFields(value)) return;
  for (const { key, value: item } of node.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const wanted = wordOf(key, key.value) ?? name;
    if (!Object.hasOwn(value, name)) continue;
    const word = wordOf(item, value[name]);
    if (word === undefined) restoreWords(document, item, value[name], depth + 1);
    if (wanted === name && word === undefined) continue;
    const kept = word ?? value[name];
    if (wanted !== name) delete value[name];
    setMember(value, wanted, kept);
  }
}

function wordOf(node: unknown, value: unknown): string | undefined {
  if (typeof value !== 'boolean' || !isScalar(node) || node.type !== 'PLAIN' || node.source === undefined)
    return undefined;
  return /^(true|false)$/i.test(node.source) ? undefined : node.source;
}
