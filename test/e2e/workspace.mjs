// The workspace that the editor opens: one folder of small repositories, one for each thing that is tried.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { root } from './hostLib.mjs';

const application = (name, source) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
  namespace: argocd
spec:
  project: default
  source:
    repoURL: https://example.test/acme/${name}.git
    targetRevision: main
${source}
  destination:
    server: https://kubernetes.default.svc
    namespace: ${name}
  syncPolicy:
    automated: {}
`;
const service = (name) =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  ports:\n    - port: 80\n`;
const config = (name) => `root: true\nremotes: [https://example.test/acme/${name}.git]\n`;

const REPOSITORIES = {
  kustomize: {
    'argocd/app.yaml': application('kustomize', '    path: overlays/dev'),
    'overlays/dev/kustomization.yaml': '# what dev runs\nresources:\n  - deployment.yaml # first\n',
    'overlays/dev/deployment.yaml': service('listed'),
    'overlays/dev/service.yaml': service('forgotten'),
  },
  recurse: {
    'argocd/app.yaml': application('recurse', '    path: manifests'),
    'manifests/a.yaml': service('a'),
    'manifests/deep/b.yaml': service('b'),
  },
  moved: {
    'argocd/app.yaml': application('moved', '    path: deploy/ap'),
    'deploy/api/service.yaml': service('api'),
  },
};

/** Writes the repositories into a fresh directory. @returns its path. */
export function makeWorkspace() {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-ws-')));
  for (const name of ['seed', 'seed-generate', 'seed-move', 'seed-chart', 'seed-alias', 'seed-ignore', 'seed-unsaved']) {
    fs.cpSync(path.join(root, 'examples/seed'), path.join(dir, name), { recursive: true });
    // Each copy is a repository of its own, with its own placeholder.
    const application = path.join(dir, name, 'argocd/waste.yaml');
    fs.writeFileSync(application, fs.readFileSync(application, 'utf8').replace('your-org/sesacthon-backend', `your-org/${name}`));
  }
  for (const [name, files] of Object.entries(REPOSITORIES))
    for (const [file, text] of Object.entries({ '.argocd-coverage.yaml': config(name), ...files })) {
      const full = path.join(dir, name, file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, text);
    }
  return dir;
}
