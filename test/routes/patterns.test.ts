import { describe, expect, test } from 'vitest';
import { memoryTree } from '../../server/src/files/memoryTree.ts';
import { UNKNOWN_TEXT } from '../../server/src/gotemplate/unknown.ts';
import { fileFindings } from '../../server/src/routes/findings.ts';
import type { RouteDraft, Target } from '../../server/src/routes/model.ts';

const shown = (target: Target): string =>
  `${target.type}${target.type === 'files' && target.recursive ? ' -R' : ''}:${target.candidates.join('|').replaceAll(UNKNOWN_TEXT, '?')}`;

const told = (routes: readonly RouteDraft[]): string[] =>
  routes.map(({ kind, targets }) => `${kind} ${targets.map(shown).join(', ')}`);

const findings = (path: string, text: string) => memoryTree({ [path]: text }).derive(fileFindings, path);

/** Makes the script start at the root, wherever it is called from. */
const FROM_ROOT = 'cd "$(git rev-parse --show-toplevel)"\n';

/** Every form of command that real repositories hold, as a script at the root writes it. */
describe('a script applies', () => {
  test.each<[command: string, ...expected: string[]]>([
    ['kubectl apply -f dir/a.yaml', 'kubectl files:dir/a.yaml'],
    ['kubectl create -f dir/a.yaml', 'kubectl files:dir/a.yaml'],
    ['kubectl replace --force -f dir/a.yaml', 'kubectl files:dir/a.yaml'],
    ['oc apply -f a.yaml', 'kubectl files:a.yaml'],
    ['k apply -f a.yaml', 'kubectl files:a.yaml'],
    ['kubectl -n ns --context=prod apply -f a.yaml', 'kubectl files:a.yaml'],
    ['kubectl apply -n ns --server-side --force-conflicts -f a.yaml', 'kubectl files:a.yaml'],
    ['kubectl apply --filename=a.yaml', 'kubectl files:a.yaml'],
    ['kubectl apply --filename a.yaml --filename b.yaml', 'kubectl files:a.yaml, files:b.yaml'],
    ['kubectl apply -fa.yaml', 'kubectl files:a.yaml'],
    ['kubectl apply -R -f k8s', 'kubectl files -R:k8s'],
    ['kubectl apply -f k8s --recursive', 'kubectl files -R:k8s'],
    ['kubectl apply -f "k8s/*.yaml"', 'kubectl files:k8s/*.yaml'],
    ['cd k8s && kubectl apply -f a.yaml', 'kubectl files:k8s/a.yaml'],
    [
      'pushd k8s\nkubectl apply -f a.yaml\npopd\nkubectl apply -f b.yaml',
      'kubectl files:k8s/a.yaml',
      'kubectl files:b.yaml',
    ],
    ['(cd k8s; kubectl apply -f a.yaml); kubectl apply -f b.yaml', 'kubectl files:k8s/a.yaml', 'kubectl files:b.yaml'],
    ['D=k8s; kubectl apply -f $D/a.yaml', 'kubectl files:k8s/a.yaml'],
    ['F="k8s/a.yaml"\nkubectl apply -f "$F"', 'kubectl files:k8s/a.yaml'],
    ['kubectl apply -f "$DIR/a.yaml"', 'kubectl files:?/a.yaml'],
    [
      'for manifest in k8s/a.yaml k8s/b.yaml; do\n  kubectl apply -f "$manifest"\ndone',
      'kubectl files:k8s/a.yaml, files:k8s/b.yaml',
    ],
    ['find k8s -name "*.yaml" | xargs -n1 kubectl apply -f', 'kubectl files:k8s/**/*.yaml'],
    ['cat a.yaml | kubectl apply -f -', 'kubectl files:a.yaml'],
    ['kubectl apply -f- < a.yaml', 'kubectl files:a.yaml'],
    ['envsubst < a.yaml | kubectl apply -f -', 'kubectl files:a.yaml'],
    ['cat a.yaml | envsubst | kubectl apply -f -', 'kubectl files:a.yaml'],
    ['envsubst < <(cat a.tmpl.yaml) | kubectl apply -f -', 'kubectl files:a.tmpl.yaml'],
    ['sed "s/x/y/" a.yaml | kubectl apply -f -', 'kubectl files:a.yaml'],
    ['sops -d a.sops.yaml | kubectl apply -f -', 'kubectl files:a.sops.yaml'],
    ['kubectl apply -f <(envsubst < a.yaml)', 'kubectl files:a.yaml'],
    ['kubectl apply -k overlays/dev', 'kustomize kustomize:overlays/dev'],
    ['kubectl apply --kustomize overlays/dev', 'kustomize kustomize:overlays/dev'],
    ['kubectl create -k overlays/dev', 'kustomize kustomize:overlays/dev'],
    [
      'ROOT="$(git rev-parse --show-toplevel)"\nkubectl create -k $ROOT/argo-cd-apps/overlays/dev',
      'kustomize kustomize:argo-cd-apps/overlays/dev',
    ],
    ['kustomize build overlays/dev | kubectl apply -f -', 'kustomize kustomize:overlays/dev'],
    ['kustomize build --enable-helm overlays/dev | oc apply -f -', 'kustomize kustomize:overlays/dev'],
    [
      'kustomize build overlays/dev --enable-helm | kubectl apply --server-side -f -',
      'kustomize kustomize:overlays/dev',
    ],
    ['cd overlays/dev && kustomize build | kubectl apply -f -', 'kustomize kustomize:overlays/dev'],
    ['kubectl kustomize overlays/dev | kubectl apply -f -', 'kustomize kustomize:overlays/dev'],
    ['oc kustomize overlays/dev | oc apply -f -', 'kustomize kustomize:overlays/dev'],
    [
      'kubectl kustomize overlays/dev | argocd-vault-plugin generate - | kubectl apply -f -',
      'kustomize kustomize:overlays/dev',
    ],
    ['helm install a ./chart', 'helm helm:chart'],
    ['helm upgrade --install a chart -n ns --create-namespace -f values.yaml', 'helm helm:chart'],
    ['helm template a ./chart | kubectl apply -f -', 'helm helm:chart'],
    ['argocd app create a --repo https://x.test/r.git --path apps', 'argocd source:apps'],
    ['argocd app create -f app.yaml', 'argocd files:app.yaml'],
    ['argocd app set a --path apps', 'argocd source:apps'],
    ['if [ -n "$CI" ]; then kubectl apply -f a.yaml; fi', 'kubectl files:a.yaml'],
    ['[ -f a.yaml ] && kubectl apply -f a.yaml || true', 'kubectl files:a.yaml'],
    ['until kubectl apply -k dev; do sleep 5; done', 'kustomize kustomize:dev'],
    ['while ! kubectl apply -k dev; do sleep 5; done', 'kustomize kustomize:dev'],
    ['sudo -E kubectl --kubeconfig /etc/kubernetes/admin.conf apply -f a.yaml', 'kubectl files:a.yaml'],
    ['bash -c "kubectl apply -f a.yaml"', 'kubectl files:a.yaml'],
    ['OUT=$(kubectl apply -f a.yaml)', 'kubectl files:a.yaml'],
    ['kubectl apply -f a.yaml &\nwait', 'kubectl files:a.yaml'],
    ['apply() { kubectl apply -f "$1"; }\napply a.yaml', 'kubectl files:a.yaml'],
  ])('%s', (command, ...expected) => {
    expect(told(findings('a.sh', FROM_ROOT + command).routes)).toEqual(expected);
  });
});

describe('a script applies nothing of the repository', () => {
  test.each([
    'kubectl apply -f - <<EOF\napiVersion: v1\nkind: ConfigMap\nEOF',
    'cat <<EOF | kubectl apply -f -\napiVersion: v1\nEOF',
    'kubectl apply -f https://example.test/install.yaml',
    'kubectl apply -n argocd -f https://example.test/argo-cd/stable/manifests/install.yaml',
    'kubectl apply -k https://github.com/acme/deploy//overlays/dev?ref=v1',
    'kubectl apply -k github.com/acme/deploy/overlays/dev?ref=v1',
    'helm install a oci://example.test/charts/redis',
    'helm upgrade a redis --repo https://example.test/charts',
    'argocd app sync a',
    'flux bootstrap github --path clusters/dev',
    'echo "Next: kubectl apply -f a.yaml"',
    "printf 'kubectl apply -f a.yaml\\n'",
    'cat <<EOF\nkubectl apply -f a.yaml\nEOF',
    'kubectl apply --dry-run=client -f a.yaml -o yaml',
    'kubectl create --dry-run=server -f a.yaml',
    'kubectl create job a --from=cronjob/b',
    'kubectl create configmap a --from-file=a.yaml',
    'kubectl delete -f a.yaml',
    'kubectl get -f a.yaml',
    'kubectl diff -k overlays/dev',
    'kustomize build overlays/dev > out.yaml',
    'kustomize build overlays/dev | kubeconform -strict',
    'helm template ./chart | kubeval',
    'helm lint ./chart',
    'kubectl create namespace a',
    'kubectl config set-context --current --namespace=a',
    '# kubectl apply -f a.yaml',
    'kubectl wait --for=condition=Ready -f a.yaml',
  ])('%s', (command) => {
    expect(told(findings('a.sh', FROM_ROOT + command).routes)).toEqual([]);
  });
});

/** What is written in a document is told as such, in every form above. */
test('a document’s commands are documented, in fences, after prompts and between backticks', () => {
  const text =
    '# kubectl\nRun `kubectl apply -f a.yaml`:\n```bash\n$ kubectl apply -k dev\nkustomize build prod | oc apply -f -\n```\n```yaml\n# kubectl apply -f no.yaml\n```\n';
  const { routes, documented } = findings('README.md', text);
  expect(routes).toEqual([]);
  expect(told(documented)).toEqual(['kubectl files:a.yaml', 'kustomize kustomize:dev', 'kustomize kustomize:prod']);
});

test.each<[name: string, path: string, text: string, ...expected: string[]]>([
  [
    'a loop over files in a workflow',
    '.github/workflows/a.yml',
    'jobs:\n  a:\n    steps:\n      - run: |\n          for manifest in k8s/a.yaml k8s/b.yaml; do\n            kubectl apply -f "$manifest"\n          done\n',
    'kubectl files:k8s/a.yaml, files:k8s/b.yaml',
  ],
  [
    'an Ansible command with the playbook’s directory',
    'ansible/playbooks/a.yml',
    '- hosts: all\n  tasks:\n    - command: kubectl apply -f {{ playbook_dir }}/../../k8s/a.yaml\n',
    'kubectl files:k8s/a.yaml',
  ],
  [
    'kustomize from Terraform',
    'tf/main.tf',
    'resource "null_resource" "a" {\n  provisioner "local-exec" {\n    command = "kustomize build ${path.module}/../k8s --enable-helm | kubectl apply -f -"\n  }\n}\n',
    'kustomize kustomize:k8s',
  ],
  [
    'a Helm release with the repository’s chart',
    'tf/main.tf',
    'resource "helm_release" "a" {\n  name = "a"\n  chart = "${path.module}/../charts/a"\n}\n',
    'helm:charts/a',
  ],
  [
    'setting up kubectl',
    '.github/workflows/a.yml',
    'jobs: { a: { steps: [{ uses: azure/setup-kubectl@v4 }, { uses: azure/setup-helm@v4 }] } }\n',
  ],
  [
    'a comment on top of a manifest',
    'k8s/a.yaml',
    '# kubectl apply -f k8s/a.yaml\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
  ],
])('%s', (_, path, text, ...expected) => {
  expect(told(findings(path, text).routes).map((line) => line.replace('terraform ', ''))).toEqual(expected);
});
