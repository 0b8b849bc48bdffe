import type { App, AppSource } from '../../coverage/model.ts';
import type { Repository } from '../../coverage/repository.ts';
import { parseYaml, type YamlDocument, type YamlPath } from '../../documents/yamlFile.ts';
import type { FeatureContext } from '../context.ts';

/** Where the text of an Application's source stands, for edits. */
export interface SourceText {
  readonly repository: Repository;
  readonly file: string;
  readonly text: string;
  readonly document: YamlDocument;
  /** The source within the document, below an ApplicationSet's template if one makes the Application. */
  readonly path: YamlPath;
}

/** @returns undefined when the source's text is not simply there: made by a chart, or patched by a kustomization. */
export function sourceText(context: FeatureContext, app: App, source: AppSource): SourceText | undefined {
  const { definition } = app;
  const repository = context.workspace.byId(definition.at.repository);
  const text = repository?.tree.text(definition.at.file);
  if (!repository || text === undefined || definition.made !== 'file') return undefined;
  const path = app.generatedBy ? ['spec', 'template', ...source.at] : source.at;
  const document = parseYaml(text).documents.find(
    (candidate) =>
      candidate.span.start <= (definition.at.span?.start ?? 0) &&
      (definition.at.span?.start ?? 0) <= candidate.span.end,
  );
  return document?.valueSpan(path) ? { repository, file: definition.at.file, text, document, path } : undefined;
}

/** The Application and source that facts from the client name. */
export function findSource(
  context: FeatureContext,
  id: unknown,
  at: unknown,
): { app: App; source: AppSource } | undefined {
  for (const app of context.fleet().apps) {
    if (app.id !== id) continue;
    const source = app.sources.find((candidate) => candidate.at.join('.') === at);
    if (source) return { app, source };
  }
  return undefined;
}
