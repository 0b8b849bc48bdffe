import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DEPLOYMENT, diagnostic, EXTENSION, exists, gone, open, resetExample, save, until } from '../support.ts';

/** Our pages, by the type of their webview. */
function pages(type: string): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(type));
}

describe('the commands', () => {
  before(resetExample);
  afterEach(resetExample);

  it('are all there', async () => {
    const manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const { command } of manifest.contributes.commands) assert.ok(registered.has(command), command);
  });

  it('Show Report opens one report, however often', async () => {
    await vscode.commands.executeCommand('argocdCoverage.showReport');
    await until('the report’s tab', () => pages('argocdCoverage.report')[0]);
    await vscode.commands.executeCommand('argocdCoverage.showReport');
    assert.equal(pages('argocdCoverage.report').length, 1);
  });

  it('Show Branch Impact opens a page', async () => {
    await open(DEPLOYMENT);
    await vscode.commands.executeCommand('argocdCoverage.showBranchImpact');
    await until('its tab', () => pages('argocdCoverage.markdown').find(({ label }) => label === 'Branch impact'));
  });

  it('Explain This File opens a page about it', async () => {
    await open(DEPLOYMENT);
    await vscode.commands.executeCommand('argocdCoverage.explainFile');
    await until('its tab', () => pages('argocdCoverage.markdown').find(({ label }) => label === DEPLOYMENT));
  });

  it('Generate an Application for This File', async () => {
    await open(DEPLOYMENT);
    await vscode.commands.executeCommand('argocdCoverage.generateApplication');
    await gone(DEPLOYMENT, 'unwatched-manifest');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^kind: Application$/m);
  });

  it('Move This File to a Chart', async () => {
    await open(DEPLOYMENT);
    await vscode.commands.executeCommand('argocdCoverage.moveToChart');
    await save();
    assert.ok(!exists(DEPLOYMENT) && exists('seed/charts/waste/templates/ai-workers-deployment.yaml'));
    await gone('seed/argocd/waste.yaml', 'path-not-found');
  });

  it('Copy kubectl Command, for the active file', async () => {
    await open(DEPLOYMENT);
    await vscode.commands.executeCommand('argocdCoverage.copyApplyCommand');
    assert.equal(await vscode.env.clipboard.readText(), 'kubectl apply -f k8s/waste/ai-workers-deployment.yaml');
  });

  it('Restart Server brings the warnings back', async () => {
    await open(DEPLOYMENT);
    await vscode.commands.executeCommand('argocdCoverage.restartServer');
    await diagnostic(DEPLOYMENT, 'unwatched-manifest');
  });

  it('Copy Diagnostic Info holds no paths', async () => {
    await vscode.commands.executeCommand('argocdCoverage.copyDiagnosticInfo');
    const text = await vscode.env.clipboard.readText();
    assert.equal((JSON.parse(text) as { extension: string }).extension.split('.').length, 3);
    assert.doesNotMatch(text, /k8s|waste|\/tmp/);
  });
});
