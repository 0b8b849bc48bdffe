import { kustomizedSet, plainSet, REMOTE, serviceApplication } from './applications.ts';
import {
  autoscaler,
  config,
  deployment,
  type ManifestText,
  monitor,
  type Random,
  randomFrom,
  replicasPatch,
  service,
} from './manifests.ts';

/** What becomes of a file's manifests, known by construction; undefined for files that hold none. */
export type Truth = 'deployed' | 'unwatched' | 'root';

/** A generated GitOps monorepo: files by path, and the truth about those that hold manifests. */
export interface Monorepo {
  readonly files: ReadonlyMap<string, string>;
  readonly truth: ReadonlyMap<string, Truth>;
}

type Put = (path: string, text: string, truth?: Truth) => void;

interface Service {
  readonly name: string;
  readonly number: number;
  /** The directory of the team that owns it. */
  readonly team: string;
  readonly random: Random;
  readonly put: Put;
}

const TEAMS = 40;
/** Two of five services are kustomized; the others are plain directories, charts, and forgotten. */
const SHAPES: readonly ((service: Service) => void)[] = [kustomized, kustomized, plain, chart, legacy];

/**
 * Writes a monorepo of about 8.7 files a service in five shapes: kustomize bases with two overlays, plain directories,
 * charts, and directories that nobody watches. Here and there is a file that its neighbours' source leaves out.
 * @param services how many. @param seed varies texts; the same seed gives the same bytes.
 */
export function makeMonorepo(services: number, seed = 1): Monorepo {
  const files = new Map<string, string>();
  const truth = new Map<string, Truth>();
  const random = randomFrom(seed);
  const put: Put = (path, text, as) => {
    files.set(path, text);
    if (as) truth.set(path, as);
  };
  put('argocd/root.yaml', serviceApplication('root', 'argocd/apps'), 'root');
  put('argocd/apps/kustomized.yaml', kustomizedSet, 'deployed');
  put('argocd/apps/plain.yaml', plainSet, 'deployed');
  for (let number = 0; number < services; number++) {
    const name = `svc-${String(number).padStart(5, '0')}`;
    const team = `teams/team-${String(number % TEAMS).padStart(2, '0')}`;
    const one: Service = { name, number, team, random, put };
    SHAPES[number % SHAPES.length]?.(one);
    if (number % 10 === 0) put(`${team}/ci/${name}.yml`, pipeline(name));
  }
  return { files, truth };
}

/** The remote of the generated repository, as `git remote` has it. */
export const ORIGIN = REMOTE.replace('https://github.com/', 'git@github.com:');

function putAll(one: Service, directory: string, kinds: Readonly<Record<string, ManifestText>>, truth: Truth): void {
  for (const [kind, text] of Object.entries(kinds))
    one.put(`${directory}/${kind}.yaml`, text(one.name, one.random), truth);
}

function kustomized(one: Service): void {
  const { name, number, team, random, put } = one;
  const home = `${team}/kustomized/${name}`;
  put(
    `${home}/base/kustomization.yaml`,
    kustomization(['deployment.yaml', 'service.yaml', 'config.yaml', 'monitor.yaml']),
  );
  putAll(one, `${home}/base`, { deployment, service, config, monitor }, 'deployed');
  for (const [environment, replicas] of [
    ['staging', 1],
    ['production', 6],
  ] as const) {
    const overlay = `${home}/overlays/${environment}`;
    const patches = 'patches:\n  - path: replicas.yaml\n    target: { kind: Deployment }\n';
    put(`${overlay}/kustomization.yaml`, kustomization(['../../base', 'hpa.yaml']) + patches);
    put(`${overlay}/hpa.yaml`, autoscaler(name, random), 'deployed');
    put(`${overlay}/replicas.yaml`, replicasPatch(name, replicas));
    if (number % 7 === 0) put(`${overlay}/forgotten.yaml`, config(`${name}-${environment}-x`, random), 'unwatched');
  }
}

function plain(one: Service): void {
  const { name, number, team, random, put } = one;
  const home = `${team}/plain/${name}`;
  put(`${home}/app.json`, JSON.stringify({ name }, null, 2));
  putAll(one, `${home}/manifests`, { deployment, service, config, hpa: autoscaler, monitor }, 'deployed');
  // The source does not recurse.
  if (number % 3 === 0) put(`${home}/manifests/nested/extra.yaml`, config(`${name}-n`, random), 'unwatched');
}

function chart(one: Service): void {
  const { name, team, random, put } = one;
  const home = `${team}/charts/${name}`;
  const helm = '    helm:\n      valueFiles:\n        - values.yaml\n        - values-production.yaml\n';
  put(`argocd/apps/charts-${name}.yaml`, serviceApplication(name, home, helm), 'deployed');
  put(`${home}/Chart.yaml`, `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`);
  put(
    `${home}/values.yaml`,
    `replicas: 2\nimage:\n  repository: ghcr.io/acme/${name}\n  tag: ""\nservice: { port: 80 }\n`,
  );
  put(`${home}/values-production.yaml`, 'replicas: 6\n');
  put(`${home}/templates/_helpers.tpl`, '{{- define "name" -}}{{ .Release.Name }}-{{ .Chart.Name }}{{- end -}}\n');
  for (const [kind, text] of Object.entries({ deployment, service, config, hpa: autoscaler })) {
    const template = text(name, random)
      .replace(/^( {2}name: ).*$/m, '$1{{ include "name" . }}')
      .replace(/replicas: \d+/, 'replicas: {{ .Values.replicas }}');
    put(`${home}/templates/${kind}.yaml`, template, 'deployed');
  }
}

function legacy(one: Service): void {
  const kinds = { deployment, service, config, hpa: autoscaler, monitor };
  putAll(one, `${one.team}/legacy/${one.name}`, kinds, 'unwatched');
}

function kustomization(resources: readonly string[]): string {
  const list = resources.map((resource) => `  - ${resource}\n`).join('');
  return `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${list}`;
}

function pipeline(name: string): string {
  return `name: ${name}
on: { push: { branches: [main] } }
jobs:
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: docker build -t ghcr.io/acme/${name} .
`;
}
