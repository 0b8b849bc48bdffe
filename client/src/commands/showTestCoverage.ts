import * as vscode from 'vscode';
import type { Command } from './command.ts';

/** Paints the coverage where the editor shows the coverage of tests: only when asked, for it takes that place. */
export const showTestCoverage: Command = {
  id: 'showTestCoverage',
  async run({ testCoverage }) {
    await testCoverage.publish();
    await vscode.commands.executeCommand('workbench.view.testCoverage.focus');
  },
};
