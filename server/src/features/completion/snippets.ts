import { dirname } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import { lineEnd, lineStart, scalarText } from '../edits.ts';
import { houseStyle } from '../houseStyle.ts';
import { applicationText } from '../newApplication.ts';
import type { CompletionItem } from './item.ts';

/** Stand for tab stops while the text is built, since YAML would quote these. */
const STOPS = ['STOPNAME', 'STOPPATH', 'STOPNAMESPACE'];

/** In an empty document: an Application, an ApplicationSet and an AppProject in this repository’s style. */
export function completeSnippets(context: FeatureContext, at: FileAt, offset: number): CompletionItem[] {
  if (!/\.ya?ml$/.test(at.file)) return [];
  const start = lineStart(at.text, offset);
  const word = at.text.slice(start, offset);
  if (!/^\w*$/.test(word) || !isEmptyDocument(at.text, start)) return [];
  let end = offset;
  while (/\w/.test(at.text[end] ?? '')) end++;
  const style = houseStyle(at.repository, context.fleet().apps, (app) => context.parent(app));
  const name = dirname(at.file).split('/').pop() || 'app';
  const defaults = [name, `apps/${name}`, name];
  const [stopName, stopPath, stopNamespace] = STOPS as [string, string, string];
  const make = (label: string, detail: string, text: string, rank: number): CompletionItem => ({
    label,
    detail,
    kind: 'snippet',
    span: { start, end },
    text: toSnippet(text, defaults).replaceAll('\n', lineEnd(at.text)),
    snippet: true,
    rank,
  });
  return [
    make(
      'Application',
      t`an Application in this repository’s style`,
      applicationText(style, stopName, stopPath, stopNamespace),
      0,
    ),
    make('ApplicationSet', t`one Application for each directory`, applicationSetText(style, stopName, stopPath), 1),
    make('AppProject', t`what Applications may read and deploy to`, projectText(style, stopName), 2),
  ];
}

/** Whether nothing but blanks and comments stands in the document around a line. */
function isEmptyDocument(text: string, start: number): boolean {
  const before =
    text
      .slice(0, start)
      .split(/^---.*$/m)
      .pop() ?? '';
  const rest =
    text
      .slice(start)
      .split('\n')
      .slice(1)
      .join('\n')
      .split(/^---.*$/m)[0] ?? '';
  return [before, rest].every((part) => part.replace(/^\s*#.*$/gm, '').trim() === '');
}

function toSnippet(text: string, defaults: readonly string[]): string {
  const escaped = text.replace(/[\\$}]/g, '\\$&');
  return STOPS.reduce(
    (made, stop, i) =>
      made
        .replace(stop, `\${${i + 1}:${(defaults[i] as string).replace(/[\\$}]/g, '\\$&')}}`)
        .replaceAll(stop, `$${i + 1}`),
    escaped,
  );
}

type Style = ReturnType<typeof houseStyle>;

function applicationSetText(style: Style, name: string, path: string): string {
  const application = applicationText(style, '{{.path.basename}}', '{{.path.path}}', '{{.path.basename}}').split('\n');
  const body = application.slice(application.indexOf('metadata:'), -1).map((line) => `    ${line}`);
  // The namespace of generated Applications is that of the set.
  const template = body.filter((line) => !/^ {6}namespace: /.test(line) || line.includes('{{'));
  return `${[
    'apiVersion: argoproj.io/v1alpha1',
    'kind: ApplicationSet',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${scalarText(style.namespace)}`,
    'spec:',
    '  goTemplate: true',
    '  goTemplateOptions: [missingkey=error]',
    '  generators:',
    '    - git:',
    `        repoURL: ${scalarText(style.repoURL)}`,
    `        revision: ${scalarText(style.targetRevision)}`,
    '        directories:',
    `          - path: ${path}/*`,
    '  template:',
    ...template,
  ].join('\n')}\n`;
}

function projectText(style: Style, name: string): string {
  return `${[
    'apiVersion: argoproj.io/v1alpha1',
    'kind: AppProject',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${scalarText(style.namespace)}`,
    'spec:',
    '  sourceRepos:',
    `    - ${scalarText(style.repoURL)}`,
    '  destinations:',
    `    - server: ${scalarText(style.server)}`,
    "      namespace: '*'",
  ].join('\n')}\n`;
}
