import type { App } from '../coverage/model.ts';
import type { YamlPath } from '../documents/yamlFile.ts';
import type { Location } from '../problems/problem.ts';

/** The place that wrote a value of an Application, with its repository. */
export function located(app: App, path: YamlPath): Location & { readonly repository: string } {
  const at = app.origin(path);
  return { ...at, repository: at.repository ?? app.definition.at.repository };
}
