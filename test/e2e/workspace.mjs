// The workspace that the editor opens: one folder of small repositories, one for each thing that is tried.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { root } from './hostLib.mjs';

/** The example as it is shipped; the suites bring their copy back to it. */
export const EXAMPLE = path.join(root, 'examples/seed');

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
  paths: {
    'argocd/app.yaml': application('paths', '    path: overlays/dev'),
    'argocd/set.yaml': `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: sets
  namespace: argocd
spec:
  generators:
    - git:
        repoURL: https://example.test/acme/paths.git
        revision: main
        directories:
          - path: sets/*
  template:
    metadata:
      name: 'set-{{path.basename}}'
    spec:
      project: default
      source:
        repoURL: https://example.test/acme/paths.git
        targetRevision: main
        path: '{{path}}'
      destination:
        server: https://kubernetes.default.svc
        namespace: sets
      syncPolicy:
        automated: {}
`,
    'sets/a/service.yaml': service('a'),
    'sets/b/service.yaml': service('b'),
    'overlays/dev/kustomization.yaml': 'resources:\n  - a.yaml\n',
    'overlays/dev/a.yaml': service('a'),
    'overlays/dev/forgotten.yaml': service('forgotten'),
    'k8s/dev/lost.yaml': service('lost'),
  },
  moved: {
    'argocd/app.yaml': application('moved', '    path: deploy/ap'),
    'deploy/api/service.yaml': service('api'),
  },
};

/** Writes the repositories into a fresh directory, beside a copy of the example. @returns its path. */
export function makeWorkspace() {
  const dir = makeExample('seed');
  for (const [name, files] of Object.entries(REPOSITORIES))
    for (const [file, text] of Object.entries({ '.argocd-coverage.yaml': config(name), ...files })) {
      const full = path.join(dir, name, file);
      fs.mkdirSync(path.dirname(full), { recursive: true });
      fs.writeFileSync(full, text);
    }
  return dir;
}

/** A fresh directory with a copy of the example in it, in a folder if one is named. @returns its path. */
export function makeExample(folder = '') {
  const dir = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-ws-')));
  fs.cpSync(EXAMPLE, path.join(dir, folder), { recursive: true });
  return dir;
}
