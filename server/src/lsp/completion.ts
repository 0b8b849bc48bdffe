import { type CompletionItem, CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import { completionsAt } from '../features/completion/complete.ts';
import type { CompletionItem as Item } from '../features/completion/item.ts';
import { toRange } from './convert.ts';
import { requestedFile } from './files.ts';
import type { Session } from './session.ts';

/** Characters behind which a value is likely wanted. */
export const COMPLETION_TRIGGERS = [' ', '/', '$', '{', '.'];

const KINDS: Readonly<Record<Item['kind'], CompletionItemKind>> = {
  directory: CompletionItemKind.Folder,
  file: CompletionItemKind.File,
  value: CompletionItemKind.Value,
  parameter: CompletionItemKind.Variable,
  snippet: CompletionItemKind.Snippet,
};

/** `textDocument/completion`. */
export function registerCompletion(session: Session): void {
  const { connection, engine } = session;
  connection.onCompletion(async ({ textDocument, position }): Promise<CompletionItem[] | null> => {
    const file = await requestedFile(session, textDocument.uri);
    if (!file) return null;
    const snippets = session.client.textDocument?.completion?.completionItem?.snippetSupport ?? false;
    return completionsAt(engine.features, file.at, file.lines.offset(position)).map((item, i): CompletionItem => {
      const newText = item.snippet && !snippets ? plainText(item.text) : item.text;
      return {
        label: item.label,
        kind: KINDS[item.kind],
        ...(item.detail === undefined ? {} : { detail: item.detail }),
        sortText: String(i).padStart(5, '0'),
        filterText: item.label,
        textEdit: { range: toRange(file.lines, item.span), newText },
        ...(item.snippet && snippets ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
      };
    });
  });
}

/** A snippet with its defaults in place of its tab stops. */
function plainText(snippet: string): string {
  const defaults = new Map<string, string>();
  return snippet
    .replace(/\$\{(\d+):((?:\\.|[^}\\])*)\}/g, (_, stop: string, text: string) => {
      defaults.set(stop, text);
      return text;
    })
    .replace(/(?<!\\)\$(\d+)/g, (_, stop: string) => defaults.get(stop) ?? '')
    .replace(/\\([\\$}])/g, '$1');
}
