import type { App } from '../coverage/model.ts';
import type { Repository } from '../coverage/repository.ts';
import { parseYaml } from '../documents/yamlFile.ts';
import { basename, dirname, join } from '../files/paths.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { kustomizationIn } from '../manifests/kustomization.ts';
import { absolute } from './codeActions/provider.ts';
import type { FeatureContext } from './context.ts';
import { appendItem, scalarText } from './edits.ts';
import { type HouseStyle, houseStyle } from './houseStyle.ts';
import type { FileEdit } from './results.ts';

/** A new Application that would deploy a directory. */
export interface NewApplication {
  readonly name: string;
  readonly file: string;
  readonly style: HouseStyle;
  readonly steps: readonly FileEdit[];
  /** Set when it must be registered once by hand. */
  readonly command: string | undefined;
}

/** Designs an Application for a directory, in the repository's own style, where a root Application picks it up if there is one. */
export function newApplication(
  context: FeatureContext,
  repository: Repository,
  path: string,
  near: string,
): NewApplication {
  const { apps } = context.fleet();
  const style = houseStyle(repository, apps, (app) => context.parent(app));
  const name = freeName(apps, repository, style, path);
  const file = join(style.directory, `${name}.yaml`);
  const text = applicationText(style, name, path === '' ? '.' : path, namespaceOf(repository, near) ?? name);
  const steps: FileEdit[] = [{ type: 'create', path: absolute(repository, file), text }];
  const list = kustomizationIn(repository.tree, style.directory);
  if ('file' in list && style.parent) {
    const kustomization = repository.tree.text(list.file) ?? '';
    const document = parseYaml(kustomization).documents[0];
    const edit = document && appendItem(kustomization, document, ['resources'], basename(file));
    if (edit) steps.push({ type: 'edit', path: absolute(repository, list.file), edits: [edit] });
  }
  return { name, file, style, steps, command: style.parent ? undefined : `kubectl apply -f ${file}` };
}

/** The last segment of the path, with its parents' in front while the name is taken. */
function freeName(apps: readonly App[], repository: Repository, style: HouseStyle, path: string): string {
  const taken = new Set(apps.map((app) => app.name));
  const segments = (path === '' ? basename(repository.id) : path)
    .split('/')
    .map(dnsLabel)
    .filter((segment) => segment !== '');
  const free = (name: string): boolean =>
    !taken.has(name) && repository.tree.kind(join(style.directory, `${name}.yaml`)) === undefined;
  for (let length = 1; length <= segments.length; length++) {
    const name = segments.slice(-length).join('-').slice(0, 63);
    if (free(name)) return name;
  }
  for (let n = 2; ; n++) {
    const name = `${(segments[segments.length - 1] ?? 'app').slice(0, 55)}-${n}`;
    if (free(name)) return name;
  }
}

function dnsLabel(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** The namespace that the manifests of a directory name, when they agree. */
function namespaceOf(repository: Repository, directory: string): string | undefined {
  const found = new Set<string>();
  for (const entry of repository.tree.list(directory))
    if (entry.kind === 'file')
      for (const { namespace } of repository.tree.derive(fileSummary, join(directory, entry.name)).documents)
        if (namespace !== null) found.add(namespace);
  return found.size === 1 ? [...found][0] : undefined;
}

/** The text of an Application in a repository’s style. */
export function applicationText(style: HouseStyle, name: string, path: string, namespace: string): string {
  const lines = [
    'apiVersion: argoproj.io/v1alpha1',
    'kind: Application',
    'metadata:',
    `  name: ${scalarText(name)}`,
    `  namespace: ${scalarText(style.namespace)}`,
    'spec:',
    `  project: ${scalarText(style.project)}`,
    '  source:',
    `    repoURL: ${scalarText(style.repoURL)}`,
    `    targetRevision: ${scalarText(style.targetRevision)}`,
    `    path: ${scalarText(path)}`,
    '  destination:',
    `    server: ${scalarText(style.server)}`,
    `    namespace: ${scalarText(namespace)}`,
  ];
  if (style.automated || style.syncOptions.length > 0) lines.push('  syncPolicy:');
  if (style.automated) lines.push('    automated:', `      prune: ${style.prune}`, `      selfHeal: ${style.selfHeal}`);
  if (style.syncOptions.length > 0)
    lines.push('    syncOptions:', ...style.syncOptions.map((option) => `      - ${scalarText(option)}`));
  return `${lines.join('\n')}\n`;
}

/**
 * The directory that an Application must watch to deploy a file: the topmost kustomization that builds it, the chart that
 * holds it, else its own directory.
 */
export function deployableDirectory(repository: Repository, file: string): string {
  const { chart } = repository.tree.derive(fileSummary, file);
  if (chart !== undefined) return chart;
  const { takers } = repository.kustomizations();
  let at = file;
  const seen = new Set<string>();
  for (let taker = takers.get(at)?.[0]; taker !== undefined && !seen.has(taker); taker = takers.get(at)?.[0]) {
    seen.add(taker);
    at = taker;
  }
  return at === file ? dirname(file) : at;
}
