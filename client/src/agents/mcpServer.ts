import * as vscode from 'vscode';

/** The part of the editor’s API that starts MCP servers; newer than the oldest editor that we run in (1.101). */
interface McpApi {
  readonly lm?: {
    registerMcpServerDefinitionProvider?(
      id: string,
      provider: { provideMcpServerDefinitions(): unknown[] },
    ): vscode.Disposable;
  };
  readonly McpStdioServerDefinition?: new (
    label: string,
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    version: string,
  ) => unknown;
}

/** Offers the bundled command line as an MCP server, so that every agent in the editor finds our tools. */
export function registerMcpServer(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): vscode.Disposable {
  const { lm, McpStdioServerDefinition: Definition } = vscode as unknown as McpApi;
  const { version } = context.extension.packageJSON as { version: string };
  try {
    const registered =
      Definition &&
      lm?.registerMcpServerDefinitionProvider?.('argocdCoverage', {
        provideMcpServerDefinitions() {
          const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
          if (folders.length === 0) return [];
          const args = [context.asAbsolutePath('dist/cli.js'), 'mcp', ...folders.map(({ uri }) => uri.fsPath)];
          // The desktop’s own executable runs as Node.js when it is told so.
          return [new Definition('Argo CD Coverage', process.execPath, args, { ELECTRON_RUN_AS_NODE: '1' }, version)];
        },
      });
    if (registered) return registered;
  } catch (error) {
    // While the API was a proposal it was there and refused to be called.
    output.debug(`no MCP server: ${String(error)}`);
  }
  return new vscode.Disposable(() => undefined);
}
