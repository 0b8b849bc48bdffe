import { type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import type { Tree } from '../../files/tree.ts';
import type { Location } from '../../problems/problem.ts';
import { innerSpan } from './innerSpan.ts';

/** Where a value was written. */
export interface Origin {
  /** Undefined when it stands outside the repository's kustomizations: in the Application itself. */
  readonly file: string | undefined;
  readonly document: number;
  readonly path: YamlPath;
  /** The value is a text that holds YAML itself, and this is the place in there. */
  readonly inner?: { readonly document: number; readonly path: YamlPath };
}

/** The place of an origin; the nearest value around it when it has none of its own. */
export function locate(tree: Tree, origin: Origin): Location | undefined {
  if (origin.file === undefined) return undefined;
  const file = tree.derive(yamlFile, origin.file);
  const document = file?.documents[origin.document];
  const inside = file && document && origin.inner && innerSpan(file.text, document, origin.path, origin.inner);
  if (inside) return { file: origin.file, span: inside };
  for (let path = origin.path; document; path = path.slice(0, -1)) {
    const span = document.valueSpan(path);
    if (span) return { file: origin.file, span };
    if (path.length === 0) break;
  }
  return { file: origin.file };
}

export function within(origin: Origin, key: string | number): Origin {
  const { inner } = origin;
  if (inner) return { ...origin, inner: { ...inner, path: [...inner.path, key] } };
  return { ...origin, path: [...origin.path, key] };
}

/**
 * Remembers which patch or field last set each value of one object. Values that nothing touched are where the
 * document has them, so only what was set is kept: per container, by key; for lists that changed, every item.
 */
export class Provenance {
  readonly #marks = new WeakMap<object, Map<string, Origin> | Origin[]>();
  constructor(readonly root: Origin) {}

  /** The origin of the value at a path of the object. */
  at(object: unknown, path: YamlPath): Origin {
    let origin = this.root;
    let value = object;
    for (const key of path) {
      origin = this.child(value, key, origin);
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string | number, unknown>)[key]
          : undefined;
    }
    return origin;
  }

  /** The origin of a member, given its container's. */
  child(container: unknown, key: string | number, parent: Origin): Origin {
    const marks = typeof container === 'object' && container !== null ? this.#marks.get(container) : undefined;
    const mark = Array.isArray(marks) ? marks[Number(key)] : marks?.get(String(key));
    return mark ?? within(parent, key);
  }

  /** Says that a member of a map was set. */
  mark(container: object, key: string, origin: Origin): void {
    const marks = this.#marks.get(container);
    if (marks instanceof Map) marks.set(key, origin);
    else if (!marks) this.#marks.set(container, new Map([[key, origin]]));
  }

  /** The origins of a list's items, to be changed together with the list. */
  items(list: readonly unknown[], parent: Origin): Origin[] {
    const marks = this.#marks.get(list);
    if (Array.isArray(marks)) return marks;
    const origins = list.map((_, i) => within(parent, i));
    this.#marks.set(list, origins);
    return origins;
  }
}
