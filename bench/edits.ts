/** A kind of edit: the file that is edited, and the text typed in an edit of a number. */
export interface Edit {
  readonly kind: string;
  readonly path: string;
  /** Whether each edit changes diagnostics that are shown. */
  readonly shown: boolean;
  text(before: string, number: number): string;
}

/** Edits as people make them, each of which changes what depends on it: the services are the first of their shapes. */
export const EDITS: readonly Edit[] = [
  {
    kind: 'manifest',
    path: 'teams/team-04/legacy/svc-00004/config.yaml',
    shown: true,
    text: (before, number) => before.replace('kind: ConfigMap', number % 2 ? 'kind: ConfigMap' : 'kind: Secret'),
  },
  {
    kind: 'manifest, below its head',
    path: 'teams/team-04/legacy/svc-00004/deployment.yaml',
    shown: false,
    text: (before, number) => before.replace(/replicas: \d+/, `replicas: ${number}`),
  },
  {
    kind: 'kustomization',
    path: 'teams/team-00/kustomized/svc-00000/base/kustomization.yaml',
    shown: true,
    text: (before, number) => (number % 2 ? before : before.replace('  - service.yaml\n', '')),
  },
  {
    kind: 'ApplicationSet',
    path: 'argocd/apps/kustomized.yaml',
    shown: false,
    text: (before, number) => before.replace('prune: true', `prune: ${number % 2 === 1}`),
  },
  {
    kind: 'values file',
    path: 'teams/team-03/charts/svc-00003/values.yaml',
    shown: true,
    text: (before, number) => (number % 2 ? before : `${before}broken: [\n`),
  },
];
