import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { help, parseArguments } from '../../server/src/cli/arguments.ts';
import { codeLenses, lensText } from '../../server/src/features/codeLens.ts';
import { completionsAt } from '../../server/src/features/completion/complete.ts';
import { inlayHints } from '../../server/src/features/inlayHints.ts';
import type { TreeViewName } from '../../server/src/features/tree/treeNode.ts';
import { setLanguage } from '../../server/src/l10n/t.ts';
import { formatReport } from '../../server/src/report/formats.ts';
import { speakPseudo, untranslated } from '../harness/pseudoLanguage.ts';
import { application, manifest, REMOTE, type TestWorkspace, testWorkspace } from '../harness/workspace.ts';

/** One of each that people are told about. */
const WORKSPACE = `
//- argocd/app.yaml
${application('app', 'path: app')}
//- argocd/gone.yaml
${application('gone', 'path: charts/gone')}
//- argocd/built.yaml
${application('built', 'path: built')}
//- argocd/manual.yaml
${application('manual', 'path: manual').replace(/ {2}syncPolicy.*\n/, '')}
//- argocd/filtered.yaml
${application('filtered', "path: filtered, directory: { exclude: 'b.*' }")}
//- argocd/set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: set, namespace: argocd }
spec:
  generators:
    - git: { repoURL: '${REMOTE}', revision: main, directories: [{ path: many/* }] }
  template:
    metadata: { name: '{{path.basename}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', targetRevision: main, path: '{{path}}' }
      destination: { name: in-cluster, namespace: many }
//- many/one/a.yaml
${manifest('one')}
//- many/two/a.yaml
${manifest('two')}
//- app/a.yaml
${manifest('a')}
//- app/deep/b.yaml
${manifest('b')}
//- filtered/a.yaml
${manifest('filtered')}
//- filtered/b.yaml
${manifest('excluded')}
//- manual/a.yaml
${manifest('manual')}
//- k8s/gone/c.yaml
${manifest('c')}
//- k8s/gone/d.yaml
# argocd-coverage-ignore
${manifest('d')}
//- built/kustomization.yaml
resources: [e.yaml]
//- built/e.yaml
${manifest('e')}
//- built/f.yaml
${manifest('f')}
//- argocd/failing.yaml
${application('failing', 'path: failing, helm: { valueFiles: [gone.yaml, bad.yaml] }')}
//- failing/Chart.yaml
apiVersion: v2
name: failing
version: 1.0.0
//- failing/bad.yaml
a: [
//- failing/templates/a.yaml
{{ fail "no" }}
//- argocd/layers.yaml
${application('layers', 'path: layers')}
//- layers/kustomization.yaml
resources: [gone.yaml, twice.yaml, ../../outside, /absolute, part]
patches: [{ path: patch.yaml }]
configMapGenerator: [{ name: made, literals: [a], files: ['a=b=c'] }]
//- layers/twice.yaml
${manifest('twice')}
---
${manifest('twice')}
//- layers/patch.yaml
${manifest('nobody')}
//- layers/part/kustomization.yaml
apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
//- argocd/plugin.yaml
${application('plugin', 'path: plugin, plugin: { name: tool }')}
//- plugin/a.yaml
${manifest('plugin')}
//- argocd/clusters.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: clusters, namespace: argocd }
spec:
  generators:
    - clusters: { selector: { matchLabels: { env: prod } } }
  template:
    metadata: { name: 'on-{{name}}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', targetRevision: main, path: clusters }
      destination: { server: '{{server}}', namespace: many }
//- clusters/a.yaml
${manifest('clustered')}
//- .argocd-coverage.yaml
ignored: []
helm: { major: 5, kubeVersion: newest }
severity: { not-a-code: error, not-recursed: loud }
generators: { cluster: [], clusters: [{ labels: {} }] }
inlayHints: true
`;

let workspace: TestWorkspace;
beforeAll(async () => {
  speakPseudo();
  workspace = await testWorkspace(WORKSPACE);
});
afterAll(() => setLanguage('en'));

const offsets = (text: string): number[] => [...text.matchAll(/\S+/g)].map(({ index }) => index + 1);
const files = (): [string, string][] => Object.entries(workspace.files).filter(([path]) => !path.includes('/.git/'));

test('finds a sentence that nobody translated, and none that somebody did', () => {
  expect(untranslated('⟦Application ⟧x⟦ reads ⟧nothing at all here⟦.⟧ `a b c d` [⟦a⟧](b c d)')).toEqual([
    'nothing at all here',
  ]);
  expect(untranslated('<b title="left in English"></b>⟦a ⟧⟦words of a tool⟧⟦ b⟧')).toEqual(['left in English']);
});

test('hovers and explanations', () => {
  const shown = files().flatMap(([path, text]) => [
    workspace.engine.explain(path) ?? '',
    ...offsets(text).map((offset) => workspace.engine.hover(path, offset)?.markdown ?? ''),
  ]);
  expect(shown.filter((text) => text.includes('⟦')).length).toBeGreaterThan(50);
  expect([...new Set(shown.flatMap(untranslated))]).toEqual([]);
});

test('diagnostics, with what belongs to them', () => {
  const found = files().flatMap(([path]) => workspace.engine.diagnostics(path));
  expect(new Set(found.map(({ code }) => code)).size).toBeGreaterThan(4);
  const told = found.flatMap(({ message, related }) => [message, ...(related ?? []).map((one) => one.message)]);
  expect(told.flatMap(untranslated)).toEqual([]);
});

test('code actions', () => {
  const titles = files().flatMap(([path, text]) =>
    workspace.engine.codeActions(path, { start: 0, end: text.length }).map(({ title }) => title),
  );
  expect(titles.length).toBeGreaterThan(10);
  expect(titles.flatMap(untranslated)).toEqual([]);
});

test('lenses, hints and completion', () => {
  const { engine } = workspace;
  const shown = files().flatMap(([path, text]) => {
    const at = engine.fileAt(path);
    if (!at) return [];
    return [
      ...codeLenses(at).map(({ span }) => lensText(engine.features, at, span.start, { added: 1, removed: 1 })?.title),
      ...inlayHints(engine.features, at, { start: 0, end: text.length }).flatMap(({ label, tooltip }) => [
        label,
        tooltip,
      ]),
      ...offsets(text).flatMap((offset) => completionsAt(engine.features, at, offset).map(({ detail }) => detail)),
    ];
  });
  const told = shown.filter((text) => text !== undefined);
  expect(told.filter((text) => text.includes('⟦')).length).toBeGreaterThan(50);
  expect([...new Set(told.flatMap(untranslated))]).toEqual([]);
});

test('every row of the views', () => {
  const rows = (view: TreeViewName, parent?: string): string[] =>
    workspace.engine.tree
      .children(view, parent)
      .flatMap((row) => [row.label, row.description, ...(row.branch ? rows(view, row.id) : [])]);
  const told = [...rows('applications'), ...rows('directories'), ...rows('notDeployed')];
  expect(told.filter((text) => text.includes('⟦')).length).toBeGreaterThan(20);
  expect(told.flatMap(untranslated)).toEqual([]);
});

describe('reports', () => {
  test.each(['text', 'markdown', 'html'])('%s', (format) => {
    expect(untranslated(formatReport(workspace.engine.report(), format))).toEqual([]);
  });
});

test('the command line’s help and errors', () => {
  const wrong = [
    ['--format', 'x'],
    ['--fail-on', 'x'],
    ['--fail-under', 'x'],
    ['--write-baseline'],
    ['--lang', 'x'],
    ['--nothing-like-it'],
  ];
  const told = wrong.map((args) => {
    try {
      return String(parseArguments(args));
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(told.every((text) => text.includes('⟦'))).toBe(true);
  expect([help(), ...told].flatMap(untranslated)).toEqual([]);
});
