import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DEPLOYMENT, EXTENSION, open, until, uriOf } from '../support.ts';

interface Api {
  readonly activation: number;
  status(): { readonly active: boolean; readonly summary?: { readonly manifests: number } } | undefined;
}

async function api(): Promise<Api> {
  const extension = vscode.extensions.getExtension<Api>(EXTENSION);
  assert.ok(extension);
  return extension.activate();
}

describe('views, coverage and tools', () => {
  before(async () => {
    await open(DEPLOYMENT);
    const { status } = await api();
    await until('the first status', () => (status()?.summary ? true : undefined));
  });

  it('activates in less than 100 ms of its own', async () => {
    const { activation } = await api();
    console.log(`      activated in ${activation.toFixed(1)} ms`);
    assert.ok(activation < 100, `${activation} ms`);
  });

  it('brings its views to the front', async () => {
    await vscode.commands.executeCommand('argocdCoverage.notDeployed.focus');
    await vscode.commands.executeCommand('argocdCoverage.coverage.focus');
    await vscode.commands.executeCommand('argocdCoverage.groupByDirectory');
    await vscode.commands.executeCommand('argocdCoverage.groupByApplication');
    await vscode.commands.executeCommand('argocdCoverage.clearTreeFilter');
  });

  it('explains the file of a row, not that of the editor', async () => {
    await open('seed/argocd/waste.yaml');
    await vscode.commands.executeCommand('argocdCoverage.explainFile', { resourceUri: uriOf(DEPLOYMENT) });
    await until('its page', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === DEPLOYMENT),
    );
  });

  it('shows the coverage in the editor’s own view, again and again', async () => {
    await vscode.commands.executeCommand('argocdCoverage.showTestCoverage');
    await vscode.commands.executeCommand('argocdCoverage.showTestCoverage');
  });

  it('gives its tools to language models', async () => {
    const names = vscode.lm.tools.map(({ name }) => name).filter((name) => name.startsWith('argocd_coverage_'));
    assert.deepEqual(names.sort(), [
      'argocd_coverage_coverage_summary',
      'argocd_coverage_explain_route',
      'argocd_coverage_list_unwatched',
      'argocd_coverage_propose_home',
    ]);
    const { content } = await vscode.lm.invokeTool('argocd_coverage_explain_route', {
      input: { file: uriOf(DEPLOYMENT).fsPath },
      toolInvocationToken: undefined,
    });
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    assert.match(part.value, /\*\*Not deployed\.\*\*/);
  });
});
