import { expect, it } from 'vitest';
import { formatReport } from '../../server/src/report/formats.ts';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

const FILES = `
//- argocd/app.yaml
${application('app', 'path: app')}
//- app/one.yaml
${manifest('one')}
//- app/two.yaml
${manifest('two')}
//- lost/three.yaml
${manifest('three')}
//- free.yaml
${manifest('free')}
`;
const reportOf = async (rest: string) => (await testWorkspace(`${FILES}${rest}`)).engine.report();

it('counts for each owner, the nearest file first', async () => {
  const report = await reportOf(`
//- .github/CODEOWNERS
/app/ @app
/app/two.yaml @app @two
/lost/ @lost
//- CODEOWNERS
* @nobody-reads-this
`);
  expect(report.owners).toEqual([
    { owner: '@app', manifests: 2, deployed: 2, unwatched: 0, coverage: 1 },
    { owner: '@lost', manifests: 1, deployed: 0, unwatched: 1, coverage: 0 },
    { owner: '@two', manifests: 1, deployed: 1, unwatched: 0, coverage: 1 },
    { owner: null, manifests: 1, deployed: 0, unwatched: 1, coverage: 0 },
  ]);
  expect(formatReport(report, 'markdown')).toContain('| `@lost` | 1 | 0 | 1 | 0 % |');
  expect(formatReport(report, 'html')).toContain('<code>@lost</code></td><td>1</td>');
});

it('reads GitLab’s file where the repository is GitLab’s', async () => {
  const file = '[Section] @section\n/app/\n';
  const config = '//- .argocd-coverage.yaml\nremotes: [https://gitlab.com/acme/r.git]\n';
  const report = await reportOf(`${config}//- .gitlab/CODEOWNERS\n${file}`);
  expect(report.owners.map(({ owner, manifests }) => [owner, manifests])).toEqual([
    ['@section', 2],
    [null, 2],
  ]);
  const elsewhere = await reportOf(`//- .gitlab-ci.yml\nstages: []\n//- docs/CODEOWNERS\n${file}`);
  expect(elsewhere.owners[0]?.owner).toBe('@section');
});

it('is silent without the file', async () => {
  const report = await reportOf('');
  expect(report.owners).toEqual([]);
  expect(formatReport(report, 'markdown')).not.toContain('Owner');
});
