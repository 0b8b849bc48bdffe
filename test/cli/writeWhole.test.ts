import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Disk, writeWhole } from '../../server/src/cli/writeWhole.ts';

let directory: string;
let file: string;
beforeEach(() => {
  directory = fs.mkdtempSync(join(tmpdir(), 'argocd-coverage-write-'));
  file = join(directory, 'report.json');
});
afterEach(() => fs.rmSync(directory, { recursive: true, force: true }));

const read = (name = file): string => fs.readFileSync(name, 'utf8');
const fail = (code: string) => (): never => {
  throw Object.assign(new Error(code), { code });
};
/** A disk of which one step fails: what is written before that is half of the text. */
const failing = (step: keyof Disk, code: string): Disk => ({
  ...fs,
  [step]: step === 'writeFileSync' ? (to: number) => void (fs.writeSync(to, 'half') && fail(code)()) : fail(code),
});

test('a file that is new, and one that is there, hold the text and nothing is beside them', () => {
  writeWhole(file, 'one');
  expect(read()).toBe('one');
  writeWhole(file, 'two');
  expect(read()).toBe('two');
  expect(fs.readdirSync(directory)).toEqual(['report.json']);
});

test.each<[keyof Disk, string]>([
  ['openSync', 'ENOSPC'],
  ['writeFileSync', 'ENOSPC'],
  ['writeFileSync', 'EDQUOT'],
  ['fsyncSync', 'EIO'],
  ['renameSync', 'EIO'],
])('%s fails with %s: the old text stays, and no trace', (step, code) => {
  writeWhole(file, 'old');
  expect(() => writeWhole(file, 'new', failing(step, code))).toThrow(code);
  expect(read()).toBe('old');
  expect(fs.readdirSync(directory)).toEqual(['report.json']);
});

test('where there was no file, a failure leaves none', () => {
  expect(() => writeWhole(file, 'new', failing('writeFileSync', 'ENOSPC'))).toThrow('ENOSPC');
  expect(fs.readdirSync(directory)).toEqual([]);
});

test('permissions stay', () => {
  writeWhole(file, 'old');
  fs.chmodSync(file, 0o640);
  writeWhole(file, 'new');
  expect(fs.statSync(file).mode & 0o777).toBe(0o640);
});

test('a link stays one, whether or not it leads to a file yet', () => {
  const link = join(directory, 'link');
  fs.symlinkSync('report.json', link);
  for (const text of ['one', 'two']) {
    writeWhole(link, text);
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    expect(read()).toBe(text);
  }
  expect(fs.readdirSync(directory)).toEqual(['link', 'report.json']);
});

test.each(['EACCES', 'EROFS', 'EBUSY'])(
  'where nothing may be put beside the file (%s), it is written itself',
  (code) => {
    writeWhole(file, 'old');
    const { ino } = fs.statSync(file);
    writeWhole(file, 'new', failing('renameSync', code));
    expect(read()).toBe('new');
    expect(fs.statSync(file).ino).toBe(ino);
    expect(fs.readdirSync(directory)).toEqual(['report.json']);
  },
);

test('a device is written to, not replaced', () => {
  writeWhole('/dev/null', 'text');
  expect(fs.statSync('/dev/null').isCharacterDevice()).toBe(true);
});
