import { afterEach, expect, test } from 'vitest';
import { setLanguage } from '../../server/src/l10n/t.ts';
import { displayWidth, padColumns } from '../../server/src/report/displayWidth.ts';
import { formatReport } from '../../server/src/report/formats.ts';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

afterEach(() => setLanguage('en'));

test.each([
  ['abc', 3],
  ['배포 안 됨', 10],
  ['é', 1],
  ['e\u0301', 1],
  ['“…” → ·', 7],
  ['𠮷', 2],
])('%s takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
  expect(displayWidth(padColumns(text, 12))).toBe(12);
});

test('a Korean report keeps to 80 columns', async () => {
  setLanguage('ko');
  const { engine } = await testWorkspace(`
//- argocd/app.yaml
${application('app', 'path: charts/gone')}
//- k8s/gone/a.yaml
${manifest('a')}
`);
  const lines = formatReport(engine.report(), 'text').split('\n');
  expect(lines[0]).toMatch(/자동 배포$/);
  expect(displayWidth(lines[0] ?? '')).toBe(80);
  // Commands and steps stay on one line: they are there to be copied.
  expect(lines.filter((line) => !line.includes('→') && displayWidth(line) > 80)).toEqual([]);
});
