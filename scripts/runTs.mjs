// Bundles one TypeScript file and runs it: `node scripts/runTs.mjs FILE [ARGS…]`.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { globImports } from './globImports.mjs';

const [file, ...args] = process.argv.slice(2);
if (!file) {
  console.error('usage: runTs.mjs FILE [ARGS…]');
  process.exit(2);
}
const outfile = join(process.cwd(), 'out', 'run', `${basename(file, '.ts')}-${process.pid}.mjs`);
mkdirSync(join(outfile, '..'), { recursive: true });
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'inline',
  logLevel: 'warning',
  packages: 'external',
  plugins: [globImports],
});
const result = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' });
process.exit(result.status ?? 1);
