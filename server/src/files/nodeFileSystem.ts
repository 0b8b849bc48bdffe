import {
  closeSync,
  constants,
  type Dirent,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
} from 'node:fs';
import { homedir } from 'node:os';
import type { FileSystem } from './fileSystem.ts';
import { runGit } from './git.ts';
import type { EntryKind } from './tree.ts';

/** Bytes that are read of a file before anything else is asked about it. */
const FIRST_READ = 64 * 1024;

/** The disk through Node. */
export function nodeFileSystem(): FileSystem {
  const configHome = process.env.XDG_CONFIG_HOME || `${homedir()}/.config`;
  const first = Buffer.allocUnsafeSlow(FIRST_READ);
  return {
    // Later ones win, as in Git (`git help config`, FILES).
    userGitConfigs: [
      '/etc/gitconfig',
      ...(process.env.GIT_CONFIG_GLOBAL !== undefined
        ? [process.env.GIT_CONFIG_GLOBAL]
        : [`${configHome}/git/config`, `${homedir()}/.gitconfig`]),
    ],
    userGitIgnore: `${configHome}/git/ignore`,
    kind(path) {
      try {
        return kindOf(lstatSync(path));
      } catch {
        return undefined;
      }
    },
    list(path) {
      try {
        return readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
      } catch {
        return undefined;
      }
    },
    read(path, limit) {
      let file: number | undefined;
      try {
        // O_NONBLOCK: opening a FIFO must not wait for a writer; O_NOFOLLOW: symlinks are followed by `resolvePath` alone.
        file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
        // Nearly all files end within the first read, and need no question about their size.
        const read = readSync(file, first, 0, first.length, 0);
        if (read > 0 && read < first.length) return read > limit ? undefined : Buffer.from(first.subarray(0, read));
        const facts = fstatSync(file);
        if (!facts.isFile() || facts.size > limit) return undefined;
        return readFileSync(file);
      } catch {
        return undefined;
      } finally {
        if (file !== undefined) close(file);
      }
    },
    readlink(path) {
      try {
        return readlinkSync(path);
      } catch {
        return undefined;
      }
    },
    trackedIgnored(root) {
      try {
        const output = runGit(root, ['ls-files', '-z', '-c', '-i', '--exclude-standard']).toString();
        return output.split('\0').filter((path) => path !== '');
      } catch {
        return undefined;
      }
    },
  };
}

/** A disk that fails, or a share that went away, may tell so only here: what was read before counts. */
function close(file: number): void {
  try {
    closeSync(file);
  } catch {
    // Nothing was written that could be lost.
  }
}

function kindOf(facts: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (facts.isFile()) return 'file';
  if (facts.isDirectory()) return 'directory';
  return facts.isSymbolicLink() ? 'symlink' : 'other';
}
