import type { Random } from './random.ts';

/** The two repositories of the world, and what their remotes are called. */
export const ROOTS = {
  '/w/fleet': 'https://example.test/acme/fleet.git',
  '/w/apps': 'https://example.test/acme/apps.git',
};

const DIRECTORIES = [
  'plain',
  'plain/deep',
  'base',
  'overlays/dev',
  'overlays/prod',
  'chart',
  'sets/a',
  'sets/b',
  'gone',
];
const KINDS = ['Service', 'ConfigMap', 'Secret', 'ServiceAccount', 'Deployment', 'CustomResourceDefinition'];

/** Files that come and go, with what may stand in them. */
export const FILES: readonly { readonly path: string; write(random: Random): string }[] = [
  ...['a', 'b', 'c'].map((name) => ({
    path: `/w/fleet/argocd/${name}.yaml`,
    write: (r: Random) => application(name, r),
  })),
  { path: '/w/fleet/argocd/root.yaml', write: (r) => application('root', r, 'argocd') },
  { path: '/w/fleet/argocd/set.yaml', write: applicationSet },
  { path: '/w/fleet/argocd/go.yaml', write: goApplicationSet },
  { path: '/w/fleet/argocd/project.yaml', write: project },
  ...Object.keys(ROOTS).flatMap((root) => [
    ...['plain/one.yaml', 'plain/two.json', 'plain/deep/three.yaml', 'base/four.yaml', 'base/five.yaml'].map(
      (file) => ({
        path: `${root}/${file}`,
        write: manifest,
      }),
    ),
    ...['base', 'overlays/dev', 'overlays/prod', 'plain'].map((directory) => ({
      path: `${root}/${directory}/kustomization.yaml`,
      write: (r: Random) => kustomization(directory, r),
    })),
    {
      path: `${root}/chart/Chart.yaml`,
      write: (r: Random) => `apiVersion: v2\nname: chart\nversion: ${r.below(3)}.0.0\n`,
    },
    { path: `${root}/chart/values.yaml`, write: (r: Random) => `enabled: ${r.chance(0.5)}\nname: n${r.below(3)}\n` },
    { path: `${root}/chart/values-dev.yaml`, write: (r: Random) => `enabled: ${r.chance(0.5)}\n` },
    { path: `${root}/chart/templates/service.yaml`, write: template },
    { path: `${root}/chart/.helmignore`, write: (r: Random) => r.pick(['*.md\n', 'templates/s*\n', '']) },
    {
      path: `${root}/sets/a/config.json`,
      write: (r: Random) => `{"name": "a${r.below(2)}", "path": "${r.pick(DIRECTORIES)}"}`,
    },
    { path: `${root}/sets/b/config.json`, write: (r: Random) => `{"name": "b", "path": "${r.pick(DIRECTORIES)}"}` },
    { path: `${root}/sets/b/x.yaml`, write: manifest },
    { path: `${root}/.argocd-coverage.yaml`, write: settings },
    { path: `${root}/.gitignore`, write: (r: Random) => r.pick(['', 'gone/\n', '*.json\n', 'plain/deep\n']) },
    { path: `${root}/.github/workflows/deploy.yml`, write: workflow },
    { path: `${root}/docs/readme.md`, write: (r: Random) => `# ${r.below(9)}\n` },
  ]),
];

/** A file's text as it is while somebody types: whole, cut off, with a slip, or gone wrong altogether. */
export function typed(text: string, random: Random): string {
  if (random.chance(0.6)) return text;
  const at = random.below(text.length + 1);
  return random.pick([
    text.slice(0, at),
    `${text.slice(0, at)}\t${text.slice(at)}`,
    `${text.slice(0, at)}{[${text.slice(at)}`,
    text.replaceAll('\n', '\r\n'),
    `\ufeff${text}`,
    `${text}---\n${text}`,
    `# argocd-coverage-ignore\n${text}`,
    '',
  ]);
}

function manifest(random: Random): string {
  const kind = random.pick(KINDS);
  const name = `n${random.below(4)}`;
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n  template:\n    spec:\n      serviceAccountName: n${random.below(4)}\n`;
}

function source(random: Random, path = random.pick(DIRECTORIES)): string {
  const extra = random.pick([
    '',
    'directory: { recurse: true }',
    "directory: { exclude: 't*' }",
    'helm: { valueFiles: [values-dev.yaml] }',
    'kustomize: {}',
  ]);
  return `repoURL: ${random.pick(Object.values(ROOTS))}\n    targetRevision: ${random.pick(['main', 'HEAD', 'v1'])}\n    path: ${path}${extra === '' ? '' : `\n    ${extra}`}`;
}

function application(name: string, random: Random, path?: string): string {
  const sync = random.pick([
    '',
    '\n  syncPolicy:\n    automated: {}',
    '\n  syncPolicy:\n    automated: { prune: true, selfHeal: true }',
  ]);
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${random.chance(0.9) ? name : 'a'}\n  namespace: argocd\nspec:\n  project: ${random.pick(['default', 'team'])}\n  source:\n    ${source(random, path)}\n  destination:\n    server: https://kubernetes.default.svc\n    namespace: ${random.pick(['x', 'y'])}${sync}\n`;
}

function applicationSet(random: Random): string {
  const generator = random.pick([
    `- git:\n      repoURL: ${random.pick(Object.values(ROOTS))}\n      revision: HEAD\n      directories:\n      - path: ${random.pick(['sets/*', 'overlays/*', 'nothing/*'])}`,
    '- clusters: {}',
    "- list:\n      elements:\n      - { path: plain, 'path.basename': plain }\n      - { path: chart, 'path.basename': chart }",
  ]);
  return `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: set\n  namespace: argocd\nspec:\n  generators:\n  ${generator.replaceAll('\n', '\n  ')}\n  template:\n    metadata:\n      name: 'set-{{path.basename}}'\n    spec:\n      project: default\n      source:\n        repoURL: ${random.pick(Object.values(ROOTS))}\n        path: '{{path}}'\n      destination: { server: 'https://kubernetes.default.svc', namespace: z }\n`;
}

function goApplicationSet(random: Random): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: go\n  namespace: argocd\nspec:\n  goTemplate: true\n  generators:\n  - git:\n      repoURL: ${random.pick(Object.values(ROOTS))}\n      revision: HEAD\n      files:\n      - path: ${random.pick(['sets/*/config.json', 'sets/a/*.json'])}\n  template:\n    metadata:\n      name: 'go-{{ .name }}'\n    spec:\n      project: default\n      source:\n        repoURL: ${random.pick(Object.values(ROOTS))}\n        path: '{{ ${random.pick(['.path.path', 'index .path.segments 0', 'dig "path" "x" .'])} }}'\n      destination: { server: 'https://kubernetes.default.svc', namespace: z }\n`;
}

function project(random: Random): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata:\n  name: team\n  namespace: argocd\nspec:\n  sourceRepos: ['${random.pick(['*', 'https://example.test/acme/apps.git'])}']\n  destinations:\n  - { server: '*', namespace: ${random.pick(["'*'", 'x'])} }\n`;
}

function kustomization(directory: string, random: Random): string {
  const lists: Readonly<Record<string, readonly string[]>> = {
    base: ['four.yaml', 'five.yaml', 'missing.yaml'],
    plain: ['one.yaml', 'deep/three.yaml', '../base'],
  };
  const resources = random.some(lists[directory] ?? ['../../base', '../../plain/one.yaml', '../dev']);
  const generator = random.chance(0.3) ? 'configMapGenerator:\n- name: n1\n  literals: [a=b]\n' : '';
  return `resources:\n${resources.map((path) => `- ${path}\n`).join('')}${generator}`;
}

function template(random: Random): string {
  return `{{- if ${random.pick(['.Values.enabled', 'true', 'false'])} }}\napiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n{{- end }}\n`;
}

function settings(random: Random): string {
  return random.pick([
    '',
    'ignore: [plain/**]\n',
    'severity: { unwatched-manifest: error }\n',
    "applications:\n  exclude: ['argocd/b*']\n",
    'generators:\n  clusters: [{ name: c1, server: https://c1 }]\n',
  ]);
}

function workflow(random: Random): string {
  return `on: push\njobs:\n  deploy:\n    runs-on: x\n    steps:\n    - run: kubectl apply -${random.pick(['f', 'k'])} ${random.pick(DIRECTORIES)}\n`;
}
