import { expect, test } from 'vitest';
import { checkRule, fix } from '../harness/rules.ts';
import { REMOTE, ROOT } from '../harness/workspace.ts';

const app = (source: string, destination: string, name = 'a'): string => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: web
  ${source}
  destination: ${destination}
`;
const LOCAL = "{ server: 'https://kubernetes.default.svc', namespace: web }";

const project = (sourceRepos: string, destinations: string): string => `
//- project.yaml
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata:
  name: web
  namespace: argocd
spec:
  sourceRepos:
    - ${sourceRepos}
  destinations:
    - ${destinations}
`;
const ANYWHERE = "{ server: '*', namespace: '*' }";

test('sources that the project does not permit, those with only a ref included', async () => {
  const workspace = await checkRule(
    'not-permitted-by-project',
    `
//- a.yaml
${app(`sources: [{ repoURL: '${REMOTE}', path: app }, { repoURL: «https://other.test/values.git», ref: v }]`, LOCAL)}---
${app(`source: { repoURL: '${REMOTE.toUpperCase()}', path: app }`, LOCAL, 'b')}---
# argocd-coverage-ignore not-permitted-by-project
${app("source: { repoURL: 'https://other.test/x', path: app }", LOCAL, 'c').trim()}
${project(`'${REMOTE}'`, ANYWHERE)}
//- app/x.yaml
{}
`,
  );
  const report = workspace.engine.report();
  expect(report.applications.map(({ id, errors }) => [id, errors.map(({ code }) => code)])).toEqual([
    ['argocd/a', ['not-permitted-by-project']],
    ['argocd/b', []],
    ['argocd/c', ['not-permitted-by-project']],
  ]);
  const [finding] = workspace.engine
    .diagnostics(`${ROOT}/a.yaml`)
    .filter(({ code }) => code === 'not-permitted-by-project');
  expect(finding).toMatchObject({ severity: 'error', related: [{ path: `${ROOT}/project.yaml` }] });
  fix(workspace, 'a.yaml', 'not-permitted-by-project', 'Add https://other.test/values.git to project.yaml');
  expect(workspace.files[`${ROOT}/project.yaml`]).toContain(`    - '${REMOTE}'\n    - https://other.test/values.git\n`);
  expect(workspace.engine.diagnostics(`${ROOT}/a.yaml`).map(({ code }) => code)).not.toContain(
    'not-permitted-by-project',
  );
});

test.each([
  ['{ server: https://kubernetes.default.svc, namespace: web }', LOCAL],
  ["{ server: '*', namespace: 'web-*' }", "{ server: «'https://kubernetes.default.svc'», namespace: web }"],
  ['{ name: in-cluster, namespace: web }', LOCAL],
  ['{ name: in-cluster, namespace: other }', "{ server: «'https://kubernetes.default.svc'», namespace: web }"],
  ["{ server: 'https://kubernetes.default.svc', namespace: web }", '{ name: in-cluster, namespace: web }'],
  ["{ server: 'https://prod.test', namespace: web }", '{ name: prod, namespace: web }'],
  ["{ server: 'https://prod.test', namespace: api }", '{ name: «prod», namespace: web }'],
  ['{ name: staging, namespace: web }', '{ name: «prod», namespace: web }'],
])('a project with the destination %s, an Application to %s', async (permitted, destination) => {
  await checkRule(
    'not-permitted-by-project',
    `//- a.yaml\n${app(`source: { repoURL: '${REMOTE}', path: app }`, destination)}${project("'*'", permitted)}//- app/x.yaml\n{}\n`,
  );
});

test('clusters that the settings name are compared by both names', () =>
  checkRule(
    'not-permitted-by-project',
    `
//- .argocd-coverage.yaml
generators: { clusters: [{ name: prod, server: 'https://prod.test' }] }
//- a.yaml
${app(`source: { repoURL: '${REMOTE}', path: app }`, '{ name: «prod», namespace: web }')}
${project("'*'", "{ server: 'https://stage.test', namespace: web }")}
//- app/x.yaml
{}
`,
  ));

test.each([
  [
    'another project of the name may permit it',
    `//- other.yaml\n${project("'*'", ANYWHERE).replace('//- project.yaml\n', '')}`,
  ],
  ['a global project may', '//- cm.yaml\ndata:\n  globalProjects: |\n    - projectName: all\n'],
  [
    'a repository that is bound to the project',
    '//- repo.yaml\nmetadata: { labels: { argocd.argoproj.io/secret-type: repository } }\nstringData:\n  project: web\n',
  ],
])('nothing is said where %s', async (_why, more) => {
  await checkRule(
    'not-permitted-by-project',
    `//- a.yaml\n${app("source: { repoURL: 'https://other.test/x', path: app }", LOCAL)}${project(`'${REMOTE}'`, ANYWHERE)}${more}`,
  );
});
