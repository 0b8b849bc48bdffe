import { valueAt } from '../applications/json.ts';
import type { ValueOrigin } from '../claims/helm/valueOrigins.ts';
import type { App } from '../coverage/model.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import { shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { type FeatureContext, lineOf } from './context.ts';
import { code, escapeMarkdown, fileLink } from './markdown.ts';
import type { Hit } from './place/pointed.ts';

/** Applications of a template that are listed; the rest is counted. */
const MAX_LISTED = 5;

/** What a template of a chart writes for each Application, and the values it takes for that; undefined where it takes none. */
export function describeOrigins(context: FeatureContext, hits: readonly Hit[]): string | undefined {
  const origins = hits
    .map((hit) => ({ hit, values: hit.app.values(hit.path) }))
    .filter(({ values }) => values.length > 0);
  if (origins.length === 0) return undefined;
  return origins
    .slice(0, MAX_LISTED)
    .map(({ hit, values }) => {
      const name = escapeMarkdown(shown(hit.app.name));
      const from = values.map((value) => describeOrigin(context, value)).join(', ');
      return t`**${name}**: ${code(shown(textAt(hit.app, hit.path)))} comes from ${from}`;
    })
    .concat(origins.length > MAX_LISTED ? [t`… and ${origins.length - MAX_LISTED} more`] : [])
    .join('  \n');
}

function describeOrigin(context: FeatureContext, { path, at, inline }: ValueOrigin): string {
  const key = code(path.join('.'));
  const repository = at && context.workspace.byId(at.repository);
  if (!at || !repository) return inline ? t`${key} in ${code(`helm.${inline}`)} of its Application` : key;
  const line = lineOf(repository, at);
  return t`${key} in ${fileLink(`${at.file}:${line}`, `${at.repository}/${at.file}`, line)}`;
}

function textAt(app: App, path: YamlPath): string {
  const value = valueAt(app.object, path);
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
