import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseFully } from '../../server/src/documents/yamlFile.ts';
import { parsedManifests } from '../../server/src/manifests/parsedManifests.ts';
import { skimManifests } from '../../server/src/manifests/skim.ts';

const LINES = [
  'apiVersion: v1',
  'apiVersion: "apps/v1"',
  'kind: Service',
  "kind: 'Deployment'",
  'kind: Service # why',
  'kind:',
  '  Service',
  'kind: yes',
  'kind: List',
  'metadata:',
  'metadata: {name: a}',
  '  name: a',
  '  name: "b"',
  '  name: 12',
  '  name: no',
  '    name: deep',
  '  namespace: ns',
  '  labels:',
  '    app: x',
  'spec: |',
  '  text: kind: x',
  '   more',
  '---',
  '--- # next',
  '---\r',
  '...',
  '# comment',
  '  # indented comment',
  '# argocd-coverage-ignore',
  '- item',
  'items:',
  '\tkind: Tab',
  'kind: *a',
  'a: &a b',
  '? complex',
  '"kind": Quoted',
  '',
  '%YAML 1.1',
  'metadata: # c',
  'data: {a: b,',
  '  c: d}',
];

test('what the skim answers, the full parser answers too', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 14 }), fc.constantFrom('\n', '\r\n'), (lines, eol) => {
      const text = lines.join(eol);
      const skimmed = skimManifests(text);
      if (!skimmed) return;
      const documents = parseFully(text);
      if (documents.some((document) => document.problems.length > 0)) return;
      expect(skimmed).toEqual(parsedManifests({ text, plain: false, documents }));
    }),
    { numRuns: 20_000 },
  );
});

test('ordinary manifests are skimmed, not parsed', () => {
  const text =
    '# head\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  labels:\n    name: no\n  name: web\n  namespace: shop\nspec: {}\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: "svc"\n';
  expect(skimManifests(text)?.map(({ kind, name, namespace }) => [kind, name, namespace])).toEqual([
    ['Deployment', 'web', 'shop'],
    ['Service', 'svc', null],
  ]);
});
