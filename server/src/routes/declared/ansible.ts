import { isObject, objectOf } from '../../applications/json.ts';
import { type YamlDocument, type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import { basename, dirname, join } from '../../files/paths.ts';
import type { Tree } from '../../files/tree.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import type { Span } from '../../problems/problem.ts';
import { BASE_MARK, type Host, ROOT_MARK, type Script } from '../hosts/host.ts';
import type { RouteDraft, RouteKind, Target } from '../model.ts';
import { candidatesOf, joinPath } from '../shell/path.ts';
import { replaceIn } from '../sourceMap.ts';
import { stringsOf, textOf } from '../values.ts';
import { yamlText } from '../yamlText.ts';

const PATH =
  /(?:^|\/)(?:[\w.-]*ansible[\w.-]*|playbooks?)\/.*\.ya?ml$|(?:^|\/)roles\/[^/]+\/(?:tasks|handlers)\/.*\.ya?ml$/i;
const NAME = /^(?:site|playbook[\w-]*|[\w-]*-playbook)\.ya?ml$/;
const K8S = /^(?:(?:kubernetes\.core|community\.kubernetes|community\.okd|redhat\.openshift)\.)?k8s$/;
const HELM = /^(?:(?:kubernetes\.core|community\.kubernetes)\.)?helm$/;
const RUN = /^(?:ansible\.(?:builtin|legacy)\.)?(?:command|shell)$/;
const COPY = /^(?:ansible\.(?:builtin|legacy)\.)?(copy|template)$/;
const JINJA = /\{\{\s*([^{}]*?)\s*\}\}/g;
const LOOKUP =
  /(?:lookup|query|q)\(\s*['"](?:ansible\.builtin\.)?(file|template)['"]\s*,\s*(['"])([^'"]*)\2|(?:lookup|query|q)\(\s*['"](?:ansible\.builtin\.)?(file|template)['"]\s*,\s*([^'")][^)]*)\)/g;
const MAX_DEPTH = 30;

/** Ansible: `k8s` and `helm` modules, and the commands of `command` and `shell`, in playbooks and the tasks of roles. */
export const ansible: Host = {
  name: 'Ansible',
  declares: true,
  matches: (path) => PATH.test(path) || NAME.test(basename(path)),
  read(tree, path, text) {
    const file = tree.derive(yamlFile, path);
    const reader = new TaskReader(tree, path, text);
    for (const document of file?.documents ?? []) {
      reader.collect(document.value(), 0);
      reader.visit(document, document.value(), [], 0);
    }
    const notes = (file?.documents ?? []).flatMap(({ problems }) =>
      problems.map(({ message }) => `${path}: ${message}`),
    );
    return { scripts: reader.scripts, routes: reader.routes, applied: reader.applied, notes };
  },
};

class TaskReader {
  readonly scripts: Script[] = [];
  readonly routes: RouteDraft[] = [];
  readonly applied: { span: Span; kind: RouteKind }[] = [];
  readonly #tree: Tree;
  readonly #text: string;
  /** The role's directory; undefined in a playbook. */
  readonly #role: string | undefined;
  /** What `playbook_dir` may be. */
  readonly #starts: readonly string[];
  readonly #variables = new Map<string, string>();
  /** Files of the repository that tasks put somewhere else, by where. */
  readonly #copies = new Map<string, string>();

  constructor(tree: Tree, path: string, text: string) {
    this.#tree = tree;
    this.#text = text;
    const role = /^(.*?)(?:^|\/)?roles\/[^/]+(?=\/)/.exec(path);
    this.#role = role?.[0];
    const above = role?.[1]?.replace(/\/$/, '') ?? '';
    this.#starts = role ? [above, join(above, 'playbooks')] : [dirname(path)];
  }

  /** Variables of plays and the files that tasks copy, before the tasks that use them. */
  collect(value: unknown, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value)) for (const item of value) this.collect(item, depth + 1);
    if (!isObject(value)) return;
    for (const [name, item] of Object.entries(objectOf(value['vars']))) {
      const text = textOf(item);
      if (text !== undefined) this.#variables.set(name, text);
    }
    for (const [key, item] of Object.entries(value)) {
      const copied = COPY.exec(key);
      const src = textOf(objectOf(item)['src']);
      const dest = textOf(objectOf(item)['dest']);
      if (copied && src !== undefined && dest !== undefined && !src.includes('{{ item')) {
        const found = this.#search(src, copied[1] === 'template' ? 'templates' : 'files').find(
          (one) => this.#tree.kind(one) === 'file',
        );
        if (found !== undefined) this.#copies.set(dest.endsWith('/') ? dest + basename(src) : dest, found);
      }
      if (typeof item === 'object') this.collect(item, depth + 1);
    }
  }

  visit(document: YamlDocument, value: unknown, at: YamlPath, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (Array.isArray(value))
      for (const [i, item] of value.entries()) this.visit(document, item, [...at, i], depth + 1);
    if (!isObject(value)) return;
    const items = loopOf(value);
    for (const [key, item] of Object.entries(value)) {
      const here = [...at, key];
      if (K8S.test(key)) this.#k8s(document, objectOf(item), here, items);
      else if (HELM.test(key)) this.#helm(document, objectOf(item), here);
      else if (RUN.test(key)) this.#command(document, value, item, here, items);
      else if (typeof item === 'object') this.visit(document, item, here, depth + 1);
    }
  }

  #k8s(
    document: YamlDocument,
    module: Readonly<Record<string, unknown>>,
    at: YamlPath,
    items: readonly string[],
  ): void {
    const span = document.keySpan(at);
    if (!span || textOf(module['state']) === 'absent') return;
    const whole = document.valueSpan(at);
    if (whole && (module['definition'] ?? module['resource_definition']) !== undefined)
      this.applied.push({ span: whole, kind: 'ansible' });
    const named: [text: string, folder: string][] = [];
    for (const src of stringsOf(module['src'] ?? [])) named.push([src, 'files']);
    const template = module['template'];
    for (const one of Array.isArray(template) ? template : template === undefined ? [] : [template])
      named.push([textOf(isObject(one) ? one['path'] : one) ?? '', 'templates']);
    for (const definition of stringsOf(module['definition'] ?? module['resource_definition'] ?? []))
      for (const [, kind, , path, kindOfName, name] of definition.matchAll(LOOKUP))
        named.push([path ?? `{{ ${name} }}`, (kind ?? kindOfName) === 'template' ? 'templates' : 'files']);
    const targets = named.flatMap(([text, folder]) =>
      this.#each(text, items).flatMap((one): Target[] => {
        const candidates = this.#search(one, folder);
        return candidates.length === 0 ? [] : [{ type: 'files', candidates, recursive: false }];
      }),
    );
    if (targets.length === 0) return;
    const [first] = named[0] as [string, string];
    this.routes.push({ kind: 'ansible', span, text: `${String(at.at(-1))}: ${first}`, targets });
  }

  #helm(document: YamlDocument, module: Readonly<Record<string, unknown>>, at: YamlPath): void {
    const span = document.keySpan(at);
    const chart = textOf(module['chart_ref']);
    if (
      !span ||
      chart === undefined ||
      module['chart_repo_url'] !== undefined ||
      /^(?:absent|uninstalled)$/.test(textOf(module['release_state'] ?? module['state']) ?? '')
    )
      return;
    const candidates = this.#search(chart, 'files');
    if (!/[./{]/.test(chart) || candidates.length === 0) return;
    const values = stringsOf(module['values_files'] ?? []).map((one) => this.#search(one, 'files'));
    this.routes.push({
      kind: 'ansible',
      span,
      text: `${String(at.at(-1))}: ${chart}`,
      targets: [
        {
          type: 'helm',
          candidates,
          values,
          release: textOf(module['name'] ?? module['release_name']) ?? 'release-name',
        },
      ],
    });
  }

  #command(
    document: YamlDocument,
    task: Readonly<Record<string, unknown>>,
    value: unknown,
    at: YamlPath,
    items: readonly string[],
  ): void {
    const module = objectOf(value);
    const text = yamlText(this.#text, document, isObject(value) ? [...at, 'cmd'] : at);
    const directory = textOf(module['chdir'] ?? objectOf(task['args'])['chdir']);
    if (!text) return;
    for (const item of items.length > 0 ? items : [undefined]) {
      let filled = replaceIn(text, JINJA, (match) => this.#value(match[1] as string, item));
      for (const [dest, source] of this.#copies) {
        const written = dest.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        if (!dest.includes('{{'))
          filled = replaceIn(
            filled,
            new RegExp(`(?<![\\w./-])${written}(?![\\w/-])`, 'g'),
            () => `${ROOT_MARK}/${source}`,
          );
      }
      this.scripts.push({
        language: 'shell',
        text: filled,
        starts: this.#starts,
        directory: directory === undefined ? BASE_MARK : joinPath(BASE_MARK, this.#fill(directory, item)),
        variables: new Map(),
      });
    }
  }

  #each(text: string, items: readonly string[]): string[] {
    return /\{\{\s*item\b/.test(text) && items.length > 0
      ? items.map((item) => this.#fill(text, item))
      : [this.#fill(text, undefined)];
  }

  #fill(text: string, item: string | undefined): string {
    return text.replace(JINJA, (_, expression: string) => this.#value(expression, item)).slice(0, 4096);
  }

  #value(expression: string, item: string | undefined, depth = 0): string {
    const name = expression.replace(/\s*\|.*$/s, '').trim();
    if (name === 'playbook_dir' || name === 'inventory_dir') return BASE_MARK;
    if (name === 'role_path' && this.#role !== undefined) return `${ROOT_MARK}/${this.#role}`;
    if (name === 'item' && item !== undefined) return item;
    const literal = /^(['"])([^'"]*)\1$/.exec(name)?.[2];
    const found = literal ?? this.#variables.get(name);
    if (found === undefined || depth > 8) return UNKNOWN_TEXT;
    return found.replace(JINJA, (_, inner: string) => this.#value(inner, item, depth + 1));
  }

  /** Where Ansible looks for a file: in the role's own folder for its kind, in the role, beside the playbook. */
  #search(text: string, folder: string): string[] {
    const filled = this.#fill(text, undefined);
    if (/^[/~]/.test(filled)) {
      const copied = this.#copies.get(text);
      return copied === undefined ? [] : [copied];
    }
    if (filled.startsWith(ROOT_MARK) || filled.startsWith(BASE_MARK) || filled.startsWith(UNKNOWN_TEXT))
      return candidatesOf(joinPath(ROOT_MARK, filled), this.#starts);
    const places = this.#role === undefined ? [] : [`${this.#role}/${folder}`, this.#role, `${this.#role}/tasks`];
    const all = [...places, ...this.#starts.flatMap((start) => [join(start, folder), start])].flatMap((place) =>
      candidatesOf(joinPath(`${ROOT_MARK}/${place}`, filled), []),
    );
    const existing = all.find((path) => this.#tree.kind(path) !== undefined);
    return existing === undefined ? [...new Set(all)] : [existing];
  }
}

/** The items of a task's loop, as far as they are plain texts. */
function loopOf(task: Readonly<Record<string, unknown>>): string[] {
  const loop = task['loop'] ?? task['with_items'] ?? task['with_fileglob'] ?? task['with_list'];
  return Array.isArray(loop) || typeof loop === 'string'
    ? stringsOf(loop)
        .filter((item) => !item.includes('{{'))
        .slice(0, 100)
    : [];
}
