import { isMap, isScalar, type Node } from 'yaml';
import { type ValueLayer, valueLayers } from '../claims/helm/valueLayers.ts';
import type { Route } from '../coverage/routes.ts';
import { type YamlPath, yamlFile } from '../documents/yamlFile.ts';
import { basename } from '../files/paths.ts';
import { shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { Span } from '../problems/problem.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { code, escapeMarkdown, fileLink } from './markdown.ts';
import type { HoverResult } from './results.ts';

/** Applications whose layers are written out. */
const MAX_APPS = 3;

/** On a key of a values file: the layers of each Application that uses it, in Helm’s order, and the one that wins. */
export function hoverValues(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  const routes = valueRoutes(context, at);
  if (routes.length === 0) return undefined;
  const key = keyAt(at, offset);
  if (!key) return undefined;
  const parts = routes.slice(0, MAX_APPS).map((route) => describe(at, route, key.path));
  if (routes.length > MAX_APPS) parts.push(t`… and ${routes.length - MAX_APPS} more`);
  return { markdown: [code(key.path.join('.')), ...parts].join('\n\n'), span: key.span };
}

/** The Helm routes that read a file for its values: one for each Application. */
export function valueRoutes(context: FeatureContext, at: FileAt): Route[] {
  const uses = context
    .verdict(at.repository, at.file)
    .routes.uses.filter(
      ({ claim, root }) =>
        root.type === 'Helm' &&
        (claim.role === 'values' || (claim.role === 'chart' && basename(at.file) === 'values.yaml')),
    );
  return uses.filter((route, i) => uses.findIndex(({ app }) => app === route.app) === i);
}

function describe(at: FileAt, route: Route, path: YamlPath): string {
  const { request } = route.root;
  const layers = request ? valueLayers(request) : [];
  const winner = layers.findLastIndex((layer) => layer.value(path) !== undefined);
  const lines = layers.map((layer, i) => {
    const value = layer.value(path);
    const text = value === undefined ? '' : `: ${code(brief(value))}`;
    return `${i + 1}. ${nameOf(at, layer)}${text}${i === winner ? ` ${t`← wins`}` : ''}`;
  });
  return [t`**${escapeMarkdown(shown(route.app.name))}** takes its values in this order:`, ...lines].join('\n');
}

function nameOf(at: FileAt, { file, inline }: ValueLayer): string {
  if (!file) return code(`helm.${inline}`);
  const here = file.tree.id === at.repository.id && file.path === at.file;
  return here ? t`this file` : fileLink(file.path, `${file.tree.id}/${file.path}`);
}

/** A value in a few characters. */
function brief(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function keyAt(at: FileAt, offset: number): { path: YamlPath; span: Span } | undefined {
  const document = at.repository.tree.derive(yamlFile, at.file)?.documents[0];
  let node = document?.raw.contents as Node | null | undefined;
  const path: string[] = [];
  for (;;) {
    if (!isMap(node)) return undefined;
    const pair = node.items.find(({ key, value }) => {
      const start = isScalar(key) ? key.range?.[0] : undefined;
      const end = (value as Node | null)?.range?.[1] ?? (isScalar(key) ? key.range?.[1] : undefined);
      return start !== undefined && end !== undefined && start <= offset && offset <= end;
    });
    if (!pair || !isScalar(pair.key) || !pair.key.range) return undefined;
    path.push(String(pair.key.value));
    const [start, end] = pair.key.range;
    if (offset <= end) return { path, span: { start, end } };
    node = pair.value as Node | null;
  }
}
