import { expect, test } from 'vitest';
import { lineIndex } from '../../server/src/documents/lineIndex.ts';
import { memoryTree } from '../../server/src/files/memoryTree.ts';
import { UNKNOWN_TEXT } from '../../server/src/gotemplate/unknown.ts';
import { fileFindings } from '../../server/src/routes/findings.ts';
import type { Target } from '../../server/src/routes/model.ts';

/** The routes of one file: `line kind target, target…`. */
function routes(path: string, text: string): string[] {
  const tree = memoryTree({ [path]: text });
  const lines = lineIndex(text);
  const { routes: found } = tree.derive(fileFindings, path);
  return found.map(
    ({ kind, span, targets }) => `${lines.position(span.start).line + 1} ${kind} ${targets.map(shown).join(', ')}`,
  );
}

function shown(target: Target): string {
  const paths = target.candidates.join('|').replaceAll(UNKNOWN_TEXT, '?');
  return `${target.type}${target.type === 'files' && target.recursive ? ' -R' : ''}:${paths}`;
}

const workflow = (steps: string, job = '', top = ''): string =>
  `on: { push: { branches: [main] } }\n${top}jobs:\n  deploy:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`;

test.each<[name: string, path: string, text: string, ...expected: string[]]>([
  [
    'a workflow step',
    '.github/workflows/a.yml',
    workflow('      - run: kubectl apply -f k8s/a.yaml\n'),
    '6 kubectl files:k8s/a.yaml',
  ],
  [
    'a block of several lines',
    '.github/workflows/a.yml',
    workflow('      - run: |\n          echo hello\n\n          kubectl apply \\\n            -f k8s/a.yaml\n'),
    '9 kubectl files:k8s/a.yaml',
  ],
  [
    'a working directory',
    '.github/workflows/a.yml',
    workflow('      - run: kubectl apply -f a.yaml\n        working-directory: k8s\n'),
    '6 kubectl files:k8s/a.yaml',
  ],
  [
    'defaults of the job',
    '.github/workflows/a.yml',
    workflow('      - run: kubectl apply -f a.yaml\n', '    defaults: { run: { working-directory: ./k8s } }\n'),
    '7 kubectl files:k8s/a.yaml',
  ],
  [
    'environment of three levels',
    '.github/workflows/a.yml',
    workflow(
      '      - run: kubectl apply -f $A/$B/${{ env.C }}.yaml\n        env: { C: c }\n',
      '    env: { B: b }\n',
      'env: { A: a, B: x }\n',
    ),
    '8 kubectl files:a/b/c.yaml',
  ],
  [
    'a checkout in a directory',
    '.github/workflows/a.yml',
    workflow(
      `      - uses: actions/checkout@v4
        with: { path: ./src/ }
      - run: kubectl apply -f src/k8s/a.yaml -f $GITHUB_WORKSPACE/src/b.yaml -f other/c.yaml
      - run: kubectl apply -f \${{ github.workspace }}/src/k8s -f a.yaml
        working-directory: src/k8s
`,
    ),
    '8 kubectl files:k8s/a.yaml, files:b.yaml',
    '9 kubectl files:k8s, files:k8s/a.yaml',
  ],
  [
    'a checkout of another repository in a directory',
    '.github/workflows/a.yml',
    workflow(
      `      - uses: actions/checkout@v4
        with: { path: src, repository: acme/other }
      - run: kubectl apply -f k8s/a.yaml
`,
    ),
    '8 kubectl files:k8s/a.yaml',
  ],
  [
    'a matrix',
    '.github/workflows/a.yml',
    workflow(
      '      - run: kubectl apply -k overlays/${{ matrix.env }}\n',
      '    strategy: { matrix: { env: [dev, prod] } }\n',
    ),
    '7 kustomize kustomize:overlays/dev, kustomize:overlays/prod',
  ],
  [
    'an unknown secret',
    '.github/workflows/a.yml',
    workflow('      - run: kubectl apply -f ${{ secrets.DIR }}/a.yaml\n'),
    '6 kubectl files:?/a.yaml',
  ],
  [
    'a cluster that the job makes for itself',
    '.github/workflows/a.yml',
    workflow('      - uses: helm/kind-action@v1\n      - run: kubectl apply -f k8s\n'),
  ],
  [
    'a ready-made deploy step',
    '.github/workflows/a.yml',
    workflow(
      '      - uses: azure/k8s-deploy@v5\n        with:\n          manifests: |\n            k8s/a.yaml\n            k8s/b.yaml\n',
    ),
    '6 kubectl files:k8s/a.yaml, files:k8s/b.yaml',
  ],
  [
    'a composite action',
    '.github/actions/deploy/action.yml',
    'runs:\n  using: composite\n  steps:\n    - run: kubectl apply -f k8s\n      shell: bash\n',
    '4 kubectl files:k8s',
  ],
  [
    'GitLab CI',
    '.gitlab-ci.yml',
    'variables: { DIR: k8s }\n.base:\n  before_script:\n    - cd $DIR\ndeploy:\n  extends: .base\n  script:\n    - kubectl apply -f a.yaml\n    - !reference [.x, script]\n',
    '8 kubectl files:k8s/a.yaml',
  ],
  [
    'Azure Pipelines',
    'azure-pipelines.yml',
    'variables:\n  - { name: dir, value: k8s }\nsteps:\n  - bash: kubectl apply -f $(dir)/a.yaml\n  - task: KubernetesManifest@1\n    inputs: { action: deploy, manifests: k8s/b.yaml }\n',
    '4 kubectl files:k8s/a.yaml',
    '5 kubectl files:k8s/b.yaml',
  ],
  [
    'CircleCI',
    '.circleci/config.yml',
    'jobs:\n  d:\n    steps:\n      - checkout\n      - run:\n          command: kubectl apply -f a.yaml\n          working_directory: k8s\n',
    '6 kubectl files:k8s/a.yaml',
  ],
  [
    'a Jenkinsfile',
    'Jenkinsfile',
    "pipeline { environment { D = 'k8s' }\n// sh 'kubectl apply -f no.yaml'\nstages { dir('x') { sh 'kubectl apply -f a.yaml' }\nsh \"\"\"\n  kubectl apply -f ${D}/b.yaml\n\"\"\" } }\n",
    '3 kubectl files:x/a.yaml',
    '5 kubectl files:k8s/b.yaml',
  ],
  [
    'a Makefile',
    'deploy/Makefile',
    'DIR := k8s\ndeploy: ## kubectl apply -f no.yaml\n\t@kubectl apply -f $(DIR)/a.yaml\n\tcd x && \\\n\t  kubectl apply -f b.yaml\n\tkubectl apply -f c.yaml\n',
    '3 kubectl files:deploy/k8s/a.yaml',
    '5 kubectl files:deploy/x/b.yaml',
    '6 kubectl files:deploy/c.yaml',
  ],
  [
    'a Taskfile',
    'Taskfile.yml',
    "vars: { D: k8s }\ntasks:\n  d:\n    dir: '{{.D}}'\n    cmds:\n      - kubectl apply -f a.yaml\n      - for: [b, c]\n        cmd: kubectl apply -f {{.ITEM}}.yaml\n",
    '6 kubectl files:k8s/a.yaml',
    '8 kubectl files:k8s/b.yaml, files:k8s/c.yaml',
  ],
  ['a justfile', 'justfile', 'd := "k8s"\ndeploy:\n    @kubectl apply -f {{d}}/a.yaml\n', '3 kubectl files:k8s/a.yaml'],
  [
    'package.json',
    'app/package.json',
    '{\n"scripts": { "deploy": "kubectl apply -f k8s/a.yaml" } }\n',
    '2 kubectl files:app/k8s/a.yaml',
  ],
  [
    'Bitbucket',
    'bitbucket-pipelines.yml',
    'pipelines:\n  default:\n    - step:\n        script:\n          - cd k8s\n          - kubectl apply -f a.yaml\n',
    '6 kubectl files:k8s/a.yaml',
  ],
  [
    'PowerShell',
    'deploy.ps1',
    '# kubectl apply -f no.yaml\n$dir = "k8s"\nkubectl apply `\n  -f "$dir\\a.yaml"\nGet-Content k8s/b.yaml | kubectl apply -f -\n',
    '3 kubectl files:k8s/a.yaml',
    '5 kubectl files:k8s/b.yaml',
  ],
])('%s', (_, path, text, ...expected) => {
  expect(routes(path, text)).toEqual(expected);
});
