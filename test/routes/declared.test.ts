import { expect, test } from 'vitest';
import { memoryTree } from '../../server/src/files/memoryTree.ts';
import { UNKNOWN_TEXT } from '../../server/src/gotemplate/unknown.ts';
import { fileFindings } from '../../server/src/routes/findings.ts';
import type { Target } from '../../server/src/routes/model.ts';

function findings(path: string, text: string, others: Record<string, string> = {}) {
  return memoryTree({ ...others, [path]: text }).derive(fileFindings, path);
}

function shown(target: Target): string {
  return `${target.type}:${target.candidates.join('|').replaceAll(UNKNOWN_TEXT, '?')}`;
}

test.each<[name: string, path: string, text: string, ...expected: string[]]>([
  [
    'helmfile',
    'deploy/helmfile.yaml',
    'releases:\n  - { name: a, chart: ../charts/a, values: [a.yaml] }\n  - { name: b, chart: bitnami/redis }\n',
    'helmfile helm:charts/a',
  ],
  [
    'skaffold',
    'skaffold.yaml',
    'apiVersion: skaffold/v4beta6\nkind: Config\nmanifests:\n  rawYaml: [k8s/*.yaml]\n  kustomize: { paths: [overlays/dev] }\n  helm: { releases: [{ name: a, chartPath: charts/a }] }\n',
    'skaffold files:k8s/*.yaml',
    'skaffold kustomize:overlays/dev',
    'skaffold helm:charts/a',
  ],
  [
    'skaffold of old',
    'skaffold.yaml',
    'apiVersion: skaffold/v2beta1\nkind: Config\ndeploy:\n  kubectl: { manifests: [k8s/a.yaml] }\n',
    'skaffold files:k8s/a.yaml',
  ],
  [
    'Flux',
    'clusters/a.yaml',
    'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: a, namespace: flux-system }\nspec: { path: ./apps, sourceRef: { kind: GitRepository, name: flux-system } }\n',
    'flux source:apps',
  ],
  [
    'Ansible modules',
    'ansible/site.yml',
    "- hosts: all\n  tasks:\n    - kubernetes.core.k8s: { state: present, src: '{{ playbook_dir }}/../k8s/a.yaml' }\n    - kubernetes.core.k8s: { state: absent, src: '{{ playbook_dir }}/../k8s/no.yaml' }\n    - kubernetes.core.k8s:\n        definition: \"{{ lookup('file', '../k8s/b.yaml') | from_yaml_all }}\"\n    - kubernetes.core.helm: { name: x, chart_ref: ../charts/a }\n    - kubernetes.core.helm: { name: y, chart_ref: bitnami/redis, chart_repo_url: 'https://x' }\n",
    'ansible files:k8s/a.yaml',
    'ansible files:ansible/k8s/b.yaml|k8s/b.yaml',
    'ansible helm:ansible/charts/a|charts/a',
  ],
  [
    'Ansible commands',
    'ansible/roles/a/tasks/main.yml',
    "- shell: kubectl apply -f {{ playbook_dir }}/../k8s/a.yaml\n- command: { cmd: 'kubectl apply -f {{ role_path }}/files/b.yaml' }\n- template: { src: c.yaml.j2, dest: /tmp/c.yaml }\n- command: kubectl apply -f /tmp/c.yaml\n- name: echo\n  debug: { msg: kubectl apply -f no.yaml }\n",
    'kubectl files:k8s/a.yaml|ansible/k8s/a.yaml',
    'kubectl files:ansible/roles/a/files/b.yaml',
    'kubectl files:ansible/roles/a/templates/c.yaml.j2',
  ],
  [
    'Terraform',
    'tf/main.tf',
    '# file("no.yaml")\nresource "kubectl_manifest" "a" {\n  yaml_body = templatefile("${path.module}/a.yaml", { x = "}" })\n}\nresource "kubernetes_manifest" "b" {\n  for_each = fileset(path.module, "m/*.yaml")\n  manifest = yamldecode(file("${path.module}/${each.value}"))\n}\nresource "helm_release" "c" {\n  name  = "c"\n  chart = "../charts/c"\n}\nresource "helm_release" "d" {\n  repository = "https://x"\n  chart = "d"\n}\n',
    'terraform files:tf/a.yaml',
    'terraform files:tf/m/*.yaml',
    'terraform helm:charts/c',
  ],
  [
    'Terraform commands',
    'tf/main.tf',
    'resource "null_resource" "a" {\n  provisioner "local-exec" {\n    command = "kubectl apply -f ${path.module}/a.yaml"\n  }\n  provisioner "local-exec" {\n    working_dir = "../k8s"\n    command = <<-EOT\n      export X=$${Y}\n      kubectl apply -k overlays/${var.env}\n    EOT\n  }\n}\n',
    'kubectl files:tf/a.yaml',
    'kustomize kustomize:k8s/overlays/?',
  ],
])('%s', (_, path, text, ...expected) => {
  const template: Record<string, string> = path.includes('roles/')
    ? { 'ansible/roles/a/templates/c.yaml.j2': 'x' }
    : {};
  const found = findings(path, text, template).routes;
  expect(found.map(({ kind, targets }) => `${kind} ${targets.map(shown).join(', ')}`)).toEqual(expected);
});

test('an Application in a heredoc is described, applied or not', () => {
  const app = 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\n';
  const script = `cat <<EOF | kubectl apply -f -\n${app}EOF\ncat > x.yaml <<EOF\n${app.replace('name: a', 'name: b')}EOF\n`;
  const { described } = findings('deploy.sh', script);
  expect(described.map(({ name, applied }) => [name, applied])).toEqual([
    ['a', 'kubectl'],
    ['b', undefined],
  ]);
});

test('an Application in a task, in Terraform and in a document is described', () => {
  const app = (indent: string): string =>
    ['apiVersion: argoproj.io/v1alpha1', 'kind: Application', 'metadata:', '  name: a', '']
      .map((line) => indent + line)
      .join('\n');
  const task = `- hosts: all\n  tasks:\n    - kubernetes.core.k8s:\n        definition:\n${app('          ')}`;
  expect(findings('ansible/site.yml', task).described.map(({ applied }) => applied)).toEqual(['ansible']);
  const resource = `resource "kubectl_manifest" "a" {\n  yaml_body = <<YAML\n${app('')}YAML\n}\n`;
  expect(findings('main.tf', resource).described.map(({ applied }) => applied)).toEqual(['terraform']);
  expect(findings('a.md', `# Plan\n\`\`\`yaml\n${app('')}\`\`\`\n`).described.map(({ applied }) => applied)).toEqual([
    undefined,
  ]);
});
