// Bundles the extension, the server and the command line into dist/. `--production` minifies and leaves source maps out.
import { readFileSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

const production = process.argv.includes('--production');
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

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  build({ ...common, entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] }),
  build({ ...common, entryPoints: ['server/src/main.ts'], outfile: 'dist/server.js' }),
  build({
    ...common,
    entryPoints: ['server/src/cli.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  }),
]);
