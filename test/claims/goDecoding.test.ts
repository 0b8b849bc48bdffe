import { expect, test } from 'vitest';
import { directorySource } from '../../server/src/claims/directory.ts';
import { directoryFile } from '../../server/src/claims/directoryFile.ts';
import { mergeSourceOverrides } from '../../server/src/claims/sourceOverrides.ts';
import { resolveValueFiles } from '../../server/src/claims/valueFiles.ts';
import { memoryTree } from '../../server/src/files/memoryTree.ts';
import { findGitFiles } from '../../server/src/globs/gitFiles.ts';
import { requestOf } from './requestOf.ts';

// What Argo CD’s own code answers.

const errorOf = (text: string) => memoryTree({ 'a.yaml': text }).derive(directoryFile, 'a.yaml').error?.message;
const A = 'apiVersion: v1\nkind: A\nmetadata: { name: a }\n';

test.each([
  [
    '--- {apiVersion: v1, kind: A, metadata: {}}\n',
    'invalid Yaml document separator: {apiVersion: v1, kind: A, metadata: {}}',
  ],
  [`${A}--- |\n text\n`, 'invalid Yaml document separator: |'],
  [`${A}---- \n`, 'invalid Yaml document separator: -'],
  [`${A}x: .nan\n`, 'json: unsupported value: NaN'],
  [`${A}x: [.inf]\n`, 'json: unsupported value: +Inf'],
  [`${A}--- # a comment\n${A}`, undefined],
  [`${A}x: a.nan\n`, undefined],
])('a file of a directory source: %j', (text, error) => {
  expect(errorOf(text)).toBe(error);
});

const K = '"apiVersion": "v1", "kind": "A"';

test.each([
  ['null', undefined, ['/']],
  [`{${K}, "x": 1e999}`, undefined, ['/']],
  [`{${K}, "metadata": {"name": "a"}} }`, undefined, ['A/a']],
  [`{${K}} {}`, 'Found multiple objects. Only single objects are allowed in JSON files.', []],
  ['{"name": "package", "version": "1.0.0"}', undefined, ['/']],
  ['{"kind": "A", "apiVersion": "a/b/c", "layers": 1}', "Object 'Kind' is missing", []],
  ['{"Config": "x"}', "Object 'Kind' is missing", []],
  ['{"config": {"size": "1"}}', "Object 'Kind' is missing", []],
  ['{"config": {"digest": "x", "size": 1, "data": "YQ=="}}', undefined, ['/']],
  ['{"config": {"data": "YQ"}}', "Object 'Kind' is missing", []],
  ['{"config": {"data": [256]}}', "Object 'Kind' is missing", []],
  ['{"subject": {"platform": {"os": 1}}}', "Object 'Kind' is missing", []],
  ['{"schemaVersion": 2}', undefined, ['/']],
  ['{"schemaVersion": 1.0}', "Object 'Kind' is missing", []],
  ['{"schemaVersion": 1e2}', "Object 'Kind' is missing", []],
  [`{${K}, "items": [{}, 1]}`, 'items member is not an object: map[string]interface {}', []],
  [`{${K}, "items": null}`, undefined, []],
  [`{${K}, "items": null, "spec": null}`, undefined, ['A/']],
  ['[1]', 'json: cannot unmarshal array into Go value of type map[string]interface {}', []],
  ['{"a":}', "invalid character '}' looking for beginning of value", []],
])('a JSON file of a directory source: %j', (text, error, objects) => {
  const file = memoryTree({ 'a.json': text }).derive(directoryFile, 'a.json');
  expect([file.error?.message, file.objects]).toEqual([error, objects]);
});

test('an item that is no object fails a YAML file too', () => {
  expect(errorOf('apiVersion: v1\nkind: List\nitems: [a]\n')).toBe(
    'items member is not an object: map[string]interface {}',
  );
});

test('the name of the file that a link leads to decides how it is read', () => {
  const tree = memoryTree({ 'a.yaml': 'symlink:b.json', 'b.json': `{${K}} {${K}}`, 'c.json': 'symlink:d', d: A });
  expect(tree.derive(directoryFile, 'a.yaml').error?.message).toMatch('Found multiple objects');
  expect(tree.derive(directoryFile, 'c.json').objects).toEqual(['A/a']);
});

test.each([
  ['symlink:a.yaml', 'failed to evaluate symlink at "a.yaml": EvalSymlinks: too many links'],
  ['symlink:b.yaml/c', 'failed to evaluate symlink at "a.yaml": not a directory'],
  ['symlink:c', undefined],
])('a link of a directory source: %j', (link, error) => {
  const tree = memoryTree({ 'x/a.yaml': link, 'x/b.yaml': A });
  const messages = directorySource.claim(requestOf(tree, 'x')).problems.map(({ message }) => message);
  expect(messages).toEqual(error === undefined ? [] : [`${error}: Argo CD can’t make the manifests of this source.`]);
});

test.each([
  ['HELM: {releaseName: x}', {}, { helm: { releaseName: 'x' } }],
  ['helm: {ReleaseName: x}', {}, { helm: { releaseName: 'x' } }],
  // The source's own field is decoded after the one in capitals.
  ['HELM: {releaseName: x}', { helm: { releaseName: 'old' } }, { helm: { releaseName: 'old' } }],
  [
    'helm: {parameters: [{name: a, value: c}]}',
    { helm: { parameters: [{ name: 'a', value: 'b', forceString: true }] } },
    { helm: { parameters: [{ name: 'a', value: 'c', forceString: true }] } },
  ],
])('an override %j', (override, source, expected) => {
  const tree = memoryTree({ 'a/.argocd-source.yaml': override });
  expect(mergeSourceOverrides(tree, 'a', 'app', source).source).toEqual(expected);
});

test.each([
  [['\\[x\\].yaml'], 'values file glob "\\\\[x\\\\].yaml" matched no files'],
  [['[//h/x[!a]*'], 'error expanding glob pattern "[//h/x[!a]*": syntax error in pattern'],
  [['loop*'], 'glob pattern "loop*": error resolving symlink for glob match "loop.yaml": EvalSymlinks: too many links'],
  // Go refuses to parse these as URLs, so they are paths.
  [['https://%41.yaml'], ['https:/%41.yaml']],
  [
    ['https://h/%41.yaml', '/**'],
    ['https://h/%41.yaml', '', 'a.yaml', 'loop.yaml'],
  ],
])('value files %j', (entries, expected) => {
  const looped = entries.some((entry) => entry.startsWith('loop'));
  const tree = memoryTree({ 'a.yaml': '', 'loop.yaml': looped ? 'symlink:loop.yaml' : '' });
  const context = { tree, appPath: '', refs: new Map(), schemes: ['https'], env: new Map() };
  const { files, errors } = resolveValueFiles(context, entries, false);
  const paths = files.map((file) => (file.kind === 'file' ? file.path : file.kind === 'url' ? file.url : file.kind));
  expect(errors[0]?.error ?? paths).toEqual(expected);
});

test.each([
  ['**', '.'],
  ['*', '.git'],
  ['.*', '.git'],
  ['d*', 'dir'],
])('a git files pattern %s fails at the first directory', (pattern, directory) => {
  const tree = memoryTree({ 'dir/a.json': '{}' });
  expect(findGitFiles(tree, pattern, 'doublestar')).toEqual({
    error: `unable to read files: ${directory}: is a directory`,
  });
});
