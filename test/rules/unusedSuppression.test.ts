import { expect, test } from 'vitest';
import { checkRule, fix } from '../harness/rules.ts';
import { application, manifest, ROOT } from '../harness/workspace.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: p }
spec: { containers: [{ name: c, envFrom: [{ configMapRef: { name: settings } }] }] }`;

test('comments that suppress nothing, and not those that do', async () => {
  const workspace = await checkRule(
    'unused-suppression',
    `
//- argocd/app.yaml
${application('app', 'path: app')}
«# argocd-coverage-ignore»
status: {}
//- app/used.yaml
# argocd-coverage-ignore missing-config
${POD}
//- app/mended.yaml
«# argocd-coverage-ignore missing-config»
${manifest('mended')}
//- app/partly.yaml
«# argocd-coverage-ignore unknown-sync-option, missing-config»
${POD}
//- app/both.yaml
# argocd-coverage-ignore
${manifest('both')}
---
«# argocd-coverage-ignore missing-confg»
${manifest('second')}
//- app/reason.yaml
# argocd-coverage-ignore missing-config: made by a third-party operator
${POD}
//- app/off.yaml
# argocd-coverage-ignore default-project
${manifest('off')}
//- app/open.yaml
# argocd-coverage-ignore missing-config unused-suppression
${manifest('open')}
//- app/crlf.yaml
«# argocd-coverage-ignore missing-config»\r
${manifest('crlf').replaceAll('\n', '\r\n')}
//- lost/ignored.yaml
# argocd-coverage-ignore unwatched-manifest
${manifest('ignored')}
//- lost/broken.yaml
# argocd-coverage-ignore missing-config
${manifest('broken')}
x: [
`,
  );
  fix(workspace, 'app/mended.yaml', 'unused-suppression', 'Remove the comment');
  fix(workspace, 'app/partly.yaml', 'unused-suppression', 'Remove unknown-sync-option from the comment');
  expect(workspace.engine.text(`${ROOT}/app/mended.yaml`)).toBe(manifest('mended'));
  expect(workspace.engine.text(`${ROOT}/app/partly.yaml`)).toBe(`# argocd-coverage-ignore missing-config\n${POD}\n`);
  const left = ['app/mended.yaml', 'app/partly.yaml'].flatMap((file) =>
    workspace.engine.diagnostics(`${ROOT}/${file}`).map(({ code }) => code),
  );
  expect(left).toEqual([]);
});
