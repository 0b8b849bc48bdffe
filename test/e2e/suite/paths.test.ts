import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnostic, exists, gone, open, read, save, type, until, uriOf } from '../support.ts';

const SET = 'paths/argocd/set.yaml';
const APP = 'paths/argocd/app.yaml';

/** Where a text stands in a file. */
async function placeOf(file: string, text: string, behind = 0): Promise<vscode.Position> {
  const document = await vscode.workspace.openTextDocument(uriOf(file));
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `no “${text}” in ${file}`);
  return document.positionAt(at + behind);
}

async function labels(file: string, at: vscode.Position): Promise<string[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uriOf(file),
    at,
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

describe('paths in the editor', () => {
  it('a lens above an ApplicationSet tells what it makes', async () => {
    await open(SET);
    const title = await until('the lens', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uriOf(SET),
        10,
      );
      return lenses.map(({ command }) => command?.title).find((words) => words?.includes('generates'));
    });
    assert.match(title, /^generates 2 Applications, deploys 2 manifests/);
  });

  it('a path leads to what it names, by definition and by link', async () => {
    await open(APP);
    const at = await placeOf(APP, 'overlays/dev', 2);
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      uriOf(APP),
      at,
    );
    const targets = found.map((one) => ('targetUri' in one ? one.targetUri : one.uri).path);
    assert.deepEqual(targets, [uriOf('paths/overlays/dev/kustomization.yaml').path]);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      uriOf(APP),
      10,
    );
    assert.ok(links.some(({ range, target }) => range.contains(at) && target?.path === targets[0]));
  });

  it('completes a path with directories, and a kustomization with its unlisted files first', async () => {
    assert.ok((await labels(APP, await placeOf(APP, 'overlays/dev'))).includes('overlays/dev'));
    const list = 'paths/overlays/dev/kustomization.yaml';
    const found = await labels(list, await placeOf(list, 'a.yaml'));
    assert.ok(found.includes('forgotten.yaml'), found.join());
  });

  it('Where Should This Live? moves a file and lists it once', async () => {
    const lost = 'paths/k8s/dev/lost.yaml';
    await open(lost);
    await diagnostic(lost, 'unwatched-manifest');
    void vscode.commands.executeCommand('argocdCoverage.suggestHome');
    // The list opens when the server has answered: accepting does nothing before.
    await until('the file at its home', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return exists('paths/overlays/dev/lost.yaml') && !exists(lost) ? true : undefined;
    });
    await save();
    assert.match(read('paths/overlays/dev/kustomization.yaml'), /- lost\.yaml\n/);
    assert.doesNotMatch(read('paths/overlays/dev/kustomization.yaml'), /lost\.yaml[\s\S]*lost\.yaml/);
    await gone('paths/overlays/dev/lost.yaml', 'unwatched-manifest');
  });

  it('Explain Since When This File Is Not Deployed opens a page', async () => {
    const forgotten = 'paths/overlays/dev/forgotten.yaml';
    await open(forgotten);
    await vscode.commands.executeCommand('argocdCoverage.explainHistory');
    await until('its tab', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === forgotten),
    );
  });

  it('a renamed folder is followed by the paths that name it', async () => {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uriOf('paths/overlays/dev'), uriOf('paths/overlays/development'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until('the path to follow', async () => {
      const { document } = await open(APP);
      return document.getText().includes('path: overlays/development') ? true : undefined;
    });
    await save();
    await gone(APP, 'path-not-found');
  });

  it('an edit that breaks the path is told at once', async () => {
    const editor = await open(APP);
    await type(editor, 'overlays/development', 'overlays/nowhere');
    await diagnostic(APP, 'path-not-found');
    await type(editor, 'overlays/nowhere', 'overlays/development');
    await gone(APP, 'path-not-found');
    await save();
  });
});
