import { parseYaml } from '../documents/yamlFile.ts';
import { DEFAULT_SETTINGS, type Settings, type SettingsProblem } from './model.ts';
import { isMapping } from './readers.ts';
import { editorSource, readSource, yamlSource } from './source.ts';

export * from './model.ts';

/**
 * Reads the settings of one repository. Never throws: what is wrong is told and its default holds.
 * The file wins over the editor key by key, severities code by code; `repositoryAliases` of both add up.
 * @param yamlText the text of `.argocd-coverage.yaml`; undefined when there is none.
 * @param editorSettings the client’s `argocdCoverage` section, nested or with dotted keys. Keys unknown here are other people’s.
 */
export function readSettings(
  yamlText: string | undefined,
  editorSettings?: unknown,
): { readonly settings: Settings; readonly problems: readonly SettingsProblem[] } {
  const problems: SettingsProblem[] = [];
  let settings = DEFAULT_SETTINGS;
  if (isMapping(editorSettings)) settings = readSource(settings, editorSource(editorSettings, problems));
  if (yamlText !== undefined) {
    const source = yamlSource(parseYaml(yamlText), problems);
    if (source) settings = readSource(settings, source);
  }
  return { settings, problems };
}
