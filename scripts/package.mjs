// Makes the VSIX: `npm run package [-- --out FILE]`. Asserts what is in it and its size.
// The package is put together in a directory of its own, so that a build that runs meanwhile does not get into it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

const LIMIT = 2 * 1024 * 1024;
const REQUIRED = [
  'dist/extension.js',
  'dist/server.js',
  'dist/extension.web.js',
  'dist/server.web.js',
  'dist/cli.js',
  'dist/mcp.js',
  'package.json',
  'package.nls.json',
  'package.nls.ko.json',
  'l10n/bundle.l10n.ko.json',
  'schemas/argocd-coverage.schema.json',
  'syntaxes/argocd-placeholders.tmLanguage.json',
  'media/icon.png',
  'media/activity.svg',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  'THIRD_PARTY_NOTICES.md',
];
const ALLOWED = [
  ...REQUIRED.map((name) => new RegExp(`^${name.replaceAll('.', '\\.')}$`)),
  /^media\/walkthrough\/[\w.]+\.svg$/,
  /^l10n\/[\w.-]+\.json$/,
  /^syntaxes\/[\w.-]+\.json$/,
];

function fail(message) {
  console.error(message);
  process.exitCode = 1;
}

async function pack(directory, file) {
  const texts = ['README.md', 'CHANGELOG.md', 'LICENSE', 'THIRD_PARTY_NOTICES.md', '.vscodeignore'];
  for (const name of [...texts, 'l10n', 'media', 'schemas', 'syntaxes', 'package.nls.json', 'package.nls.ko.json'])
    if (existsSync(name)) cpSync(name, join(directory, name), { recursive: true });
  // What only a checkout needs stays out of the manifest.
  const {
    scripts: _scripts,
    devDependencies: _dev,
    files: _files,
    ...manifest
  } = JSON.parse(readFileSync('package.json', 'utf8'));
  writeFileSync(join(directory, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const args = ['scripts/build.mjs', '--production', '--outdir', join(directory, 'dist')];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) return fail('The build failed.');

  const files = (await listFiles({ cwd: directory, packageManager: PackageManager.None })).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const strangers = files.filter((name) => !ALLOWED.some((allowed) => allowed.test(name)));
  const missing = REQUIRED.filter((name) => !files.includes(name));
  if (strangers.length > 0) fail(`The package would hold ${strangers.join(', ')}.`);
  if (missing.length > 0) fail(`The package would lack ${missing.join(', ')}.`);
  if (process.exitCode) return;

  mkdirSync(dirname(file), { recursive: true });
  // The same input gives the same bytes: vsce then sorts the entries and dates them all alike.
  process.env.SOURCE_DATE_EPOCH ??= String(Date.UTC(2000, 0, 1) / 1000);
  await createVSIX({ cwd: directory, packagePath: file, dependencies: false });
  const { size } = statSync(file);
  console.log(`${file}: ${(size / 1024).toFixed(0)} KB, ${files.length} files`);
  if (size > LIMIT) fail(`The package is larger than ${LIMIT / 1024} KB.`);
}

const at = process.argv.indexOf('--out');
const file = resolve(at > 0 ? process.argv[at + 1] : 'argocd-coverage.vsix');
mkdirSync('out', { recursive: true });
const directory = mkdtempSync(resolve('out/package-'));
try {
  await pack(directory, file);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
