// What a person does with the views, the badges and the editor’s own coverage, by mouse and keyboard; in one theme.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from './hostLib.mjs';

const texts = JSON.parse(fs.readFileSync(path.join(root, 'package.nls.json'), 'utf8'));
const manifest = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

/** @param theme names the screenshots. */
export const viewing =
  (theme) =>
  async ({ page, wb, step, check }) => {
    const missing = wb.view('Not Deployed');
    const all = wb.view('Coverage');
    await step(`${theme} views`, async () => {
      await wb.statusItem('% deployed').waitFor({ timeout: 60_000 });
      await wb.activity('Argo CD Coverage').click();
      await missing.row('legacy/worker').waitFor();
      await all.row('root').waitFor();
      for (const name of ['root', 'web', 'web-prod']) await all.unfold(name);
      await missing.unfold('legacy/worker');
      await missing.row('Deployment/worker').waitFor();
      check((await wb.notifications().count()) === 0, 'a notification is shown');
    });
    await step(`${theme} row opens the manifest`, async () => {
      await missing.row('Deployment/worker').click();
      await page.locator('.tab.active', { hasText: 'deployment.yaml' }).waitFor();
      await wb.word('Deployment').waitFor();
    });
    await step(`${theme} tooltip of a row`, async () => {
      await missing.row('Service/worker').hover();
      await page.locator('.workbench-hover', { hasText: 'Ways out' }).waitFor();
      await page.mouse.move(900, 600);
    });
    await step(`${theme} by directory`, async () => {
      await all.button('Group by Directory');
      await all.row('services').waitFor();
      await all.unfold('services');
      await all.unfold('web');
      await all.row('base').waitFor();
    });
    await step(`${theme} filtered`, async () => {
      await missing.button('Filter Views…');
      await wb.answer('ingress');
      await missing.row('legacy/worker').waitFor({ state: 'detached' });
      await missing.row('services/web/base').waitFor();
      await all.row('services').waitFor();
      await all.row('argocd').waitFor({ state: 'detached' });
    });
    await step(`${theme} filter that nothing matches`, async () => {
      await wb.command('Argo CD Coverage: Clear Filter');
      await missing.row('legacy/worker').waitFor();
      await missing.button('Filter Views…');
      await wb.answer('nowhere');
      await page.getByRole('button', { name: 'Clear Filter' }).first().waitFor();
      await page.locator('.welcome-view').getByText('Nothing holds these words').first().waitFor();
      await wb.command('Argo CD Coverage: Clear Filter');
      await missing.row('legacy/worker').waitFor();
    });
    await step(`${theme} badges`, async () => {
      await wb.openFile('services/web/base/ingress.yaml');
      await wb.command('File: Focus on Files Explorer');
      await wb.badge('ingress.yaml', '∅');
      await wb.badge('service.yaml', '✓');
    });
    await step(`${theme} status bar below its threshold`, async () => {
      await wb.statusItem('% deployed').and(page.locator('.warning-kind')).waitFor();
      await wb.statusItem('% deployed').hover();
      await wb.hover('are deployed automatically').waitFor();
    });
    await step(`${theme} placeholders`, async () => {
      await page.mouse.move(900, 500);
      await wb.openFile('argocd/apps/web.yaml');
      await page.locator('.view-line', { hasText: 'basename' }).first().waitFor();
      const colours = await page
        .locator('.view-line', { hasText: "'web-{{" })
        .first()
        .locator('span span')
        .evaluateAll((spans) => new Set(spans.map((span) => getComputedStyle(span).color)).size);
      check(colours > 2, `${colours} colours in a line with a placeholder`);
    });
    await step(`${theme} test coverage`, async () => {
      await wb.openFile('services/web/base/ingress.yaml');
      await wb.command('Argo CD Coverage: Show in Test Coverage');
      await page.locator('.pane-header', { hasText: 'Test Coverage' }).waitFor();
      await page.locator('.test-coverage-bars').first().waitFor();
    });
    for (const [index, { id, media }] of manifest.contributes.walkthroughs[0].steps.entries())
      await step(`${theme} walkthrough ${index + 1} ${id}`, async () => {
        if (index === 0) {
          await wb.command('Welcome: Open Walkthrough...');
          await wb.pick(texts['walkthrough.title']);
        }
        await wb.walkthroughStep(texts[`walkthrough.${id}.title`]);
        // The page before may still stand there: the picture is known by its last words.
        const [, words] = fs.readFileSync(path.join(root, media.svg), 'utf8').match(/>([^<>]+)<\/text>\s*<\/svg>/);
        const picture = wb.webview().locator('svg > text', { hasText: words }).last();
        await picture.waitFor();
        // A colour that the theme does not define leaves a text without its paint.
        const paints = await wb
          .webview()
          .locator('svg > text')
          .evaluateAll((all) => all.map((text) => getComputedStyle(text).fill));
        check(!paints.includes('none'), `a text has no colour: ${paints}`);
      });
  };
