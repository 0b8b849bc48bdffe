// Bundles the extension and the server, for the desktop and for the browser, the command line and its MCP part into dist/, or into `--outdir DIR`.
// `--production` minifies and leaves source maps out.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const production = process.argv.includes('--production');
const at = process.argv.indexOf('--outdir');
const outdir = at > 0 ? process.argv[at + 1] : 'dist';
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const repository = (manifest.repository?.url ?? '').replace(/^git\+/, '').replace(/\.git$/, '');

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  legalComments: 'none',
  mainFields: ['module', 'main'],
  define: { __REPOSITORY_URL__: JSON.stringify(repository), __VERSION__: JSON.stringify(manifest.version) },
};

const browser = {
  ...common,
  platform: 'browser',
  target: 'es2022',
  mainFields: ['browser', 'module', 'main'],
};

/** The command line loads this part only when it is asked for. */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/mcp\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './mcp.js', external: true } : undefined,
    );
  },
};

await Promise.all([
  build({
    ...common,
    entryPoints: ['client/src/extension.ts'],
    outfile: join(outdir, 'extension.js'),
    external: ['vscode'],
  }),
  build({ ...common, entryPoints: ['server/src/main.ts'], outfile: join(outdir, 'server.js') }),
  build({
    ...browser,
    entryPoints: ['client/src/extension.web.ts'],
    outfile: join(outdir, 'extension.web.js'),
    external: ['vscode'],
  }),
  build({ ...browser, entryPoints: ['server/src/browser.ts'], outfile: join(outdir, 'server.web.js'), format: 'iife' }),
  build({
    ...common,
    entryPoints: ['server/src/cli.ts'],
    outfile: join(outdir, 'cli.js'),
    banner: { js: '#!/usr/bin/env node' },
    plugins: [apart],
  }),
  build({ ...common, entryPoints: ['server/src/mcp.ts'], outfile: join(outdir, 'mcp.js') }),
]);
// The bundles are replaced one by one, never gone: a server or a test may be running from them.
if (production) for (const name of readdirSync(outdir)) if (name.endsWith('.map')) rmSync(join(outdir, name));
