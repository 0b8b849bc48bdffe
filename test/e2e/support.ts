import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';

/** What a person does in the editor, for the suites: files are named relative to the workspace's folder. */

export const EXTENSION = 'argocd-coverage.argocd-coverage';
/** The manifest that the example is about, in the copy of the example. */
export const DEPLOYMENT = 'seed/k8s/waste/ai-workers-deployment.yaml';
export const APPLICATION = 'seed/argocd/waste.yaml';

export function uriOf(file: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return vscode.Uri.joinPath(folder.uri, file);
}

export function read(file: string): string {
  return fs.readFileSync(uriOf(file).fsPath, 'utf8');
}

export function exists(file: string): boolean {
  return fs.existsSync(uriOf(file).fsPath);
}

/** Waits for something to become true; fails with what was waited for. */
export async function until<T>(what: string, get: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 20_000; ; ) {
    const value = await get();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`timed out waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

export function codeOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code);
}

/** Our diagnostics of a file. */
export function ours(file: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uriOf(file)).filter(({ source }) => source === 'argocd-coverage');
}

/** Waits for a diagnostic of a file. */
export async function diagnostic(file: string, code: string): Promise<vscode.Diagnostic> {
  return until(`${code} in ${file}`, () => ours(file).find((found) => codeOf(found) === code));
}

/** Waits until a file has no such diagnostic. */
export async function gone(file: string, code: string): Promise<void> {
  await until(`${code} to go from ${file}`, () =>
    ours(file).some((found) => codeOf(found) === code) ? undefined : true,
  );
}

export async function open(file: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uriOf(file)));
}

/** The code actions that the editor offers at a diagnostic, as the lightbulb lists them. */
export async function actionsAt(file: string, code: string): Promise<vscode.CodeAction[]> {
  await open(file);
  const { range } = await diagnostic(file, code);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uriOf(file),
    range,
    vscode.CodeActionKind.QuickFix.value,
    50,
  );
}

/** Picks a code action by how its title begins and applies it as the editor would. */
export async function fix(file: string, code: string, title: string): Promise<vscode.CodeAction> {
  const action = await until(`the action “${title}” at ${file}`, async () =>
    (await actionsAt(file, code)).find((candidate) => candidate.title.startsWith(title)),
  );
  assert.ok(action.edit ?? action.command, `${action.title} does nothing`);
  if (action.edit) assert.ok(await vscode.workspace.applyEdit(action.edit), `${action.title}: the edit was refused`);
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
  return action;
}

/** Saves every changed document, also those that no editor shows. */
export async function save(): Promise<void> {
  for (const document of vscode.workspace.textDocuments)
    if (document.isDirty) assert.ok(await document.save(), `${document.uri.path} was not saved`);
}

/** The text of the hover at a place; line and character are 0-based. */
export async function hover(file: string, line: number, character: number): Promise<string> {
  await open(file);
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

/** Replaces the first occurrence of a text in an editor’s buffer, without saving. */
export async function type(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const { document } = editor;
  const at = document.getText().indexOf(before);
  assert.ok(at >= 0, `no “${before}” in ${document.uri.path}`);
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + before.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, after)));
}

/**
 * Brings the example back to how it is shipped. Buffers are changed through the editor: it may miss what another program
 * writes right after its own save. On disk only what differs is touched, as Git does.
 */
export async function resetExample(): Promise<void> {
  const pristine = process.env.E2E_EXAMPLE;
  assert.ok(pristine, 'E2E_EXAMPLE names no folder');
  const example = uriOf('seed').fsPath;
  for (const document of vscode.workspace.textDocuments) {
    const original = path.join(pristine, path.relative(example, document.uri.fsPath));
    if (document.uri.scheme === 'file' && original.startsWith(pristine) && fs.existsSync(original))
      await replaceAll(document, fs.readFileSync(original, 'utf8'));
  }
  await save();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  for (const file of filesOf(example))
    if (!fs.existsSync(path.join(pristine, file))) fs.rmSync(path.join(example, file));
  for (const file of filesOf(pristine)) {
    const [from, to] = [path.join(pristine, file), path.join(example, file)];
    if (fs.existsSync(to) && fs.readFileSync(to).equals(fs.readFileSync(from))) continue;
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.copyFileSync(from, to);
  }
  fs.rmSync(path.join(example, 'charts'), { recursive: true, force: true });
  await vscode.commands.executeCommand('argocdCoverage.refresh');
  await diagnostic(DEPLOYMENT, 'unwatched-manifest');
  await diagnostic(APPLICATION, 'path-not-found');
}

async function replaceAll(document: vscode.TextDocument, text: string): Promise<void> {
  if (document.getText() === text) return;
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

function filesOf(directory: string): string[] {
  return fs
    .readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => fs.statSync(path.join(directory, name)).isFile());
}
