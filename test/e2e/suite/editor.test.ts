import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';

const root = (): vscode.Uri => (vscode.workspace.workspaceFolders as readonly vscode.WorkspaceFolder[])[0]!.uri;
const uriOf = (file: string): vscode.Uri => vscode.Uri.joinPath(root(), file);
/** A file's text as the editor has it: edits of files that are in no tab stay in their buffers. */
const read = async (file: string): Promise<string> => (await vscode.workspace.openTextDocument(uriOf(file))).getText();

async function until<T>(what: string, get: () => T | undefined | Promise<T | undefined>, ms = 20_000): Promise<T> {
  for (const end = Date.now() + ms; ; ) {
    const value = await get();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ours(file: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(file)).filter(({ source }) => source === 'argocd-coverage');
}

function codeOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

async function diagnostic(file: string, code: string): Promise<vscode.Diagnostic> {
  return until(`${code} in ${file}`, () => ours(file).find((found) => codeOf(found) === code));
}

async function gone(file: string, code: string): Promise<void> {
  await until(`${code} to go from ${file}: ${ours(file).map(codeOf)}`, () =>
    ours(file).some((found) => codeOf(found) === code) ? undefined : true,
  );
}

/** Picks a code action by how its title begins, as a person would, and applies it. */
async function fix(file: string, code: string, title: string): Promise<vscode.CodeAction> {
  await vscode.window.showTextDocument(uriOf(file));
  const { range } = await diagnostic(file, code);
  const actions = await until(`${title} at ${file}`, async () => {
    const offered = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uriOf(file),
      range,
      undefined,
      30,
    );
    return offered.some((action) => action.title.startsWith(title)) ? offered : undefined;
  });
  const action = actions.find((candidate) => candidate.title.startsWith(title)) as vscode.CodeAction;
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit), 'the edit was refused');
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  return action;
}

async function hover(file: string, line: number, character: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uriOf(file),
    new vscode.Position(line, character),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n');
}

const DEPLOYMENT = 'k8s/waste/ai-workers-deployment.yaml';

describe('the seed', () => {
  before(async () => {
    await vscode.window.showTextDocument(uriOf(`seed/${DEPLOYMENT}`));
  });

  it('warns of the Deployment that nothing deploys, at its kind', async () => {
    const found = await diagnostic(`seed/${DEPLOYMENT}`, 'unwatched-manifest');
    assert.equal(found.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(found.message, 'No Application deploys this Deployment: a merge changes nothing in the cluster.');
    assert.deepEqual([found.range.start.line, found.range.start.character, found.range.end.character], [2, 6, 16]);
    assert.match(found.relatedInformation?.[0]?.message ?? '', /“waste” watches charts\/waste/);
    assert.match(
      typeof found.code === 'object' ? String(found.code.target) : '',
      /docs\/rules\/unwatched-manifest\.md$/,
    );
  });

  it('warns in files that are not open', async () => {
    await diagnostic('seed/k8s/monitoring/ai-pipeline-alerts.yaml', 'unwatched-manifest');
  });

  it('explains in the hover why, with the nearest Application and three ways out', async () => {
    const text = await hover(`seed/${DEPLOYMENT}`, 2, 8);
    assert.match(text, /\*\*Not deployed\.\*\*/);
    assert.match(text, /Nearest: \[waste\]\(.*argocd\/waste\.yaml.*\) watches `charts\/waste`, which does not exist/);
    assert.match(
      text,
      /1\. .*charts\/waste[\s\S]*2\. Generate an Application[\s\S]*3\. `kubectl apply -f k8s\/waste\/ai-workers-deployment\.yaml`/,
    );
  });

  it('marks the path that does not exist and the URL that it takes for this repository', async () => {
    const path = await diagnostic('seed/argocd/waste.yaml', 'path-not-found');
    assert.equal(path.severity, vscode.DiagnosticSeverity.Error);
    const alias = await diagnostic('seed/argocd/waste.yaml', 'repository-alias');
    assert.equal(alias.severity, vscode.DiagnosticSeverity.Hint);
  });

  it('opens the report', async () => {
    await vscode.commands.executeCommand('argocdCoverage.showReport');
    await until('the report’s tab', () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ input }) => input instanceof vscode.TabInputWebview),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});

describe('the fixes', () => {
  it('copies the kubectl command', async () => {
    await fix(`seed/${DEPLOYMENT}`, 'unwatched-manifest', 'Copy kubectl command');
    assert.equal(await vscode.env.clipboard.readText(), `kubectl apply -f ${DEPLOYMENT}`);
  });

  it('generates an Application in the house’s style', async () => {
    await fix(`seed-generate/${DEPLOYMENT}`, 'unwatched-manifest', 'Generate an Application');
    await vscode.workspace.saveAll();
    await gone(`seed-generate/${DEPLOYMENT}`, 'unwatched-manifest');
    await gone('seed-generate/k8s/waste/hpa.yaml', 'unwatched-manifest');
    assert.match(
      await read('seed-generate/argocd/k8s-waste.yaml'),
      /path: k8s\/waste\n[\s\S]*prune: true\n {6}selfHeal: true/,
    );
  });

  it('moves the manifests into the chart that the Application waits for', async () => {
    await fix(`seed-move/${DEPLOYMENT}`, 'unwatched-manifest', 'Move to charts/waste');
    await vscode.workspace.saveAll();
    await until('the moved file', () =>
      fs.existsSync(uriOf('seed-move/charts/waste/templates/ai-workers-deployment.yaml').fsPath) ? true : undefined,
    );
    await gone('seed-move/argocd/waste.yaml', 'path-not-found');
    await gone('seed-move/charts/waste/templates/ai-workers-deployment.yaml', 'unwatched-manifest');
  });

  it('creates the missing chart', async () => {
    await fix('seed-chart/argocd/waste.yaml', 'path-not-found', 'Create chart charts/waste');
    await vscode.workspace.saveAll();
    await gone('seed-chart/argocd/waste.yaml', 'path-not-found');
    assert.ok(fs.existsSync(uriOf('seed-chart/charts/waste/Chart.yaml').fsPath));
  });

  it('takes the placeholder URL for this repository', async () => {
    await fix(
      'seed-alias/argocd/waste.yaml',
      'repository-alias',
      'Treat https://github.com/your-org/seed-alias.git as this repository',
    );
    await vscode.workspace.saveAll();
    await gone('seed-alias/argocd/waste.yaml', 'repository-alias');
  });

  it('ignores a document by a comment', async () => {
    await fix(`seed-ignore/${DEPLOYMENT}`, 'unwatched-manifest', 'Ignore this document');
    await gone(`seed-ignore/${DEPLOYMENT}`, 'unwatched-manifest');
  });

  it('adds a file to the kustomization and keeps its comments', async () => {
    await fix('kustomize/overlays/dev/service.yaml', 'not-in-kustomization', 'Add to overlays/dev/kustomization.yaml');
    await vscode.workspace.saveAll();
    await gone('kustomize/overlays/dev/service.yaml', 'not-in-kustomization');
    assert.equal(
      read('kustomize/overlays/dev/kustomization.yaml'),
      '# what dev runs\nresources:\n  - deployment.yaml # first\n  - service.yaml\n',
    );
  });

  it('turns on recurse', async () => {
    await fix('recurse/manifests/deep/b.yaml', 'not-recursed', 'Enable recurse in argocd/app.yaml');
    await vscode.workspace.saveAll();
    await gone('recurse/manifests/deep/b.yaml', 'not-recursed');
  });

  it('changes a path to the one that was meant', async () => {
    await fix('moved/argocd/app.yaml', 'path-not-found', 'Change path to deploy/api');
    await vscode.workspace.saveAll();
    await gone('moved/argocd/app.yaml', 'path-not-found');
    await gone('moved/deploy/api/service.yaml', 'unwatched-manifest');
  });
});

describe('unsaved buffers', () => {
  it('count while they are typed', async () => {
    const file = 'seed-unsaved/argocd/waste.yaml';
    const document = await vscode.workspace.openTextDocument(uriOf(file));
    const editor = await vscode.window.showTextDocument(document);
    await diagnostic(`seed-unsaved/${DEPLOYMENT}`, 'unwatched-manifest');
    const at = document.getText().indexOf('charts/waste');
    const range = new vscode.Range(document.positionAt(at), document.positionAt(at + 'charts/waste'.length));
    assert.ok(await editor.edit((edit) => edit.replace(range, 'k8s/waste')));
    await gone(`seed-unsaved/${DEPLOYMENT}`, 'unwatched-manifest');
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand('undo');
    await diagnostic(`seed-unsaved/${DEPLOYMENT}`, 'unwatched-manifest');
  });
});
