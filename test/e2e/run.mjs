// Packs the extension, unpacks the VSIX and tries it in a real VS Code. Prints `N passed, N failed`.
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { root } from './hostLib.mjs';
import { runInEditor } from './runInEditor.mjs';
import { unzip } from './unzip.mjs';

const vsix = path.join(root, 'out/argocd-coverage.vsix');
const extension = path.join(root, 'out/vsix/extension');
const suite = path.join(root, 'out/e2e');

execFileSync(process.execPath, ['scripts/package.mjs', '--out', vsix], { cwd: root, stdio: 'inherit' });
fs.rmSync(path.dirname(extension), { recursive: true, force: true });
fs.mkdirSync(path.dirname(extension), { recursive: true });
await unzip(vsix, path.dirname(extension));
fs.rmSync(suite, { recursive: true, force: true });
await build({
  entryPoints: [
    path.join(root, 'test/e2e/index.ts'),
    ...fs.readdirSync(path.join(root, 'test/e2e/suite')).map((name) => path.join(root, 'test/e2e/suite', name)),
  ],
  outdir: suite,
  entryNames: '[name]',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
});
const { passed, failed } = await runInEditor({ extension, suite: path.join(suite, 'index.js') });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
