// A small platform to look at: a root Application, an ApplicationSet for two environments, and what was forgotten.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const REPOSITORY = 'https://github.com/acme/platform.git';

const application = (
  name,
  source,
  policy = 'automated: { prune: true, selfHeal: true }',
) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
spec:
  project: default
  source:
    repoURL: ${REPOSITORY}
    targetRevision: main
    path: ${source}
  destination:
    server: https://kubernetes.default.svc
    namespace: ${name}
  syncPolicy:
    ${policy}
`;
const object = (apiVersion, kind, name) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec: {}\n`;
const service = (name) => object('v1', 'Service', name);
const deployment = (name) => object('apps/v1', 'Deployment', name);

const FILES = {
  '.argocd-coverage.yaml': `root: true\nremotes: [${REPOSITORY}]\n`,
  'argocd/root.yaml': application('root', 'argocd/apps'),
  'argocd/apps/api.yaml': application('api', 'services/api'),
  'argocd/apps/monitoring.yaml': application('monitoring', 'monitoring', '{}'),
  'argocd/apps/web.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: web
  namespace: argocd
spec:
  goTemplate: true
  goTemplateOptions: ['missingkey=error']
  generators:
    - git:
        repoURL: ${REPOSITORY}
        revision: main
        directories:
          - path: services/web/overlays/*
  template:
    metadata:
      name: 'web-{{ .path.basename }}'
    spec:
      project: default
      source:
        repoURL: ${REPOSITORY}
        targetRevision: main
        path: '{{ .path.path }}'
      destination:
        server: https://kubernetes.default.svc
        namespace: 'web-{{ .path.basename | lower }}'
      syncPolicy:
        automated: {}
`,
  'services/api/deployment.yaml': deployment('api'),
  'services/api/service.yaml': service('api'),
  'services/api/jobs/migrate.yaml': object('batch/v1', 'Job', 'migrate'),
  'services/web/base/kustomization.yaml': 'resources:\n  - deployment.yaml\n  - service.yaml\n',
  'services/web/base/deployment.yaml': deployment('web'),
  'services/web/base/service.yaml': service('web'),
  'services/web/base/ingress.yaml': object('networking.k8s.io/v1', 'Ingress', 'web'),
  'services/web/overlays/dev/kustomization.yaml': 'resources:\n  - ../../base\n',
  'services/web/overlays/prod/kustomization.yaml': 'resources:\n  - ../../base\n  - pdb.yaml\n',
  'services/web/overlays/prod/pdb.yaml': object('policy/v1', 'PodDisruptionBudget', 'web'),
  'monitoring/alerts.yaml': object('monitoring.coreos.com/v1', 'PrometheusRule', 'alerts'),
  'legacy/worker/deployment.yaml': deployment('worker'),
  'legacy/worker/service.yaml': service('worker'),
};

/** Writes it into a fresh directory. @returns its path. */
export function makeShowcase() {
  const dir = path.join(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-ws-'))), 'platform');
  for (const [file, text] of Object.entries(FILES)) {
    const full = path.join(dir, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, text);
  }
  return dir;
}
