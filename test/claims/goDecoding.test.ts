import { expect, test } from 'vitest';
import { directoryFile } from '../../server/src/claims/directoryFile.ts';
import { mergeSourceOverrides } from '../../server/src/claims/sourceOverrides.ts';
import { memoryTree } from '../../server/src/files/memoryTree.ts';

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
