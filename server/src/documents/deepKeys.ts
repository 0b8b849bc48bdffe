import { type Document, isCollection, isPair } from 'yaml';

/** A placeholder without quotes, `{{x}}`, is a map in a key; more than a few of them in each other are nobody's mistake. */
const MAX_KEY_DEPTH = 6;

/**
 * Whether maps or lists stand as keys in each other, deeply: the package writes such a key out once for every key it stands in,
 * again and again. Argo CD's reader refuses any (`invalid map key`, gopkg.in/yaml.v2 decode.go).
 */
export function hasDeepKey({ contents }: Document.Parsed): boolean {
  const left: (readonly [node: unknown, keys: number])[] = [[contents, 0]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [node, keys] = next;
    if (keys > MAX_KEY_DEPTH) return true;
    if (!isCollection(node)) continue;
    for (const item of node.items) {
      if (!isPair(item)) left.push([item, keys]);
      else left.push([item.value, keys], [item.key, isCollection(item.key) ? keys + 1 : keys]);
    }
  }
  return false;
}
