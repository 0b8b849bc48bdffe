// Reads the report's page in a real browser as a person would: sorts, searches, chooses areas by keyboard, and asks axe
// whether everybody can. Prints `N passed, N failed`; pictures go to out/report/.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from './hostLib.mjs';

const OUT = resolve('out/report');
const PAGE = `${OUT}/seed.html`;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let passed = 0;
let failed = 0;

async function step(name, run) {
  try {
    await run();
    passed++;
    console.log(`  ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`  FAIL ${name}\n${error.message}`);
  }
}

function equal(actual, expected) {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

mkdirSync(OUT, { recursive: true });
execFileSync(process.execPath, [
  'dist/cli.js',
  'examples/seed',
  '--format',
  'html',
  '--output',
  PAGE,
  '--fail-on',
  'never',
  '--lang',
  'en',
]);
const browser = await chromium.launch(await findBrowser());
try {
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ viewport: { width: 1200, height: 900 }, colorScheme });
    const complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(pathToFileURL(PAGE).href);
    await step(`${colorScheme}: axe finds nothing to mend`, async () => {
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      equal(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`),
        [],
      );
    });
    await step(`${colorScheme}: a heading sorts both ways`, async () => {
      const heading = page.locator('#effects th button', { hasText: 'Files' });
      const cells = () => page.locator('#effects tbody td:nth-child(3)').allTextContents();
      await heading.press('Enter');
      const up = (await cells()).map(Number);
      equal(
        up,
        [...up].sort((a, b) => a - b),
      );
      await heading.press('Enter');
      equal((await cells()).map(Number), [...up].reverse());
      equal(await page.locator('#effects th', { hasText: 'Files' }).getAttribute('aria-sort'), 'descending');
    });
    const shown = () => page.locator('#unwatched tbody tr:visible td:first-child > code').allTextContents();
    await step(`${colorScheme}: / leads to the search, which tells how many rows are left`, async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('monitoring');
      equal(await shown(), ['k8s/monitoring']);
      equal(await page.locator('[data-count=unwatched]').textContent(), '1 of 2 rows');
      await page.locator('#unwatched input').fill('');
      equal((await shown()).length, 2);
    });
    await step(`${colorScheme}: an area of the map filters the list, by keyboard too`, async () => {
      await page.locator('.map button').first().focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      equal(await shown(), ['k8s/monitoring']);
      await page.keyboard.press('Enter');
      equal((await shown()).length, 2);
    });
    await step(`${colorScheme}: the policy stops nothing of the page’s own`, async () => equal(complaints, []));
    await page.screenshot({ path: `${OUT}/report-${colorScheme}.png`, fullPage: true });
    await page.close();
  }
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
