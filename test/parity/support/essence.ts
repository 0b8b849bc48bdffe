import type { Problem } from '../../../server/src/problems/problem.ts';

/** Whether one of our problems says what Argo CD's error says; the difference where none does. */
export function sameError(problems: readonly Problem[], error: string | undefined): string | undefined {
  const wanted = essence(error ?? '');
  const got = problems.map(({ message }) => essence(message));
  return got.includes(wanted) ? undefined : `expected the error ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`;
}

/**
 * What an error says, whoever says it: what is wrong, and with which file. Argo CD's errors carry commands and paths of its
 * machine, ours are sentences for people; both come down to the same, or to the tool's own words.
 */
export function essence(message: string): string {
  const text = message.replaceAll('<repo>/', '').trim();
  for (const [pattern, kind] of KINDS) {
    const found = pattern.exec(text);
    if (found) return [kind, ...found.slice(1).map((part) => part.replace(/^.*\//, ''))].join(' ');
  }
  return words(text);
}

/** The more special ones first; of a path its last name counts. */
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/['“]([^'“]*)['”] is not in or below ['“](.*?)['”]/, 'outside'],
  [/already registered id[:,] (\S+\])/, 'registered'],
  [/['“]([^'“]*)['”]: missing Resource metadata/, 'no metadata'],
  [/expected kind != 'Component' for path '(.*?)'/, 'component'],
  [/“(.*?)” is a Component/, 'component'],
  [/candidate root '(.*?)' contains visited root '(.*?)'/, 'cycle'],
  [/Cycle detected: “(.*?)” contains “(.*?)”/, 'cycle'],
  [/Found multiple kustomization files under:? “?([^”]*)/, 'several kustomizations'],
  [
    /unable to find one of 'kustomization.yaml'|Missing kustomization file|has no kustomization\.yaml/,
    'no kustomization',
  ],
  [/there is no (Chart\.yaml) in/, 'missing'],
  [/^.*(?:open|lstat) (\S+?): no such file or directory/s, 'missing'],
  [/[`“]([^`“]*)[`”] does not exist/, 'missing'],
  [/couldn't open import "(.*?)"/, 'no import'],
  [/jsonnet can’t find “(.*?)”/, 'no import'],
];

/** The words of the program that fails, without what Argo CD, its commands and we put around them. */
function words(text: string): string {
  const told =
    /can’t (?:render this chart|read this file) \((.*)\): the whole Application fails\.$/s.exec(text)?.[1] ?? text;
  return told
    .replace(/^.*exit status \d+: (?:Error: )?/s, '')
    .replace(/^rpc error: code = \w+ desc = /, '')
    .replace(/^Failed to unmarshal "[^"]*": /, '')
    .replace(/^failed to unmarshal manifest: /, '')
    .replace(/^error (?:converting YAML to|unmarshaling) JSON: (?:while decoding JSON: )?/, '')
    .replace(/^failed to get potentially valid manifests: invalid manifest file "[^"]*": /, '')
    .replace(/ is missing in '.*'$/s, ' is missing')
    .replace(/(Found multiple objects) in "[^"]*"/, '$1')
    .replace(/; failed to find unique target for patch .*$/s, '')
    .replace(/^plugin (\w+)\.builtin\.\S+/, '$1')
    .replace(/\n\nUse --debug flag.*$/s, '')
    .replace(/: kustomize can’t build (?:this|it)\.$|: Argo CD can’t make the manifests of this source\.$/, '')
    .replace(/( kustomization file) under [^\n:]*/, '$1')
    .replace(/^(Failed to read kustomization file):\s/, '$1: ')
    .replace(/\n(?=apiVersion for)/, '; ')
    .replace(/\s*\.?\s*$/, '');
}
