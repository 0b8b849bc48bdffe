// Makes what the editor loads: the packed extension, unpacked again, and the suites.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { root } from './hostLib.mjs';
import { unzip } from './unzip.mjs';

/** Of this run alone: two runs beside each other must not pull the files from under each other. */
const workshop = path.join(root, `out/e2e-${process.pid}`);
process.on('exit', () => fs.rmSync(workshop, { recursive: true, force: true }));

/** Packs the extension and unpacks the VSIX. @returns the directory of the unpacked extension. */
export async function unpackExtension() {
  const vsix = path.join(workshop, 'argocd-coverage.vsix');
  const target = path.join(workshop, 'vsix');
  execFileSync(process.execPath, ['scripts/package.mjs', '--out', vsix], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await unzip(vsix, target);
  return path.join(target, 'extension');
}

/** Bundles the suites. @returns the module that the editor calls. */
export async function buildSuites() {
  const suites = path.join(root, 'test/e2e/suite');
  const outdir = path.join(workshop, 'suites');
  await build({
    entryPoints: [
      path.join(root, 'test/e2e/index.ts'),
      ...fs.readdirSync(suites).map((name) => path.join(suites, name)),
    ],
    outdir,
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
  return path.join(outdir, 'index.js');
}
