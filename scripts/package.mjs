// Makes the VSIX: `npm run package [-- --out FILE]`. Asserts its size and what is in it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';

const LIMIT = 2 * 1024 * 1024;
const at = process.argv.indexOf('--out');
const file = resolve(at > 0 ? process.argv[at + 1] : 'argocd-coverage.vsix');

const build = spawnSync(process.execPath, ['scripts/build.mjs', '--production'], { stdio: 'inherit' });
if (build.status !== 0) process.exit(build.status ?? 1);
mkdirSync(dirname(file), { recursive: true });
const files = await listFiles({ dependencies: false });
const allowed =
  /^(dist\/(extension|server|cli)\.js|l10n\/[\w.]+\.json|package\.json|package\.nls(\.ko)?\.json|media\/icon\.png|media\/walkthrough\/[\w.]+\.md|schemas\/[\w.-]+\.json|syntaxes\/[\w.-]+\.json|README\.md|CHANGELOG\.md|LICENSE)$/;
const strangers = files.filter((name) => !allowed.test(name.replaceAll('\\', '/')));
const missing = ['dist/extension.js', 'dist/server.js', 'dist/cli.js', 'package.json', 'README.md', 'LICENSE'].filter(
  (name) => !files.includes(name),
);
if (strangers.length > 0 || missing.length > 0) {
  console.error(
    `The package would hold ${strangers.join(', ') || 'nothing strange'} and lack ${missing.join(', ') || 'nothing'}.`,
  );
  process.exit(1);
}
await createVSIX({ packagePath: file, dependencies: false, allowMissingRepository: false });
const { size } = statSync(file);
console.log(`${file}: ${(size / 1024).toFixed(0)} KB, ${files.length} files`);
if (size > LIMIT) {
  console.error(`The package is larger than ${LIMIT / 1024} KB.`);
  process.exit(1);
}
