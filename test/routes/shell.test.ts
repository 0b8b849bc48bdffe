import { expect, test } from 'vitest';
import { memoryTree } from '../../server/src/files/memoryTree.ts';
import { UNKNOWN_TEXT } from '../../server/src/gotemplate/unknown.ts';
import { fileFindings } from '../../server/src/routes/findings.ts';
import type { Target } from '../../server/src/routes/model.ts';

/** The routes of a script at `scripts/deploy.sh`, each on one line: `kind target, target…`. */
function routes(script: string): string[] {
  const tree = memoryTree({ 'scripts/deploy.sh': script });
  return tree
    .derive(fileFindings, 'scripts/deploy.sh')
    .routes.map(({ kind, targets }) => `${kind} ${targets.map(shown).join(', ')}`);
}

function shown(target: Target): string {
  const paths = target.candidates.join('|').replaceAll(UNKNOWN_TEXT, '?');
  return `${target.type}${target.type === 'files' && target.recursive ? ' -R' : ''}:${paths}`;
}

test.each<[script: string, ...expected: string[]]>([
  ['kubectl apply -f k8s/a.yaml', 'kubectl files:k8s/a.yaml|scripts/k8s/a.yaml'],
  ['cd /tmp && kubectl apply -f a.yaml'],
  ['cd "$(dirname "$0")/.."\nkubectl apply -f k8s/', 'kubectl files:k8s'],
  ['cd "$(git rev-parse --show-toplevel)"; kubectl apply -Rf k8s', 'kubectl files -R:k8s'],
  ['D=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)\nkubectl apply -f "$D"/../a.yaml', 'kubectl files:a.yaml'],
  [
    'cd "$(dirname $0)"\nfor f in a b; do kubectl apply -f $f.yaml; done',
    'kubectl files:scripts/a.yaml, files:scripts/b.yaml',
  ],
  [
    'cd "$(dirname $0)"\nkubectl -n x --context y apply --server-side -f a.yaml,b.yaml -k c',
    'kustomize files:scripts/a.yaml, files:scripts/b.yaml, kustomize:scripts/c',
  ],
])('%s', (script, ...expected) => {
  expect(routes(script)).toEqual(expected);
});
