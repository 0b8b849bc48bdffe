// Tries the packed extension where it has no Node.js: in the web worker that a browser's editor runs extensions in. The
// workspace lies in a file system that only the editor can read; a person's few steps are done by mouse and keyboard.
import * as fs from 'node:fs';
import { createServer } from 'node:http';
import * as path from 'node:path';
import { openBrowser, quietSettings, root, startHost } from './hostLib.mjs';
import { workbench } from './workbench.mjs';
import { makeExample } from './workspace.mjs';

const DEPLOYMENT = 'k8s/waste/ai-workers-deployment.yaml';

/** Offers a directory as a gallery for browsers would. @returns {location, close()} */
async function serve(directory) {
  const server = createServer((request, response) => {
    const file = path.join(directory, path.normalize(decodeURIComponent(new URL(request.url, 'http://host').pathname)));
    const found = fs.existsSync(file) && fs.statSync(file).isFile();
    const type = file.endsWith('.js') ? 'text/javascript' : file.endsWith('.json') ? 'application/json' : 'text/plain';
    response.writeHead(found ? 200 : 404, {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*',
      'Content-Type': type,
    });
    response.end(found ? fs.readFileSync(file) : '');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    location: { scheme: 'http', authority: `localhost:${server.address().port}`, path: '/' },
    close: () => server.close(),
  };
}

/** Gives the workbench an extension that is served, as the hosts of editors in the browser do: in its configuration. */
async function addExtension(page, location) {
  await page.route(
    (url) => url.pathname === '/',
    async (route) => {
      const response = await route.fetch();
      const html = await response.text();
      const body = html.replace(
        /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/,
        (_, before, text) => {
          const settings = { ...JSON.parse(text.replaceAll('&quot;', '"')), additionalBuiltinExtensions: [location] };
          return before + JSON.stringify(settings).replaceAll('"', '&quot;');
        },
      );
      await route.fulfill({ response, body });
    },
  );
}

/** @param extension directory of the unpacked extension. @returns {passed, failed} */
export async function runInWebWorker({ extension }) {
  const served = await serve(extension);
  const folder = makeExample();
  const shots = path.join(root, 'out/web');
  fs.mkdirSync(shots, { recursive: true });
  const host = await startHost({ settings: quietSettings });
  const browser = await openBrowser();
  const lines = [];
  let passed = 0;
  let failed = 0;
  try {
    // The extension comes from a server of its own: the page’s policy and the browser’s question about it are not what is tried.
    const page = await browser.newPage({
      viewport: { width: 1400, height: 900 },
      bypassCSP: true,
      permissions: ['local-network-access'],
    });
    page.setDefaultTimeout(Number(process.env.UI_TIMEOUT_MS ?? 30_000));
    page.on('console', (message) => void lines.push(`[page:${message.type()}] ${message.text()}`));
    await addExtension(page, served.location);
    await page.goto(host.url(folder), { waitUntil: 'domcontentloaded' });
    const wb = workbench(page);
    await wb.ready();
    for (const [name, run] of steps({ page, wb, folder })) {
      const started = Date.now();
      try {
        await run();
        passed++;
        console.log(`  ok   in the browser: ${name} (${Date.now() - started} ms)`);
      } catch (error) {
        failed++;
        console.log(`  FAIL in the browser: ${name}: ${error.message}`);
      }
      await page.screenshot({ path: path.join(shots, `${name.replace(/\W+/g, '-')}.png`) });
    }
    if (failed > 0) console.log(`${lines.slice(-40).join('\n')}\n${host.logs().slice(-3000)}`);
  } finally {
    await browser.close();
    await host.dispose();
    served.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return { passed, failed };
}

const steps = ({ page, wb, folder }) => [
  ['the index is done', () => wb.statusItem('0 % deployed').waitFor()],
  [
    'a warning',
    async () => {
      await wb.openFile(DEPLOYMENT);
      await wb.squiggles().first().waitFor();
    },
  ],
  [
    'a hover',
    async () => {
      await wb.word('Deployment').hover();
      await wb.hover('Ways out').waitFor();
      await page.keyboard.press('Escape');
    },
  ],
  [
    'a code action',
    async () => {
      await wb.lightbulb(wb.word('Deployment'));
      await wb.choose('Move to charts/waste');
      const moved = path.join(folder, 'charts/waste/templates/ai-workers-deployment.yaml');
      for (let tries = 0; !fs.existsSync(moved) && tries < 200; tries++) await page.waitForTimeout(50);
      if (!fs.existsSync(moved)) throw new Error('nothing was moved');
      await wb.statusItem('75 % deployed').waitFor();
    },
  ],
  [
    'what changes outside of the editor',
    async () => {
      fs.cpSync(path.join(folder, 'charts/waste/templates'), path.join(folder, 'old/waste'), { recursive: true });
      await wb.statusItem('% deployed').and(page.locator(':not(:has-text("75 %"))')).waitFor();
    },
  ],
];
