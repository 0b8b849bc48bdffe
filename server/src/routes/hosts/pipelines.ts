import { isObject } from '../../applications/json.ts';
import { type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import { basename } from '../../files/paths.ts';
import { BASE_MARK, type Host, type Script } from './host.ts';
import { linesAt, type YamlSource } from './yamlScripts.ts';

const NAMES = /^(?:bitbucket-pipelines|buildspec[\w.-]*|\.?drone|\.travis|\.woodpecker|appspec)\.ya?ml$/;
const KEYS = /^(?:script|commands|before_script|after_script|after_success|deploy_script)$/;

/** CI systems whose steps are lists of shell commands: Bitbucket, CodeBuild, Drone, Travis, Woodpecker. */
export const pipelines: Host = {
  name: 'pipeline',
  matches: (path) => NAMES.test(basename(path)) || /^\.woodpecker\/.*\.ya?ml$/.test(path),
  read(tree, path) {
    const file = tree.derive(yamlFile, path);
    const scripts: Script[] = [];
    for (const document of file?.documents ?? [])
      visit({ text: file?.text ?? '', document }, document.value(), [], scripts, 0);
    return {
      scripts,
      notes: (file?.documents ?? []).flatMap(({ problems }) => problems.map(({ message }) => `${path}: ${message}`)),
    };
  },
};

function visit(source: YamlSource, value: unknown, at: YamlPath, scripts: Script[], depth: number): void {
  if (depth > 30) return;
  if (Array.isArray(value))
    for (const [i, item] of value.entries()) visit(source, item, [...at, i], scripts, depth + 1);
  if (!isObject(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const text = KEYS.test(key) ? linesAt(source, inner, [...at, key]) : undefined;
    if (text) scripts.push({ language: 'shell', text, starts: [''], directory: BASE_MARK, variables: new Map() });
    else visit(source, inner, [...at, key], scripts, depth + 1);
  }
}
