import * as vscode from 'vscode';
import type { Command, CommandContext } from './command.ts';
import { copyApplyCommand } from './copyApplyCommand.ts';
import { copyDiagnosticInfo } from './copyDiagnosticInfo.ts';
import { explainFile } from './explainFile.ts';
import { explainHistory } from './explainHistory.ts';
import { exportReport } from './exportReport.ts';
import { generateApplication, moveToChart } from './fileActions.ts';
import { refresh } from './refresh.ts';
import { restartServer } from './restartServer.ts';
import { showApplications } from './showApplications.ts';
import { showBranchImpact } from './showBranchImpact.ts';
import { showOutput } from './showOutput.ts';
import { showReport } from './showReport.ts';
import { showTestCoverage } from './showTestCoverage.ts';
import { suggestHome } from './suggestHome.ts';
import { clearTreeFilter, filterTree, groupByApplication, groupByDirectory } from './treeCommands.ts';

/** Every command. A new one is a file, a line here and its entry in package.json. */
const COMMANDS: readonly Command[] = [
  showReport,
  exportReport,
  showBranchImpact,
  explainFile,
  explainHistory,
  generateApplication,
  moveToChart,
  suggestHome,
  copyApplyCommand,
  refresh,
  showApplications,
  restartServer,
  showOutput,
  copyDiagnosticInfo,
  showTestCoverage,
  filterTree,
  clearTreeFilter,
  groupByApplication,
  groupByDirectory,
];

export function registerCommands(context: CommandContext): vscode.Disposable[] {
  return COMMANDS.map((command) =>
    vscode.commands.registerCommand(`argocdCoverage.${command.id}`, (...args: unknown[]) =>
      command.run(context, ...args),
    ),
  );
}
