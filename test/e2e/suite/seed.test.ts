import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { APPLICATION, codeOf, DEPLOYMENT, diagnostic, EXTENSION, hover, open, ours, until } from '../support.ts';

interface Api {
  status(): { readonly active: boolean; readonly summary?: { readonly manifests: number } } | undefined;
}

describe('the example', () => {
  before(async () => {
    await open(DEPLOYMENT);
  });

  it('activates on a YAML document and tells its status', async () => {
    const extension = vscode.extensions.getExtension<Api>(EXTENSION);
    assert.ok(extension);
    const api = await extension.activate();
    const status = await until('the status', () => (api.status()?.summary ? api.status() : undefined));
    assert.equal(status.active, true);
  });

  it('warns of the Deployment that nothing deploys, at its kind', async () => {
    const found = await diagnostic(DEPLOYMENT, 'unwatched-manifest');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(found.message, 'No Application deploys this Deployment: a merge changes nothing in the cluster.');
    assert.deepEqual([found.range.start.line, found.range.start.character, found.range.end.character], [2, 6, 16]);
    const [nearest] = found.relatedInformation ?? [];
    assert.match(nearest?.message ?? '', /“waste” watches charts\/waste/);
    assert.match(nearest?.location.uri.path ?? '', /argocd\/waste\.yaml$/);
    assert.match(typeof found.code === 'object' ? found.code.target.path : '', /docs\/rules\/unwatched-manifest\.md$/);
  });

  it('warns in files that are not open', async () => {
    for (const file of [
      'k8s/waste/hpa.yaml',
      'k8s/waste/servicemonitor.yaml',
      'k8s/monitoring/ai-pipeline-alerts.yaml',
    ])
      await diagnostic(`seed/${file}`, 'unwatched-manifest');
  });

  it('leaves everything else alone', () => {
    for (const file of ['docs/deploy.md', 'rules/paper.yaml', 'ansible/site.yml', '.github/workflows/build.yml'])
      assert.deepEqual(ours(`seed/${file}`).map(codeOf), []);
    assert.deepEqual(ours('seed/k8s/monitoring/ai-pipeline-dashboard.json').map(codeOf), []);
  });

  it('explains in the hover why, with the nearest Application and three ways out', async () => {
    const text = await hover(DEPLOYMENT, 2, 8);
    assert.match(text, /\*\*Not deployed\.\*\*/);
    assert.match(text, /Nearest: \[waste\]\(.*argocd\/waste\.yaml.*\) watches `charts\/waste`, which does not exist/);
    assert.match(
      text,
      /1\. .*charts\/waste[\s\S]*2\. Generate an Application[\s\S]*3\. `kubectl apply -f k8s\/waste\//,
    );
  });

  it('answers the hover on the apiVersion and the name too, and nowhere else', async () => {
    for (const [line, character] of [
      [1, 4],
      [4, 10],
    ] as const)
      assert.match(await hover(DEPLOYMENT, line, character), /\*\*Not deployed\.\*\*/);
    assert.doesNotMatch(await hover(DEPLOYMENT, 9, 4), /Not deployed/);
  });

  it('marks the path that does not exist and the URL that it takes for this repository', async () => {
    const missing = await diagnostic(APPLICATION, 'path-not-found');
    assert.equal(missing.severity, vscode.DiagnosticSeverity.Error);
    const { document } = await open(APPLICATION);
    assert.equal(document.getText(missing.range), 'charts/waste');
    const alias = await diagnostic(APPLICATION, 'repository-alias');
    assert.equal(alias.severity, vscode.DiagnosticSeverity.Hint);
    assert.equal(document.getText(alias.range), 'https://github.com/your-org/sesacthon-backend.git');
  });

  it('tells what the manifests need and nothing creates', async () => {
    const { document } = await open(DEPLOYMENT);
    const names = await until('both findings', () => {
      const found = ours(DEPLOYMENT).filter((one) => codeOf(one) === 'missing-config');
      return found.length === 2 ? found.map(({ range }) => document.getText(range)).sort() : undefined;
    });
    assert.deepEqual(names, ['openai-secrets', 'waste-rules']);
  });
});
