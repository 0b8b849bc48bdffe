import { parsePlain } from '../../../server/src/documents/plainParser.ts';
import { parseFully, parseYaml } from '../../../server/src/documents/yamlFile.ts';
import { parsedManifests } from '../../../server/src/manifests/parsedManifests.ts';
import { skimManifests } from '../../../server/src/manifests/skim.ts';
import type { Target } from '../target.ts';

/** YAML documents; the skim and the plain parser must say what the full parser says. */
export const yaml: Target = {
  name: 'yaml',
  world: `
    //- deployed/x.yaml
    # head
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      labels: { app: "web" }
    spec:
      command: [sh, -c, "a b"]
      volumes:
        - name: c
          configMap: { name: settings }
    ---
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: ConfigMap
        metadata: &m { name: settings }
        data:
          script: |
            kind: no
          folded: >-
            a
    ---
    # argocd-coverage-ignore unwatched-manifest
    apiVersion: v1
    kind: Secret
    metadata: *m
    //- argocd/x.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: { name: x, namespace: argocd }
    spec:
      project: default
      source: { repoURL: 'https://example.test/acme/r.git', path: deployed }
      destination: { name: in-cluster, namespace: x }
  `,
  hostile: ['deployed/x.yaml', 'plain/x.yaml'],
  pieces:
    "apiVersion: v1\n~kind: Service\n~kind: List\n~items:\n~  - ~metadata:\n~  name: a\n~yes~0o7~!!str ~? a\n~---\n~--- |\n~...\n~%YAML 1.1\n~# argocd-coverage-ignore\n~\n~ ~a: b\n~[a, b]~{a: b}~\"a\\x41\"~'it''s'~|\n  a\n~>2+\n   a\n~&x ~*x~<<: *x\n~,~:".split(
      '~',
    ),
  corpus: /\.ya?ml$/,
  check(text) {
    const full = parseFully(text);
    if (full.some(({ problems }) => problems.length > 0)) return undefined;
    const expected = JSON.stringify(parsedManifests({ text, plain: false, documents: full }));
    const skimmed = skimManifests(text);
    if (skimmed && JSON.stringify(skimmed) !== expected)
      return `the skim says ${JSON.stringify(skimmed)} instead of ${expected}`;
    if (!parsePlain(text)) return undefined;
    const values = JSON.stringify(parseYaml(text).documents.map((document) => document.value()));
    const right = JSON.stringify(full.map((document) => document.value()));
    return values === right ? undefined : `the plain parser says ${values} instead of ${right}`;
  },
};
