// Drives the packed extension in the real workbench by mouse and keyboard; leaves screenshots in out/ui/. An argument picks
// sessions by name: `npm run ui -- viewing`.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { openBrowser, prepareHost, quietSettings, root, startHost } from './hostLib.mjs';
import { makeShowcase } from './showcase.mjs';
import { unpackExtension } from './unpack.mjs';
import { viewing } from './viewing.mjs';
import { workbench } from './workbench.mjs';
import { makeExample } from './workspace.mjs';

const DEPLOYMENT = 'k8s/waste/ai-workers-deployment.yaml';
const shots = path.join(root, 'out/ui');
fs.rmSync(shots, { recursive: true, force: true });
fs.mkdirSync(shots, { recursive: true });

const THEMES = { dark: 'Default Dark Modern', light: 'Default Light Modern', contrast: 'Default High Contrast' };

let passed = 0;
let failed = 0;

/** Only sessions whose name holds these words; all of them without. */
const wanted = process.argv[2] ?? '';

/** Opens a window on a folder of its own, a copy of the example if none is given; runs the steps, and closes it again. */
async function session(extension, browser, steps, settings = {}, folder = makeExample()) {
  const host = await startHost({ settings: { ...quietSettings, ...settings } });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(Number(process.env.UI_TIMEOUT_MS ?? 20_000));
  const wb = workbench(page);
  const step = async (name, run) => {
    const started = Date.now();
    try {
      await run();
      passed++;
      console.log(`  ok   ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed++;
      console.log(`  FAIL ${name}: ${error.message}`);
    }
    await page.screenshot({ path: path.join(shots, `${name.replace(/\W+/g, '-')}.png`) });
  };
  try {
    await page.goto(host.url(folder, [['extensionDevelopmentPath', host.uri(extension)]]), {
      waitUntil: 'domcontentloaded',
    });
    await wb.ready();
    await steps({ page, wb, folder, step, check });
  } finally {
    await page.close();
    await host.dispose();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function check(condition, message) {
  if (!condition) throw new Error(message);
}

async function reading({ page, wb, step }) {
  await step('status bar before any file is open', async () => {
    await wb.statusItem('% deployed').waitFor();
    check((await wb.dialogs().count()) === 0, 'a dialog is open');
    check((await wb.notifications().count()) === 0, 'a notification is shown');
  });
  await step('warning', async () => {
    await wb.openFile(DEPLOYMENT);
    await wb.squiggles().first().waitFor();
  });
  await step('problems panel', async () => {
    await wb.command('Problems: Focus on Problems View');
    await wb
      .problems()
      .locator('.monaco-list-row', { hasText: 'No Application deploys this Deployment: a merge changes nothing' })
      .waitFor();
    await wb.command('View: Toggle Panel Visibility');
  });
  await step('hover', async () => {
    await wb.word('Deployment').hover();
    await wb.hover('Ways out').waitFor();
    await wb.hover('Ways out').getByText('charts/waste').first().waitFor();
  });
  await step('lightbulb', async () => {
    await page.keyboard.press('Escape');
    await wb.lightbulb(wb.word('Deployment'));
    const titles = (await wb.actions().allInnerTexts()).join('\n');
    for (const title of ['Move to charts/waste', 'Generate an Application', 'Copy kubectl command', 'Ignore'])
      check(titles.includes(title), `no “${title}” in:\n${titles}`);
  });
  await step('application', async () => {
    await page.keyboard.press('Escape');
    await wb.openFile('argocd/waste.yaml');
    await wb.squiggles().first().waitFor();
    await wb.word('charts/waste').hover();
    await wb.hover('charts/waste').waitFor();
  });
  await step('palette', async () => {
    await page.keyboard.press('Escape');
    // The list draws only the rows in sight, so each command is asked for by its name.
    for (const name of ['Show Report', 'Show Branch Impact', 'Go to Application…', 'Restart Server']) {
      const labels = await wb.palette(`Argo CD Coverage: ${name}`);
      check(labels.includes(`Argo CD Coverage: ${name}`), `no “${name}” in:\n${labels.join('\n')}`);
    }
  });
  await step('report from the palette', async () => {
    await wb.command('Argo CD Coverage: Show Report');
    await wb.webview().getByText('% deployed automatically').first().waitFor();
    await wb.webview().getByText('When this merges').first().waitFor();
  });
  await step('report can be searched', async () => {
    const page = wb.webview();
    await page.locator('input[type=search]').first().fill('monitoring');
    await page.locator('#unwatched tr', { hasText: 'k8s/waste' }).first().waitFor({ state: 'hidden' });
    await page.locator('#unwatched tr', { hasText: 'k8s/monitoring' }).first().waitFor();
    await page.locator('input[type=search]').first().fill('');
  });
  await step('report opens a file at its line', async () => {
    await wb.webview().locator('[data-file="k8s/waste/hpa.yaml"]').first().click();
    await page.locator('.tab.active', { hasText: 'hpa.yaml' }).waitFor();
    await wb.focused().waitFor();
  });
  await step('explanation of a file', async () => {
    await wb.openFile(DEPLOYMENT);
    await wb.command('Argo CD Coverage: Explain This File');
    await wb.webview().getByText('Not deployed').first().waitFor();
  });
  await step('explanation opens a file at its line', async () => {
    await wb.webview().getByRole('link', { name: 'waste', exact: true }).click();
    await page.locator('.tab.active', { hasText: 'waste.yaml' }).waitFor();
  });
}

/** The report and the status bar follow what is typed. */
async function following({ page, wb, step }) {
  await step('report and status bar follow the typing', async () => {
    await wb.openFile('argocd/waste.yaml');
    // The palette offers the report once there is one, and an open palette does not look again.
    await wb.statusItem('0 % deployed').waitFor();
    await wb.command('Argo CD Coverage: Show Report');
    await wb.webview().getByText('0 % deployed automatically', { exact: true }).waitFor();
    await wb.word('charts/waste').dblclick();
    await page.keyboard.press('Control+h');
    await page.locator('.find-widget .find-part textarea').fill('charts/waste');
    await page.locator('.find-widget .replace-part textarea').fill('k8s/waste');
    await page.keyboard.press('Control+Alt+Enter');
    await wb.statusItem('75 % deployed').waitFor();
    await wb.webview().getByText('75 % deployed automatically', { exact: true }).waitFor();
  });
}

async function contrasting({ wb, step }) {
  await step('report in high contrast', async () => {
    await wb.openFile(DEPLOYMENT);
    await wb.statusItem('0 % deployed').waitFor();
    await wb.command('Argo CD Coverage: Show Report');
    await wb.webview().getByText('% deployed automatically').first().waitFor();
  });
}

async function generating({ page, wb, folder, step }) {
  await step('generate an Application by a click', async () => {
    await wb.openFile(DEPLOYMENT);
    await wb.squiggles().first().waitFor();
    await wb.statusItem('0 % deployed').waitFor();
    await wb.lightbulb(wb.word('Deployment'));
    await wb.choose('Generate an Application');
    await wb.statusItem('75 % deployed').waitFor();
    await wb.notifications().getByText('Register it once: kubectl apply -f argocd/').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('s');
    const made = path.join(folder, 'argocd');
    for (let tries = 0; fs.readdirSync(made).length < 2 && tries < 100; tries++) await page.waitForTimeout(50);
    check(fs.readdirSync(made).length === 2, `in argocd/: ${fs.readdirSync(made)}`);
  });
}

async function moving({ page, wb, folder, step }) {
  await step('move to the chart by a click', async () => {
    await wb.openFile(DEPLOYMENT);
    await wb.squiggles().first().waitFor();
    await wb.lightbulb(wb.word('Deployment'));
    await wb.choose('Move to charts/waste');
    const moved = path.join(folder, 'charts/waste/templates/ai-workers-deployment.yaml');
    for (let tries = 0; !fs.existsSync(moved) && tries < 200; tries++) await page.waitForTimeout(50);
    check(fs.existsSync(moved), 'nothing was moved');
    await wb.statusItem('75 % deployed').waitFor();
  });
}

async function main() {
  const started = Date.now();
  const extension = await unpackExtension();
  await prepareHost();
  const browser = await openBrowser();
  try {
    for (const steps of [reading, following, generating, moving])
      if (steps.name.includes(wanted)) await session(extension, browser, steps);
    if ('contrasting'.includes(wanted))
      await session(extension, browser, contrasting, { 'workbench.colorTheme': 'Default High Contrast' });
    for (const [name, theme] of Object.entries(THEMES))
      if (`viewing ${name}`.includes(wanted))
        await session(
          extension,
          browser,
          viewing(name),
          {
            'workbench.colorTheme': theme,
            'argocdCoverage.explorerBadges.enabled': true,
            'argocdCoverage.statusBar.threshold': 90,
          },
          makeShowcase(),
        );
  } finally {
    await browser.close();
  }
  console.log(`${passed} passed, ${failed} failed (${Date.now() - started} ms)`);
  return failed > 0 ? 1 : 0;
}

process.exit(await main());
