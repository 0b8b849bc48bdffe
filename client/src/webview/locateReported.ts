import * as vscode from 'vscode';
import { uriOfPath } from '../../../server/src/lsp/convert.ts';

/**
 * Finds a file that the report names relative to its repository. A folder inside a repository stands for the whole of it,
 * so the folders’ parents count too.
 * @param repository the repository’s root, absolute or relative to a folder; undefined when there is only one.
 */
export async function locateReported(repository: string | undefined, file: string): Promise<vscode.Uri | undefined> {
  if (file.split('/').includes('..')) return undefined;
  for (const root of candidates(repository)) {
    const uri = vscode.Uri.joinPath(root, file);
    if (await exists(uri)) return uri;
  }
  return undefined;
}

function* candidates(repository: string | undefined): Generator<vscode.Uri> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  if (repository !== undefined && /^(?:\/|[A-Za-z][\w+.-]*:)/.test(repository))
    yield vscode.Uri.parse(uriOfPath(repository));
  else if (repository !== undefined) for (const folder of folders) yield vscode.Uri.joinPath(folder, repository);
  for (const folder of folders)
    for (let uri = folder; ; uri = vscode.Uri.joinPath(uri, '..')) {
      yield uri;
      if (uri.path === '/' || uri.path === '') break;
    }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
