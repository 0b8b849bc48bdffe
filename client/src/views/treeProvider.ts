import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ExplainParams,
  type ExplainResult,
  Requests,
  type TreeParams,
  type TreeResult,
  type TreeViewName,
} from '../../../server/src/protocol.ts';
import { type Element, itemOf } from './treeItem.ts';

/** A coverage tree of the server: each level is asked for when it is unfolded. */
export interface TreeProvider extends vscode.TreeDataProvider<Element>, vscode.Disposable {
  /** Asks again for the rows that are seen. */
  refresh(): void;
}

/** @param view which tree; @param filter the words that rows are kept for. Both are asked anew each time. */
export function createTreeProvider(
  client: BaseLanguageClient,
  view: () => TreeViewName,
  filter: () => string,
): TreeProvider {
  const changed = new vscode.EventEmitter<undefined>();
  return {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    async getChildren(element) {
      const words = element?.row.matched ? '' : filter();
      const params: TreeParams = {
        view: view(),
        ...(element ? { parent: element.row.id } : {}),
        ...(words === '' ? {} : { filter: words }),
      };
      const { rows } = await client.sendRequest<TreeResult>(Requests.tree, params);
      return rows.map((row) => ({
        // What is below a row that holds the words itself is kept as a whole.
        row: element?.row.matched ? { ...row, matched: true } : row,
        resourceUri: row.uri === undefined ? undefined : vscode.Uri.parse(row.uri),
      }));
    },
    async resolveTreeItem(item, { row }, token) {
      item.tooltip = (await explain(row, token)) ?? `${row.label}\n${row.description}`;
      return item;
    },
    refresh: () => changed.fire(undefined),
    dispose: () => changed.dispose(),
  };

  async function explain(
    row: Element['row'],
    token: vscode.CancellationToken,
  ): Promise<vscode.MarkdownString | undefined> {
    if (row.uri === undefined || row.kind === 'directory' || row.kind === 'repository' || row.kind === 'group')
      return undefined;
    const params: ExplainParams = { uri: row.uri, ...(row.range ? { line: row.range.start.line } : {}) };
    const { markdown } = await client.sendRequest<ExplainResult>(Requests.explain, params, token);
    return new vscode.MarkdownString(markdown);
  }
}
