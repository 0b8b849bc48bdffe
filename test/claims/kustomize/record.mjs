// Fills in what the real kustomize answers: `node test/claims/kustomize/record.mjs /path/to/kustomize`.
// Each file in recorded/ is a list of cases; `tree`, `path` and `options` are ours, `expect` is kustomize's.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const [binary] = process.argv.slice(2);
if (!binary) {
  console.error('usage: record.mjs KUSTOMIZE');
  process.exit(2);
}
const directory = join(import.meta.dirname, 'recorded');
console.log(execFileSync(binary, ['version'], { encoding: 'utf8' }).trim());
for (const name of readdirSync(directory)) {
  const file = join(directory, name);
  const cases = JSON.parse(readFileSync(file, 'utf8'));
  for (const entry of cases) {
    const root = mkdtempSync(join(tmpdir(), 'recorded-'));
    for (const [path, text] of Object.entries(entry.tree)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      if (text.startsWith('symlink:')) symlinkSync(text.slice('symlink:'.length), join(root, path));
      else writeFileSync(join(root, path), text);
    }
    const args = ['build', entry.path, ...(entry.options ?? '').split(' ').filter(Boolean)];
    const { status, stdout, stderr } = spawnSync(binary, args, { cwd: root, encoding: 'utf8' });
    entry.expect =
      status === 0
        ? { objects: parseAllDocuments(stdout, { version: '1.1' }).map((document) => document.toJS()) }
        : { error: stderr.replaceAll(root, '<repo>').trim().split('\n').at(-1) };
    rmSync(root, { recursive: true });
  }
  writeFileSync(file, `${JSON.stringify(cases, null, 2)}\n`);
}
