// Prepares and runs a real VS Code (server build + workbench) from npm packages; no Electron needed.
import { execFile, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';

const run = promisify(execFile);
const require = createRequire(import.meta.url);
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const cache = path.join(root, '.vscode-test');

export const HOST = { pkg: 'code-server', version: process.env.HOST_VERSION ?? '4.100.3' };
// 4.100.3 (VS Code 1.100.3) is the newest that runs on node 20; 4.103 and later need node 22, 4.133 and later node 24.
const RIPGREP = { pkg: '@vscode/ripgrep-' + process.platform + '-' + process.arch, version: '1.18.0' };
const SPARTICUZ = { pkg: '@sparticuz/chromium', version: '143.0.4' }; // the last line that runs on node 20
// Built-ins no suite here needs. Never drop one with a "browser" entry: the workbench's compiled-in list still names it,
// and a development window then shows an error toast about it.
const DROP_EXTENSIONS = [
  'git',
  'github',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'terminal-suggest',
  'tunnel-forwarding',
  'php-language-features',
  'grunt',
  'gulp',
  'jake',
  'debug-auto-launch',
  'debug-server-ready',
  'notebook-renderers',
];
const npm = (args, cwd) =>
  run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    shell: process.platform === 'win32',
    maxBuffer: 1 << 26,
  });

async function packInto(pkg, version, dest, filter = [], strip = 1) {
  fs.mkdirSync(dest, { recursive: true });
  const tmp = fs.mkdtempSync(path.join(cache, 'pack-'));
  try {
    const { stdout } = await npm(
      ['pack', `${pkg}@${version}`, '--json', '--ignore-scripts', '--pack-destination', tmp],
      root,
    );
    const tgz = path.join(
      tmp,
      fs.readdirSync(tmp).find((f) => f.endsWith('.tgz')),
    );
    const info = JSON.parse(stdout);
    const item = Array.isArray(info) ? info[0] : Object.values(info)[0];
    await run('tar', ['-xzf', tgz, '-C', dest, `--strip-components=${strip}`, ...filter], { maxBuffer: 1 << 26 });
    return item.integrity;
  } finally {
    fs.rmSync(tmp, { recursive: true, force: true });
  }
}

/** The folder of a ready-to-start VS Code server; builds it once (atomically) and caches it. */
export async function prepareHost() {
  const dir = path.join(cache, `host-${HOST.version}`);
  if (fs.existsSync(path.join(dir, '.ready'))) return dir;
  const started = Date.now();
  fs.mkdirSync(cache, { recursive: true });
  const work = fs.mkdtempSync(path.join(cache, 'build-'));
  try {
    const drop = DROP_EXTENSIONS.map((e) => `--exclude=package/lib/vscode/extensions/${e}`);
    // GNU tar and bsdtar both take --exclude before the member name
    const integrity = await packInto(
      HOST.pkg,
      HOST.version,
      work,
      ['--exclude=*.map', ...drop, 'package/lib/vscode'],
      3,
    );
    // 'npm ci' refuses the shipped shrinkwrap (a peer, tslib, is missing from it); 'npm install' still keeps its pins
    await npm(['install', '--omit=dev', '--ignore-scripts', '--no-save'], work);
    for (const d of [
      'opentype.js', // (@microsoft/1ds-* must stay: imported statically)
      'node-pty/deps',
      'node-pty/third_party',
      '@xterm/xterm/src',
    ])
      fs.rmSync(path.join(work, 'node_modules', d), { recursive: true, force: true });
    for (const f of fs.readdirSync(path.join(work, 'node_modules'), { recursive: true }))
      if (f.endsWith('.map')) fs.rmSync(path.join(work, 'node_modules', f), { force: true });
    for (const d of ['windows-process-tree', 'windows-registry'])
      if (process.platform !== 'win32')
        fs.rmSync(path.join(work, 'node_modules/@vscode', d), { recursive: true, force: true });
    fs.symlinkSync('node_modules', path.join(work, 'node_modules.asar'), 'junction'); // the workbench asks for this name
    const rgDir = path.join(work, 'node_modules/@vscode/ripgrep/bin');
    fs.mkdirSync(rgDir, { recursive: true });
    const exe = process.platform === 'win32' ? 'rg.exe' : 'rg';
    const rgTmp = path.join(work, '.rg');
    await packInto(RIPGREP.pkg, RIPGREP.version, rgTmp);
    fs.copyFileSync(path.join(rgTmp, 'bin', exe), path.join(rgDir, exe));
    fs.chmodSync(path.join(rgDir, exe), 0o755);
    fs.rmSync(rgTmp, { recursive: true });
    fs.writeFileSync(path.join(work, '.ready'), JSON.stringify({ ...HOST, integrity, ms: Date.now() - started }));
    if (fs.existsSync(path.join(dir, '.ready'))) return dir; // another process was faster; it may already be running from there
    fs.rmSync(dir, { recursive: true, force: true });
    fs.renameSync(work, dir);
    console.log(`host ${HOST.version} prepared in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return dir;
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/** {executablePath, args} of a browser: CHROME_PATH, a system one, or the npm-packed one. */
export async function findBrowser() {
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  const system = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  if (process.env.HOST_BROWSER !== 'npm')
    for (const p of [process.env.CHROME_PATH, ...system]) if (p && fs.existsSync(p)) return { executablePath: p, args };
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chrome or Chromium found; set CHROME_PATH.');
  // The npm package holds brotli files: a headless Chromium and its NSS libraries; beyond them it needs only libc and libgcc.
  const dir = path.join(cache, `chromium-${SPARTICUZ.version}`);
  if (!fs.existsSync(path.join(dir, '.ready'))) {
    fs.mkdirSync(cache, { recursive: true });
    const work = fs.mkdtempSync(path.join(cache, 'build-'));
    try {
      await packInto(SPARTICUZ.pkg, SPARTICUZ.version, work, ['package/bin'], 2);
      await Promise.all(
        fs
          .readdirSync(work)
          .filter((f) => f.endsWith('.br'))
          .map(async (f) => {
            const from = path.join(work, f),
              to = from.slice(0, -3);
            await pipeline(fs.createReadStream(from), createBrotliDecompress(), fs.createWriteStream(to));
            fs.rmSync(from);
            if (to.endsWith('.tar')) {
              await run('tar', ['-xf', to, '-C', work]);
              fs.rmSync(to);
            } else fs.chmodSync(to, 0o755);
          }),
      );
      // The packed fonts.conf names no folder that exists here, and Chromium crashes the page when it finds no font at all.
      fs.writeFileSync(
        path.join(work, 'fonts.conf'),
        `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<dir>${path.join(dir, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${path.join(dir, 'font-cache')}</cachedir></fontconfig>`,
      );
      fs.writeFileSync(path.join(work, '.ready'), '');
      fs.rmSync(dir, { recursive: true, force: true });
      fs.renameSync(work, dir);
    } finally {
      fs.rmSync(work, { recursive: true, force: true });
    }
  }
  return {
    executablePath: path.join(dir, 'chromium'),
    args,
    env: {
      ...process.env,
      LD_LIBRARY_PATH: [path.join(dir, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
      FONTCONFIG_FILE: path.join(dir, 'fonts.conf'),
    },
  };
}

const freePort = () =>
  new Promise((ok, no) => {
    const s = createServer()
      .once('error', no)
      .listen(0, '127.0.0.1', () => {
        const { port } = s.address();
        s.close(() => ok(port));
      });
  });

/** Node that fits the host: HOST_NODE or the running one. */
const hostNode = () => process.env.HOST_NODE ?? process.execPath;

/**
 * Starts a server on a free port with a fresh data dir. Every child shares one process group, and dispose() ends the group.
 */
export async function startHost({ env = {}, settings = {} } = {}) {
  const dir = await prepareHost();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'vsc-host-'));
  fs.mkdirSync(path.join(data, 'data/Machine'), { recursive: true });
  fs.mkdirSync(path.join(data, 'extensions'), { recursive: true });
  fs.writeFileSync(path.join(data, 'data/Machine/settings.json'), JSON.stringify(settings));
  const log = fs.openSync(path.join(data, 'server.log'), 'w');
  let port, child;
  const started = Date.now();
  for (let attempt = 0; ; attempt++) {
    port = await freePort();
    child = spawn(
      hostNode(),
      [
        path.join(dir, 'out/server-main.js'),
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--without-connection-token',
        '--accept-server-license-terms',
        '--disable-workspace-trust',
        '--disable-telemetry',
        '--telemetry-level',
        'off',
        '--server-data-dir',
        data,
        '--extensions-dir',
        path.join(data, 'extensions'),
      ],
      {
        cwd: data,
        env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}', ...env },
        stdio: ['ignore', log, log],
        detached: process.platform !== 'win32',
      },
    );
    live.set(child, data);
    if (await ready(port, child)) break;
    await stop(child);
    if (attempt < 2) continue;
    const text = fs.readFileSync(path.join(data, 'server.log'), 'utf8').slice(-4000);
    fs.closeSync(log);
    fs.rmSync(data, { recursive: true, force: true });
    throw new Error('The server did not start:\n' + text);
  }
  return {
    port,
    data,
    pid: child.pid,
    startMs: Date.now() - started,
    url(folder, payload = []) {
      const u = new URL(`http://127.0.0.1:${port}/`);
      u.searchParams.set('folder', folder);
      if (payload.length) u.searchParams.set('payload', JSON.stringify(payload));
      return u.href;
    },
    uri: (p) => `vscode-remote://127.0.0.1:${port}${p}`,
    logs: () => fs.readFileSync(path.join(data, 'server.log'), 'utf8'),
    async dispose({ keep = false } = {}) {
      await stop(child);
      fs.closeSync(log);
      if (!keep) fs.rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function ready(port, child) {
  for (let i = 0; i < 300; i++) {
    if (child.exitCode !== null) return false;
    try {
      if ((await fetch(`http://127.0.0.1:${port}/version`)).ok) return true;
    } catch {
      /* not yet */
    }
    await new Promise((r) => setTimeout(r, 100));
  }
  return false;
}

// The last resort, for an exit while a server is still starting: end each server's whole process group, drop its data.
const live = new Map();
process.on('exit', () => {
  for (const [c, data] of live) {
    try {
      process.kill(process.platform === 'win32' ? c.pid : -c.pid, 'SIGKILL');
    } catch {
      /* gone */
    }
    try {
      fs.rmSync(data, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
    } catch {
      /* best effort */
    }
  }
});

async function stop(child) {
  live.delete(child);
  if (process.platform === 'win32') {
    child.kill();
    return;
  }
  const signal = (s) => {
    try {
      process.kill(-child.pid, s);
      return true;
    } catch {
      return false;
    }
  };
  for (const s of ['SIGTERM', 'SIGKILL']) {
    if (!signal(s)) return;
    for (let i = 0; i < 30 && signal(0); i++) await new Promise((r) => setTimeout(r, 100));
  }
}

export async function openBrowser(options = {}) {
  const { chromium } = require('playwright-core');
  return chromium.launch({
    headless: true,
    handleSIGINT: true,
    handleSIGTERM: true,
    ...(await findBrowser()),
    ...options,
  });
}

/** Settings that keep the workbench quiet; they go to the server's machine settings. */
export const quietSettings = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'window.restoreWindows': 'none',
  'files.autoSave': 'off',
  'editor.hover.delay': 100,
  'workbench.reduceMotion': 'on',
};
