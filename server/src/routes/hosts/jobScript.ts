import { isObject } from '../../applications/json.ts';
import { type YamlDocument, type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import type { Tree } from '../../files/tree.ts';
import { apiGroup } from '../../manifests/classify.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import { yamlText } from '../yamlText.ts';
import { BASE_MARK, type Host, type Script } from './host.ts';

const MAX_DEPTH = 30;

/** Whether a file holds Jobs, whose scripts may create what other manifests need. */
export function holdsJob(tree: Tree, path: string): boolean {
  const { chart, documents } = tree.derive(fileSummary, path);
  return (
    chart === undefined &&
    documents.some(({ apiVersion, kind }) => apiGroup(apiVersion) === 'batch' && /^(?:Cron)?Job$/.test(kind))
  );
}

/** Jobs that are manifests: the scripts that their containers give to a shell. They run in the cluster. */
export const jobScript: Host = {
  name: 'Job',
  matches: () => false,
  read(tree, path, text) {
    const scripts: Script[] = [];
    for (const document of tree.derive(yamlFile, path)?.documents ?? [])
      visit(text, document, document.value(), [], scripts, 0);
    // What is wrong with a manifest is told as a finding.
    return { scripts, notes: [] };
  },
};

function visit(
  source: string,
  document: YamlDocument,
  value: unknown,
  at: YamlPath,
  scripts: Script[],
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value))
    for (const [i, item] of value.entries()) visit(source, document, item, [...at, i], scripts, depth + 1);
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key !== 'command' && key !== 'args') || !Array.isArray(inner)) {
      visit(source, document, inner, [...at, key], scripts, depth + 1);
      continue;
    }
    for (const [i, word] of inner.entries()) {
      // A program of a few words is no script.
      if (typeof word !== 'string' || !/\s/.test(word)) continue;
      const text = yamlText(source, document, [...at, key, i]);
      if (text)
        scripts.push({
          language: 'shell',
          text,
          starts: [],
          directory: BASE_MARK,
          variables: new Map(),
          inCluster: true,
        });
    }
  }
}
