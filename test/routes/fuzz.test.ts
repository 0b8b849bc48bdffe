import fc from 'fast-check';
import { expect, test } from 'vitest';
import { memoryTree } from '../../server/src/files/memoryTree.ts';
import { fileFindings } from '../../server/src/routes/findings.ts';

/** What scripts are made of, and what brings their readers into trouble. */
const PIECE = fc.constantFrom(
  ...'kubectl apply -f |helm |x.yaml|$X|${X:-y}|$(|)|`|"|\'|\\|\n|<<EOF\n|EOF\n|for f in a b; do |done|if |then |fi|{|}|[|]|while read x; do |;|&&|||&|()|f() {|f\n|case x in |esac|xargs |bash -c |cd |..|/|*|{a,b}|${{ a }}|{{ b }}|%|#|- |: |  |\t|=|@|resource "a" "b" {|<<-T\n|-k|\r\n|\u0000|\ufdd0|\ufdd1'.split(
    '|',
  ),
  '|',
);
const SCRIPT = fc.array(PIECE, { maxLength: 80 }).map((pieces) => `kubectl ${pieces.join('')}`);

test.each([
  'a.sh',
  'a.ps1',
  'Makefile',
  'Jenkinsfile',
  'justfile',
  'a.md',
  'a.tf',
  'Taskfile.yml',
  '.gitlab-ci.yml',
  'ansible/a.yml',
  '.github/workflows/a.yml',
  'azure-pipelines.yml',
  '.circleci/config.yml',
  'package.json',
  'helmfile.yaml',
  'skaffold.yaml',
])(
  'whatever stands in %s is read without an error',
  (path) => {
    fc.assert(
      fc.property(SCRIPT, (text) => {
        memoryTree({ [path]: text }).derive(fileFindings, path);
      }),
      { numRuns: 60 },
    );
  },
  60_000,
);

test.each([
  ['nested loops', `${'for a in 1 2 3 4 5 6 7 8 9 10; do '.repeat(12)}kubectl apply -f x\n${'done; '.repeat(12)}`],
  ['a function that calls itself', 'f() { f; f; kubectl apply -f x; }\nf\n'],
  ['a value that doubles', `A=xx\n${'A=$A$A\n'.repeat(100)}kubectl apply -f $A\n`],
  ['words that multiply', `kubectl apply -f ${'{a,b}'.repeat(40)}\n`],
  ['deep nesting', `${'$('.repeat(5000)}kubectl apply -f x`],
  ['a long line', `kubectl apply ${'-f a.yaml '.repeat(20000)}`],
  ['text that runs text', `X='eval "$X"; eval "$X"'\neval "$X" # kubectl`],
])('%s: bounded', (_, text) => {
  const { routes } = memoryTree({ 'a.sh': text }).derive(fileFindings, 'a.sh');
  expect(routes.length).toBeLessThan(10);
});

test('a text of many unclosed blocks is read in linear time', () => {
  for (const piece of ['a {', 'a = "${', 'a = <<X\n', 'a = [', '/* ', 'sh """', "'", '{{', '`', '<#'])
    for (const path of ['a.tf', 'Jenkinsfile', 'a.ps1', 'Makefile', 'a.md'])
      memoryTree({ [path]: `kubectl ${piece.repeat(20_000)}` }).derive(fileFindings, path);
}, 60_000);
