import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What may fail for reasons of the disk. */
export type Disk = Pick<typeof fs, 'openSync' | 'writeFileSync' | 'fsyncSync' | 'renameSync'>;

/** The directory does not let us put a file beside (or in place of) this one, though the file itself may be ours to write. */
const REFUSED = new Set(['EACCES', 'EPERM', 'EROFS', 'EBUSY', 'EXDEV']);

/**
 * Writes a file whole or not at all: whoever reads it, stops us or fills the disk finds the old text or the new one. A link stays a
 * link; owner and permissions stay. What is no regular file (`/dev/stdout`, a pipe), or stands where nothing can be put beside
 * it, is written to directly.
 * @param disk a test lets any of it fail. @throws what the disk says; nothing is left beside the file then.
 */
export function writeWhole(file: string, text: string, disk: Disk = fs): void {
  const old = fs.statSync(file, { throwIfNoEntry: false });
  if (old ? !old.isFile() || isStream(file) : isLink(file)) {
    writeInto(disk, file, 'w', text);
    return;
  }
  const target = old ? fs.realpathSync(file) : file;
  const beside = join(dirname(target), `.${basename(target).slice(0, 80)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    // `wx` neither follows a link nor takes a file that is there already.
    writeInto(disk, beside, 'wx', text, old);
    disk.renameSync(beside, target);
  } catch (error) {
    fs.rmSync(beside, { force: true });
    if (!old || !REFUSED.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    writeInto(disk, target, 'w', text);
  }
}

/** A name of one of our own streams, which somebody else holds open where it leads to a file. */
function isStream(file: string): boolean {
  return /^\/(dev|proc)\//.test(resolve(file));
}

/** Here: one that leads to nothing yet. */
function isLink(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/** @param like whose owner and permissions the file gets. */
function writeInto(disk: Disk, file: string, flags: 'w' | 'wx', text: string, like?: fs.Stats): void {
  const descriptor = disk.openSync(file, flags);
  try {
    if (like) {
      const { uid, gid } = fs.fstatSync(descriptor);
      if (uid !== like.uid || gid !== like.gid) fs.fchownSync(descriptor, like.uid, like.gid);
      fs.fchmodSync(descriptor, like.mode & 0o7777);
    }
    disk.writeFileSync(descriptor, text);
    // A rename that reaches the disk before the text does would leave an empty file after a power cut.
    if (flags === 'wx') disk.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
