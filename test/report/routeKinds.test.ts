import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '../../server/src/l10n/t.ts';
import { displayWidth } from '../../server/src/report/displayWidth.ts';
import { formatReport } from '../../server/src/report/formats.ts';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

afterEach(() => setLanguage('en'));

const BASE = `
//- argocd/app.yaml
${application('app', 'path: web')}
//- web/a.yaml
${manifest('a')}
//- web/b.yaml
${manifest('b')}
`;

/** The lines of the section, without their indentation. */
async function section(files: string, title: string): Promise<string[]> {
  const { engine } = await testWorkspace(files);
  const lines = formatReport(engine.report(), 'text').split('\n');
  const start = lines.indexOf(`  ${title}`);
  return start < 0 ? [] : lines.slice(start + 1, lines.indexOf('', start)).map((line) => line.trim());
}

test.each<[name: string, files: string, ...expected: string[]]>([
  ['Argo CD alone', BASE],
  ['no route at all', `//- k8s/a.yaml\n${manifest('a')}`],
  [
    'a command beside it',
    `${BASE}//- Makefile\nup:\n\tkubectl apply -f web/a.yaml\n`,
    'argocd      2 manifests       1 by no other route',
    'kubectl     1 manifest        0 by no other route',
  ],
  [
    'a command without any Application',
    `//- k8s/a.yaml\n${manifest('a')}\n//- Makefile\nup:\n\tkubectl apply -f k8s/a.yaml\n`,
    'kubectl     1 manifest        by no other route',
  ],
])('routes by kind: %s', async (_, files, ...expected) => {
  expect(await section(files, 'Routes')).toEqual(expected);
});

test('routes by kind in Korean stand in line, within 80 columns', async () => {
  setLanguage('ko');
  const lines = await section(`${BASE}//- Makefile\nup:\n\tkubectl apply -f web/a.yaml\n`, '경로');
  expect(lines).toEqual([
    'argocd      매니페스트 2개    그중 1개는 다른 경로 없음',
    'kubectl     매니페스트 1개    그중 0개는 다른 경로 없음',
  ]);
  expect(lines.every((line) => displayWidth(line) <= 74)).toBe(true);
});
