import { expect, test } from 'vitest';
import { manifest, REMOTE, testWorkspace } from '../harness/workspace.ts';

const child = (name: string, valueFiles: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  source:
    repoURL: ${REMOTE}
    targetRevision: main
    path: apps/web
    helm:
      valueFiles:
        - ${valueFiles}
  destination: { server: 'https://kubernetes.default.svc', namespace: ${name} }
`;

/** A chart that is installed by hand with one values file per environment. */
const BOOTSTRAP = `
//- root/Chart.yaml
apiVersion: v2
name: root
version: 1.0.0
//- root/values.yaml
environment: ""
extra: false
//- root/values-dev.yaml
environment: dev
//- root/values-prod.yaml
environment: prod
extra: true
//- apps/web/Chart.yaml
apiVersion: v2
name: web
version: 1.0.0
//- apps/web/values-dev.yaml
a: 1
//- apps/web/values-prod.yaml
a: 2
//- apps/web/templates/service.yaml
${manifest('web')}
`;

test('a default that every environment replaces lacks nothing', async () => {
  const workspace = await testWorkspace(`${BOOTSTRAP}
//- root/templates/web.yaml
${child('web', 'values-{{ .Values.environment }}.yaml')}`);
  expect(workspace.findings().filter((finding) => !finding.endsWith('application-not-registered'))).toEqual([]);
});

test('what is missing in every environment is an error', async () => {
  const workspace = await testWorkspace(`${BOOTSTRAP}
//- root/templates/web.yaml
${child('web', 'values-none.yaml')}`);
  expect(workspace.findings()).toContain('root/templates/web.yaml:12 value-file-not-found');
});

test('what only one environment makes is possible, and named after it', async () => {
  const workspace = await testWorkspace(`${BOOTSTRAP}
//- root/templates/web.yaml
{{ if .Values.extra }}
${child('web', 'values-prod.yaml')}
{{ end }}`);
  const [app, ...rest] = workspace.engine.report().applications;
  expect(rest).toEqual([]);
  expect(app).toMatchObject({ name: 'web', certain: false });
  expect(workspace.engine.fleet().apps[0]?.uncertainty).toBe('the chart root must be installed with values-prod.yaml');
});
