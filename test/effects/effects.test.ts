import { describe, expect, test } from 'vitest';
import { createEngine } from '../../server/src/engine.ts';
import { nodeFileSystem } from '../../server/src/files/nodeFileSystem.ts';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

/** `category effect files → how` for each row. */
async function rows(source: string): Promise<string[]> {
  const { engine } = await testWorkspace(source);
  return engine.report().effects.map((row) => `${row.category} ${row.effect} ${row.files} → ${row.how}`);
}

const MERGE = 'The Git merge is all.';
const app = (name: string, path: string, rest = '') => application(name, `path: ${path}${rest}`);
const byHand = (text: string) => text.replace('automated: {}', 'syncOptions: []');

test('the example gives the table of the document that the project began with', async () => {
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  engine.setFolders([`${process.cwd().replaceAll('\\', '/')}/examples/seed`], { nested: false });
  await engine.index();
  const { effects } = engine.report();
  const told = effects.filter(({ category }) => category !== 'other' && category !== 'delivery');
  expect(told.map(({ category, effect, files }) => `${category} ${effect} ${files}`)).toEqual([
    'documentation automatic 3',
    'code conditional 4',
    'kubernetes manual 2',
    'monitoring manual 3',
    'infrastructure manual 2',
  ]);
  expect(Object.fromEntries(told.map(({ category, how }) => [category, how]))).toMatchObject({
    documentation: MERGE,
    code: 'Once the image is pushed, the tag in k8s/waste/ai-workers-deployment.yaml:21 decides what runs.',
    kubernetes: 'kubectl apply -f k8s/waste/ai-workers-deployment.yaml -f k8s/waste/hpa.yaml',
    monitoring:
      'kubectl apply -f k8s/monitoring/ai-pipeline-alerts.yaml -f k8s/waste/servicemonitor.yaml · Import k8s/monitoring/ai-pipeline-dashboard.json into Grafana.',
    infrastructure: 'terraform -chdir=terraform apply && ansible-playbook ansible/site.yml',
  });
  expect(effects.reduce((sum, { files }) => sum + files, 0)).toBe(
    engine.workspace.repositories()[0]?.tree.files().length,
  );
});

describe('what a file counts as', () => {
  test.each([
    ['README.md', 'documentation'],
    ['docs/run/notes.txt', 'documentation'],
    ['.github/workflows/ci.yml', 'delivery'],
    ['.gitlab-ci.yml', 'delivery'],
    ['ci/Jenkinsfile', 'delivery'],
    ['terraform/main.tf', 'infrastructure'],
    ['infra/roles/db/tasks/main.yml', 'infrastructure'],
    ['images/base.pkr.hcl', 'infrastructure'],
    ['Pulumi.dev.yaml', 'infrastructure'],
    ['app/main.py', 'code'],
    ['app/Dockerfile', 'code'],
    ['go.mod', 'code'],
    ['grafana/dashboards/api.json', 'monitoring'],
    ['prometheus/rules/alerts.yml', 'monitoring'],
    ['scripts/run.sh', 'other'],
    ['renovate.json', 'other'],
    ['tests/main.tf', 'other'],
  ])('%s: %s', async (file, category) => {
    const { engine } = await testWorkspace(`//- ${file}\nx: y\n`);
    expect(engine.report().effects.map((row) => row.category)).toEqual([category]);
  });

  test.each([
    ['monitoring.coreos.com/v1', 'PrometheusRule', 'monitoring'],
    ['monitoring.coreos.com/v1', 'ServiceMonitor', 'monitoring'],
    ['monitoring.coreos.com/v1', 'Prometheus', 'kubernetes'],
    ['argoproj.io/v1alpha1', 'AppProject', 'delivery'],
    ['argoproj.io/v1alpha1', 'Rollout', 'kubernetes'],
  ])('%s %s: %s', async (apiVersion, kind, category) => {
    const { engine } = await testWorkspace(`
//- a.yaml
apiVersion: ${apiVersion}
kind: ${kind}
metadata: { name: a }
`);
    expect(engine.report().effects.map((row) => row.category)).toEqual([category]);
  });
});

test('what an Application deploys takes effect as the Application says', async () => {
  expect(
    await rows(`
//- apps/auto.yaml
${app('auto', 'auto')}
//- apps/hand.yaml
${byHand(app('hand', 'hand'))}
//- apps/other.yaml
${app('other', 'other').replace('targetRevision: main', 'targetRevision: develop')}
//- apps/broken.yaml
${app('broken', 'broken', ', helm: { valueFiles: [gone.yaml] }')}
//- auto/a.yaml
${manifest('a')}
//- hand/a.yaml
${manifest('a')}
//- other/a.yaml
${manifest('a')}
//- broken/Chart.yaml
apiVersion: v2
name: broken
version: 1.0.0
//- broken/templates/a.yaml
${manifest('a')}
`),
  ).toEqual([
    `kubernetes automatic 1 → ${MERGE}`,
    'kubernetes conditional 2 → Mend the Application argocd/broken (apps/broken.yaml).',
    'kubernetes conditional 1 → Bring the change to develop.',
    'kubernetes manual 1 → argocd app sync hand',
    'delivery manual 4 → kubectl apply -f apps/',
  ]);
});

test('values, patches and kustomizations go with the best Application that uses them', async () => {
  expect(
    await rows(`
//- apps/a.yaml
${app('a', 'overlay')}
---
${byHand(app('b', 'chart', ', helm: { valueFiles: [../values/b.yaml] }'))}
//- overlay/kustomization.yaml
resources: [a.yaml]
patches: [{ path: patch.yaml }]
configMapGenerator: [{ name: c, files: [c.txt] }]
//- overlay/a.yaml
${manifest('a')}
//- overlay/patch.yaml
${manifest('a')}
//- overlay/c.txt
content
//- chart/Chart.yaml
apiVersion: v2
name: b
version: 1.0.0
//- chart/templates/b.yaml
${manifest('b')}
//- values/b.yaml
x: y
`),
  ).toEqual([
    `kubernetes automatic 4 → ${MERGE}`,
    'kubernetes manual 3 → argocd app sync b',
    'delivery manual 1 → kubectl apply -f apps/a.yaml',
  ]);
});

test('what nothing deploys is applied through its kustomization or chart', async () => {
  expect(
    await rows(
      `
//- base/kustomization.yaml
resources: [a.yaml]
//- base/a.yaml
${manifest('a')}
//- overlay/kustomization.yaml
resources: [../base]
patches: [{ path: patch.yaml }]
//- overlay/patch.yaml
${manifest('a')}
//- my chart/Chart.yaml
apiVersion: v2
name: b
version: 1.0.0
//- my chart/values.yaml
x: y
//- plain/a.yaml
${manifest('plain')}
//- plain/b.yaml
${manifest('plain-b')}
//- plain/c.yaml
${manifest('plain-c')}
//- plain/d.yaml
${manifest('plain-d')}
`.replaceAll('my chart', 'my-chart'),
    ),
  ).toEqual([
    'kubernetes manual 10 → kubectl apply -f plain/ && helm template my-chart | kubectl apply -f - && kubectl apply -k overlay',
  ]);
});

describe('programs go with the workflow that builds their image', () => {
  const workflow = (on: string, steps: string) => `
//- .github/workflows/w.yml
on: ${on}
jobs: { j: { runs-on: x, steps: [${steps}] } }
//- app/Dockerfile
COPY src/ .
//- app/src/data.txt
x
//- app/test.py
x
`;
  const push = "{ uses: docker/build-push-action@v6, with: { context: app, push: true, tags: 'r.io/a:1' } }";
  test.each([
    ['a push builds what the Dockerfile copies', 'push', push, ['code conditional 2', 'code manual 1']],
    [
      'another branch builds it later',
      '{ push: { branches: [release] } }',
      push,
      ['code conditional 2', 'code manual 1'],
    ],
    ['a tag builds later', '{ push: { tags: [v*] } }', push, ['code conditional 2', 'code manual 1']],
    ['somebody has to start it', 'workflow_dispatch', push, ['code manual 2', 'code manual 1']],
    [
      'a filter that the file does not pass',
      '{ push: { paths: [app/**, "!app/src/**"] } }',
      push,
      ['code conditional 1', 'code manual 1', 'code manual 1'],
    ],
    [
      'commands',
      'push',
      '{ run: docker build -t r.io/a app && docker push r.io/a }',
      ['code conditional 2', 'code manual 1'],
    ],
    ['nothing pushes it', 'push', '{ run: docker build -t r.io/a app }', ['code manual 1', 'code manual 1']],
    ['no build at all', 'push', '{ run: make }', ['code manual 2']],
  ])('%s', async (_, on, steps, expected) => {
    const { engine } = await testWorkspace(workflow(on, steps));
    const { effects } = engine.report();
    const code = effects.filter(({ category }) => category === 'code');
    expect(code.map(({ category, effect, files }) => `${category} ${effect} ${files}`)).toEqual(expected);
  });
});

test('what a workflow or a script applies goes by how that is started', async () => {
  expect(
    await rows(`
//- .github/workflows/deploy.yml
on: push
jobs: { j: { runs-on: x, steps: [{ run: kubectl apply -f pushed }] } }
//- run.sh
kubectl apply -f scripted
//- pushed/a.yaml
${manifest('a')}
//- scripted/a.yaml
${manifest('b')}
`),
  ).toEqual([
    'kubernetes conditional 1 → .github/workflows/deploy.yml has to run through.',
    'kubernetes manual 1 → kubectl apply -f scripted',
    `delivery automatic 1 → ${MERGE}`,
    `other automatic 1 → ${MERGE}`,
  ]);
});

test.each<[name: string, source: string, ...expected: string[]]>([
  [
    'a directory, a key with a file, an environment',
    `//- up.sh
kubectl create configmap r --from-file=rules -n x
kubectl create secret generic s --from-file=k=conf/a.ini --from-env-file=conf/b.env --dry-run=client -o yaml | kubectl apply -f -
//- rules/a.txt
x
//- rules/deeper/b.txt
x
//- conf/a.ini
x
//- conf/b.env
x
`,
    'kubernetes manual 1 → kubectl create configmap r --from-file=rules -n x',
    'kubernetes manual 2 → kubectl create secret generic s --from-file=k=conf/a.ini --from-env-file=conf/b.env --dry-run=client -o yaml | kubectl apply -f -',
    `other automatic 2 → ${MERGE}`,
  ],
  [
    'a workflow that a push starts',
    `//- .github/workflows/w.yml
on: push
jobs: { j: { runs-on: x, steps: [{ run: kubectl create cm r --from-file rules/a.txt }] } }
//- rules/a.txt
x
`,
    'kubernetes conditional 1 → .github/workflows/w.yml has to run through.',
    `delivery automatic 1 → ${MERGE}`,
  ],
  [
    'a document',
    '//- docs/a.md\n```sh\nkubectl create cm r --from-file=rules/a.txt\n```\n//- rules/a.txt\nx\n',
    `documentation automatic 1 → ${MERGE}`,
    `other automatic 1 → ${MERGE}`,
  ],
])('contents of ConfigMaps and Secrets that a command reads: %s', async (_, source, ...expected) => {
  expect(await rows(source)).toEqual(expected);
});

test('long lists are cut short, and the command still runs', async () => {
  const files = Array.from({ length: 8 }, (_, i) => `//- d${i}/a.yaml\n${manifest(`a${i}`)}`);
  expect(await rows(files.join(''))).toEqual([
    `kubernetes manual 8 → kubectl apply ${[0, 1, 2, 3, 4, 5].map((i) => `-f d${i}/a.yaml`).join(' ')} # and 2 more`,
  ]);
});

test('environments: clusters, or namespaces that share files', async () => {
  const to = (text: string, namespace: string) =>
    text.replace(/namespace: [a-z]+ \}\n {2}sync/, `namespace: ${namespace} }\n  sync`);
  const { engine } = await testWorkspace(`
//- apps/dev.yaml
${to(app('dev', 'dev'), 'api-dev')}
//- apps/prod.yaml
${to(app('prod', 'prod'), 'api-prod')}
//- apps/else.yaml
${to(app('else', 'else'), 'else')}
//- base/kustomization.yaml
resources: [a.yaml]
//- base/a.yaml
${manifest('a')}
//- dev/kustomization.yaml
resources: [../base, only.yaml]
//- dev/only.yaml
${manifest('only')}
//- prod/kustomization.yaml
resources: [../base]
//- else/a.yaml
${manifest('else')}
`);
  expect(engine.report().environments).toEqual({
    destinations: ['api-dev', 'api-prod'],
    files: [
      { file: 'base/a.yaml', destinations: ['api-dev', 'api-prod'] },
      { file: 'dev/only.yaml', destinations: ['api-dev'] },
    ],
  });
});
