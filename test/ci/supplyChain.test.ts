import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPromise } from 'yauzl';

let directory: string;
const packages: string[] = [];

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'argocd-coverage-vsix-'));
  for (const name of ['one.vsix', 'two.vsix']) {
    const file = join(directory, name);
    const result = spawnSync(process.execPath, ['scripts/package.mjs', '--out', file], { encoding: 'utf8' });
    expect(result, result.stderr).toMatchObject({ status: 0 });
    packages.push(file);
  }
}, 240_000);
afterAll(() => rmSync(directory, { recursive: true, force: true }));

it('the same input gives the same package, byte by byte', () => {
  const [one, two] = packages.map((file) => readFileSync(file)) as [Buffer, Buffer];
  expect(one.equals(two)).toBe(true);
});

it('the package holds what belongs into it and no more, in two megabytes', async () => {
  const zip = await openPromise(packages[0] as string);
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) names.push(entry.fileName);
  const allowed =
    /^(?:\[Content_Types\]\.xml|extension\.vsixmanifest|extension\/(?:dist\/(?:extension|server|cli|mcp|(?:extension|server)\.web)\.js|package(?:\.nls(?:\.ko)?)?\.json|readme\.md|changelog\.md|LICENSE\.txt|THIRD_PARTY_NOTICES\.md|l10n\/[\w.-]+\.json|schemas\/[\w.-]+\.json|syntaxes\/[\w.-]+\.json|media\/(?:walkthrough\/)?[\w.-]+\.(?:png|svg|md)))$/i;
  expect(names.filter((name) => !allowed.test(name))).toEqual([]);
  expect(names).toContain('extension/THIRD_PARTY_NOTICES.md');
  expect(readFileSync(packages[0] as string).length).toBeLessThan(2 * 1024 * 1024);
});

it('the licences are those of what is bundled, and all permissive', () => {
  const result = spawnSync(process.execPath, ['scripts/notices.mjs', '--check'], { encoding: 'utf8' });
  expect(result).toMatchObject({ status: 0, stderr: '' });
  const licences = [...readFileSync('THIRD_PARTY_NOTICES.md', 'utf8').matchAll(/^Licence: (.*)$/gm)].map(
    ([, name]) => name,
  );
  expect(
    licences.filter((name) => !/^(?:MIT|ISC|BSD-[23]-Clause|BlueOak-1\.0\.0|Apache-2\.0)$/.test(name ?? '')),
  ).toEqual([]);
});

it('the lock file pins every package by its hash and names no registry', () => {
  const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const entries = Object.entries<Record<string, unknown>>(locked).filter(([path]) => path !== '');
  expect(entries.filter(([, entry]) => typeof entry['integrity'] !== 'string').map(([path]) => path)).toEqual([]);
  expect(entries.filter(([, entry]) => 'resolved' in entry).map(([path]) => path)).toEqual([]);
});
