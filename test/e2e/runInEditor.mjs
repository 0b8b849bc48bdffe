// Runs the suite inside a real VS Code extension host (server build) with a real workbench in a headless browser.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { openBrowser, prepareHost, quietSettings, root, startHost } from './hostLib.mjs';
import { printResults } from './results.mjs';
import { EXAMPLE, makeWorkspace } from './workspace.mjs';

/** @param extension directory of the unpacked extension. @returns {passed, failed} */
export async function runInEditor({ extension, suite, timeoutMs = Number(process.env.HOST_TIMEOUT_MS ?? 180_000) }) {
  await prepareHost();
  const workspace = makeWorkspace();
  const outDir = fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-results-'));
  const results = path.join(outDir, 'results.json');
  const lines = [];
  let host;
  let browser;
  const cleanup = async () => {
    await browser?.close().catch(() => undefined);
    await host?.dispose();
    for (const dir of [workspace, outDir]) fs.rmSync(dir, { recursive: true, force: true });
  };
  const onSignal = () => void cleanup().finally(() => process.exit(130));
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    host = await startHost({ env: { TEST_RESULTS: results, E2E_EXAMPLE: EXAMPLE }, settings: quietSettings });
    browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const exited = new Promise((done) => void page.exposeFunction('codeAutomationExit', (code) => done({ code })));
    await page.exposeFunction('codeAutomationLog', (level, args) => void lines.push(`[${level}] ${args.join(' ')}`));
    page.on('console', (message) => void lines.push(`[page:${message.type()}] ${message.text()}`));
    await page.goto(
      host.url(workspace, [
        ['extensionDevelopmentPath', host.uri(extension)],
        ['extensionTestsPath', host.uri(suite)],
      ]),
      { waitUntil: 'domcontentloaded' },
    );
    let timer;
    const end = await Promise.race([
      exited,
      new Promise((done) => page.once('crash', () => done({ reason: 'the page crashed' }))),
      new Promise((done) => {
        timer = setTimeout(() => done({ reason: `no end after ${timeoutMs / 1000} s` }), timeoutMs);
      }),
    ]);
    clearTimeout(timer);
    const { found, passed, failed } = printResults(results);
    if (found && end.code !== undefined && (end.code === 0) === (failed === 0)) return { passed, failed };
    console.log(
      `  FAIL the run itself: ${end.reason ?? `exit code ${end.code}, results ${found ? 'read' : 'missing'}`}`,
    );
    console.log(`${lines.slice(-40).join('\n')}\n${host.logs().slice(-3000)}`);
    fs.mkdirSync(path.join(root, 'out'), { recursive: true });
    await page.screenshot({ path: path.join(root, 'out/run-failure.png') }).catch(() => undefined);
    return { passed, failed: Math.max(failed, 1) };
  } finally {
    await cleanup();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
