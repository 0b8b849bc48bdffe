import { isObject } from '../applications/json.ts';
import type { ValueOrigin } from '../claims/helm/valueOrigins.ts';
import { type YamlDocument, type YamlPath, yamlFile } from '../documents/yamlFile.ts';
import { sameList } from '../files/sameList.ts';
import type { Derivation, Tree } from '../files/tree.ts';
import { isArgoObject } from '../manifests/classify.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { sameJson } from '../manifests/sameJson.ts';
import type { Location } from '../problems/problem.ts';

/** One Application, ApplicationSet or AppProject as it reaches the cluster, with the places its values come from. */
export interface Definition {
  readonly kind: 'Application' | 'ApplicationSet' | 'AppProject';
  readonly object: Readonly<Record<string, unknown>>;
  /** Where a person edits it; `repository` is always set. */
  readonly at: Location & { readonly repository: string };
  /** Which document of the file it is. */
  readonly document: number;
  /** The place that set the value at a path; falls back to the nearest enclosing place. */
  origin(path: YamlPath): Location;
  /** The values of a chart that went into the value at a path. */
  values?(path: YamlPath): readonly ValueOrigin[];
  /** The place of the key that holds the value at a path, where the text itself is the object. */
  keyPlace?(path: YamlPath): Location;
  /** How it comes to be: written in the file, or made of it by a kustomization or a chart. */
  readonly made: 'file' | 'kustomization' | 'chart';
  /** Made by a kustomization or chart that nothing deploys: several of these may make the same Application. */
  readonly unused?: boolean;
  /** Whether something that the repository can't tell decides if it exists, and what. */
  readonly possible?: string;
  /**
   * Whether the value at a path is one that counts. False for a default of a chart that every environment of the chart replaces:
   * what such a value lacks is missing in no cluster. Absent where all values count.
   */
  settled?(path: YamlPath): boolean;
}

/** The Argo CD objects that stand in a file as they are. */
export const fileDefinitions: Derivation<readonly Definition[]> = {
  name: 'fileDefinitions',
  compute(tree, path) {
    const { holdsArgoObjects, chart } = tree.derive(fileSummary, path);
    if (!holdsArgoObjects || (chart !== undefined && isBroken(tree.text(path) ?? ''))) return [];
    const file = tree.derive(yamlFile, path);
    const found: Definition[] = [];
    let index = 0;
    for (const [i, document] of (file?.documents ?? []).entries()) {
      const value = document.value();
      const items = isObject(value) && String(value['kind']).endsWith('List') ? value['items'] : undefined;
      if (Array.isArray(items)) for (const [j, item] of items.entries()) add(item, ['items', j], i, index++);
      else add(value, [], i, index++);
    }
    return found;

    function add(object: unknown, at: YamlPath, document: number, number: number): void {
      if (!isObject(object) || !isArgoObject(String(object['apiVersion']), String(object['kind']))) return;
      found.push(new FileDefinition(tree, path, object, number, document, at));
    }
  },
  equals: (a, b) => sameList(a, b, (x, y) => x.document === y.document && sameJson(x.object, y.object)),
};

/**
 * Whether no document of a template can be YAML, for certain: an action that begins a line is a map of its own there, and
 * keys can't follow or precede it. The full parser is slow to find that out.
 */
function isBroken(text: string): boolean {
  return text.split(/^---/m).every((document) => /^\{\{/m.test(document) || !document.includes('argoproj.io'));
}

/**
 * What a file says. Its places are looked up in the file as it is when somebody asks: an edit that moves them and changes
 * nothing else leaves the definition, and all that is made of it, as they were.
 */
class FileDefinition implements Definition {
  readonly made = 'file';
  readonly kind: Definition['kind'];
  readonly at: Definition['at'];

  constructor(
    private readonly tree: Tree,
    private readonly file: string,
    readonly object: Readonly<Record<string, unknown>>,
    readonly document: number,
    private readonly yamlDocument: number,
    private readonly inner: YamlPath,
  ) {
    this.kind = object['kind'] as Definition['kind'];
    const { origin } = this;
    this.at = {
      file,
      repository: tree.id,
      get span() {
        return origin(['metadata', 'name']).span;
      },
    };
  }

  readonly origin = (path: YamlPath): Location => {
    const document = this.tree.derive(yamlFile, this.file)?.documents[this.yamlDocument];
    return {
      file: this.file,
      repository: this.tree.id,
      ...(document ? { span: nearestSpan(document, [...this.inner, ...path]) } : {}),
    };
  };

  readonly keyPlace = (path: YamlPath): Location => {
    const span = this.tree.derive(yamlFile, this.file)?.documents[this.yamlDocument]?.keySpan([...this.inner, ...path]);
    return span ? { file: this.file, repository: this.tree.id, span } : this.origin(path);
  };
}

/** The place of the value at a path or, when there is none, of the closest parent's key. */
export function nearestSpan(document: YamlDocument, path: YamlPath) {
  const exact = document.valueSpan(path);
  if (exact) return exact;
  for (let length = path.length - 1; length > 0; length--) {
    const parent = path.slice(0, length);
    const span =
      document.keySpan(parent) ?? (typeof parent[length - 1] === 'number' ? document.valueSpan(parent) : undefined);
    if (span) return span;
  }
  return (
    document.valueSpan(['metadata', 'name']) ??
    document.valueSpan(['kind']) ?? { start: document.span.start, end: document.span.start }
  );
}
