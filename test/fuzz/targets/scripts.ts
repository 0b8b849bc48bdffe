import type { Target } from '../target.ts';

/** Everything that carries commands, and what declares releases without them. */
export const scripts: Target = {
  name: 'scripts',
  world: `
    //- .github/workflows/x.yml
    on: push
    env: { DIR: k8s }
    jobs:
      deploy:
        strategy: { matrix: { env: [dev, prod], include: [{ env: x, y: z }] } }
        steps:
          - run: |
              for f in k8s/*.yaml; do kubectl apply -f "$f"; done
              helm upgrade --install a ./chart -f values-$DIR.yaml
            working-directory: k8s
    //- .gitlab-ci.yml
    .x: &x { script: [kubectl apply -f k8s] }
    deploy:
      <<: *x
      extends: .x
      script: [!reference [.x, script], kubectl apply -k "$A"]
    //- azure-pipelines.yml
    stages: [{ stage: a, jobs: [{ job: b, steps: [{ script: kubectl apply -f k8s }] }] }]
    //- .circleci/config.yml
    jobs: { a: { steps: [{ run: { command: kubectl apply -f k8s } }] } }
    //- Jenkinsfile
    pipeline { stages { stage('x') { steps { sh """kubectl apply -f k8s/x""" } } } }
    //- Makefile
    DIR := k8s
    define run
    kubectl apply -f $(1)
    endef
    deploy: ; kubectl apply -f $(DIR)
    x: ; $(call run,$(wildcard k8s/*.yaml))
    //- justfile
    dir := "k8s"
    deploy env='dev':
        kubectl apply -f {{dir}}/{{env}}
    //- Taskfile.yml
    version: '3'
    tasks: { a: { cmds: ['kubectl apply -f {{.D}}', { task: b }] }, b: { deps: [a] } }
    //- package.json
    {"scripts": {"deploy": "kubectl apply -f k8s && npm run deploy"}}
    //- deploy.sh
    f() { local x=$1; kubectl apply -f "$x/a"; }
    for i in {1..3} a; do f k8s $i; done
    cat <<EOF | kubectl apply -f -
    kind: Service
    EOF
    case $D in k*) . ./deploy.sh ;; *) xargs -n1 kubectl apply -f < list ;; esac
    //- deploy.ps1
    foreach ($f in Get-ChildItem $Dir) { kubectl apply -f "$Dir/x" }
    //- main.tf
    locals { dir = "k8s", files = fileset(path.module, "k8s/*.yaml") }
    resource "kubernetes_manifest" "a" {
      manifest = yamldecode(file("k8s/a.yaml"))
    }
    resource "helm_release" "b" { chart = "./chart" }
    //- ansible/x.yml
    - hosts: all
      vars: { dir: k8s }
      tasks:
        - kubernetes.core.k8s: { state: present, src: "{{ dir }}/{{ item }}.yaml" }
          loop: [a, b]
        - block: [{ shell: kubectl apply -f k8s }]
        - include_tasks: x.yml
    //- helmfile.yaml
    releases: [{ name: a, chart: ./chart, values: [k8s/a.yaml, { a: b }] }]
    helmfiles: [helmfile.yaml]
    //- skaffold.yaml
    apiVersion: skaffold/v4beta1
    kind: Config
    manifests: { rawYaml: ['k8s/*.yaml'], kustomize: { paths: [k8s] } }
    //- flux/x.yaml
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: { name: a, namespace: flux-system }
    spec: { path: ./k8s, sourceRef: { kind: GitRepository, name: a } }
    //- k8s/a.yaml
    apiVersion: v1
    kind: Service
    metadata: { name: a }
  `,
  hostile:
    '.github/workflows/x.yml .gitlab-ci.yml azure-pipelines.yml .circleci/config.yml Jenkinsfile Makefile justfile Taskfile.yml package.json deploy.sh deploy.ps1 main.tf ansible/x.yml helmfile.yaml skaffold.yaml flux/x.yaml README.md'.split(
      ' ',
    ),
  pieces:
    'kubectl apply -f @kubectl apply -k @helm upgrade --install a @k8s@/@*.yaml@$X@${X:-y}@${X//a/b}@$(@`@"@\'@\\\n@\n@<<EOF\n@EOF\n@for f in a b; do @done\n@while read x; do @if a; then @fi\n@f() {@}@f\n@case x in @esac\n@xargs @bash -c @eval @cd ..\n@. ./deploy.sh\n@{1..100000}@{a,b}@${{ matrix.a }}@{{ x }}@&&@||@;@|@run: |\n@- @  @\t@#@X=$X$X\n@$(X)@$(eval X=$(X))@include Makefile\n@```sh\n@"""@!reference [a, b]@extends: a\n@resource "kubernetes_manifest" "a" {\n@locals {\n@a = @"${@}"@<<-EOT\n@fileset(".", "**")@for k in @[@]@/*@%{ if @include_tasks: x.yml\n@loop: '.split(
      '@',
    ),
  corpus:
    /\.(sh|ps1|md|tf)$|Makefile$|Jenkinsfile$|^\.github\/workflows\/|\.gitlab-ci\.yml$|Taskfile\.ya?ml$|package\.json$|(^|\/)ansible\/.*\.ya?ml$/,
};
