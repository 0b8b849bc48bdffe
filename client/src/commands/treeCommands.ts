import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** Asks for the words that both trees are filtered by. */
export const filterTree: Command = {
  id: 'filterTree',
  async run({ views }) {
    const words = await vscode.window.showInputBox({
      title: vscode.l10n.t('Filter the coverage'),
      prompt: vscode.l10n.t('A part of a path, a kind, a name or an Application'),
      value: views.words,
    });
    if (words !== undefined) views.filter(words);
  },
};

export const clearTreeFilter: Command = { id: 'clearTreeFilter', run: ({ views }) => views.filter('') };

export const groupByApplication: Command = {
  id: 'groupByApplication',
  run: ({ views }) => views.group('applications'),
};

export const groupByDirectory: Command = { id: 'groupByDirectory', run: ({ views }) => views.group('directories') };
