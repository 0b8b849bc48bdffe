import { expect, test } from 'vitest';
import { fix } from '../harness/rules.ts';
import { REMOTE, ROOT, testWorkspace } from '../harness/workspace.ts';

const set = (generators: string, name: string, path: string, goTemplate = false): string => `
//- set.yaml
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: s, namespace: argocd }
spec:
  goTemplate: ${goTemplate}
  generators:
    - ${generators}
  template:
    metadata: { name: '${name}' }
    spec:
      project: default
      source: { repoURL: '${REMOTE}', path: '${path}' }
      destination: { server: https://kubernetes.default.svc, namespace: x }
      syncPolicy: { automated: {} }
//- apps/prod/a.yaml
apiVersion: v1
kind: Service
metadata: { name: a }
`;

test.each([
  [
    'clusters',
    'clusters: { selector: { matchLabels: { env: prod } } }',
    'a-{{name}}',
    'apps/{{metadata.labels.env}}',
    false,
  ],
  ['clusters', 'clusters: {}', 'a-{{ .name }}', 'apps/{{ .metadata.labels.stage }}', true],
  [
    'scmProvider',
    'scmProvider: { github: { organization: acme } }',
    'a-{{repository}}-{{short_sha}}',
    'apps/{{branch}}',
    false,
  ],
  ['pullRequest', 'pullRequest: { github: { owner: a, repo: b } }', 'a-{{.number}}', 'apps/{{.branch_slug}}', true],
  ['plugin', 'plugin: { configMapRef: { name: p } }', 'a-{{.team}}', 'apps/{{.stage}}', true],
  ['clusterDecisionResource', 'clusterDecisionResource: { configMapRef: c }', 'a-{{name}}', 'apps/{{stage}}', false],
  [
    'clusters',
    `matrix: { generators: [{ git: { repoURL: '${REMOTE}', revision: HEAD, directories: [{ path: apps/* }] } }, { clusters: { selector: { matchLabels: { a: b } } } }] }`,
    'a-{{name}}-{{path.basename}}',
    '{{path}}',
    false,
  ],
])('what %s yields is told by a skeleton that one fills in', async (generator, spec, name, path, goTemplate) => {
  const workspace = await testWorkspace(set(spec, name, path, goTemplate));
  expect(workspace.verdicts()).toContain('apps/prod/a.yaml: possible');
  fix(workspace, 'set.yaml', 'unresolvable-generator', 'Tell in .argocd-coverage.yaml');
  const config = `${ROOT}/.argocd-coverage.yaml`;
  expect(workspace.engine.workspace.byId(ROOT)?.settingsProblems()).toEqual([]);
  expect(workspace.findings().filter((line) => line.endsWith('unresolvable-generator'))).toEqual([]);
  const filled = (workspace.files[config] as string).replace(/(stage|env|branch|branch_slug): .*/g, '$1: prod');
  workspace.write('.argocd-coverage.yaml', filled);
  expect(workspace.engine.report().applications.filter(({ certain }) => !certain)).toEqual([]);
  expect(workspace.verdicts()).toContain('apps/prod/a.yaml: deployed');
  expect(filled).toContain(`generators:\n  ${generator}:\n    - `);
});

test.each([
  ['ignore: [x]', 'ignore: [x]\ngenerators:\n  clusters:\n    - name: my-cluster\n'],
  ['generators: # told\n  plugin: []\nignore: [x]\n', 'generators: # told\n  clusters:\n    - name: my-cluster\n'],
])('the skeleton goes into the file that is there: %j', async (before, after) => {
  const workspace = await testWorkspace(set('clusters: {}', 'a-{{name}}', 'apps/prod'));
  workspace.write('.argocd-coverage.yaml', before);
  fix(workspace, 'set.yaml', 'unresolvable-generator', 'Tell in .argocd-coverage.yaml which clusters there are');
  expect(workspace.files[`${ROOT}/.argocd-coverage.yaml`]).toContain(after);
  expect(workspace.engine.workspace.byId(ROOT)?.settingsProblems()).toEqual([]);
});
