// The same suites in a desktop VS Code, where one is at hand.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { cache, quietSettings } from './hostLib.mjs';
import { printResults } from './results.mjs';
import { EXAMPLE, makeWorkspace } from './workspace.mjs';

/** Whether a VS Code is named (`VSCODE_PATH`) or was downloaded before, and there is a display to show it on. */
export function desktopAvailable() {
  if (process.platform === 'linux' && !process.env.DISPLAY) return false;
  if (process.env.VSCODE_PATH) return true;
  return fs.existsSync(cache) && fs.readdirSync(cache).some((name) => /^vscode-(?:linux|darwin|win32)/.test(name));
}

/** @param extension directory of the unpacked extension. @returns {passed, failed} */
export async function runInDesktop({ extension, suite }) {
  const { runTests } = await import('@vscode/test-electron');
  const workspace = makeWorkspace();
  // Short: the user data directory holds sockets, whose paths may have about 100 characters.
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-'));
  const results = path.join(data, 'results.json');
  fs.mkdirSync(path.join(data, 'user/User'), { recursive: true });
  fs.writeFileSync(path.join(data, 'user/User/settings.json'), JSON.stringify(quietSettings));
  let problem;
  try {
    await runTests({
      version: process.env.VSCODE_VERSION ?? 'stable',
      ...(process.env.VSCODE_PATH ? { vscodeExecutablePath: process.env.VSCODE_PATH } : {}),
      extensionDevelopmentPath: extension,
      extensionTestsPath: suite,
      extensionTestsEnv: { TEST_RESULTS: results, E2E_EXAMPLE: EXAMPLE },
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(data, 'user')}`,
        '--disable-extensions',
        '--disable-workspace-trust',
        '--skip-welcome',
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
    }).catch((error) => {
      problem = error;
    });
    const { passed, failed } = printResults(results);
    if (problem && failed === 0) console.log(`  FAIL the run itself: ${problem}`);
    return { passed, failed: problem ? Math.max(failed, 1) : failed };
  } finally {
    for (const dir of [workspace, data]) fs.rmSync(dir, { recursive: true, force: true });
  }
}
