import { readBatch, startGit as run } from './git.ts';

/** A file of a commit. */
export interface CommitEntry {
  readonly path: string;
  readonly object: string;
  readonly link: boolean;
}

/** What one commit did to a path; a missing object: the path was not there. */
export interface CommitChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** One commit with what it changed against its first parent. */
export interface Commit {
  readonly id: string;
  readonly author: string;
  /** ISO 8601. */
  readonly date: string;
  readonly subject: string;
  readonly changes: readonly CommitChange[];
}

/** Git’s objects, read through Git with fixed arguments: nothing is checked out, fetched or run. Rejects where Git can’t tell. */
export interface GitObjects {
  head(root: string): Promise<string>;
  /** The files of a commit. */
  list(root: string, commit: string): Promise<CommitEntry[]>;
  /** The texts of objects by their id, those too large left out. */
  read(root: string, objects: readonly string[]): Promise<Map<string, Uint8Array>>;
  /** The newest commits along first parents, newest first. */
  history(root: string, limit: number): Promise<Commit[]>;
}

/** Objects larger than this are no configuration. */
const MAX_OBJECT = 2 * 1024 * 1024;
const NONE = /^0+$/;
/** Begins a commit in the log; no path holds it. */
const MARK = '\u0001';

export const gitObjects: GitObjects = {
  async head(root) {
    return (await run(root, ['rev-parse', '--verify', 'HEAD^{commit}'])).toString().trim();
  },
  async list(root, commit) {
    const output = (await run(root, ['ls-tree', '-r', '-z', '--full-tree', commit])).toString();
    return output.split('\0').flatMap((line): CommitEntry[] => {
      const match = /^(\d+) blob ([0-9a-f]+)\t([\s\S]*)$/.exec(line);
      return match ? [{ path: match[3] as string, object: match[2] as string, link: match[1] === '120000' }] : [];
    });
  },
  async read(root, objects) {
    if (objects.length === 0) return new Map();
    return readBatch(await run(root, ['cat-file', '--batch'], `${objects.join('\n')}\n`), MAX_OBJECT);
  },
  async history(root, limit) {
    const format = `${MARK}%H%x00%an%x00%aI%x00%s`;
    const raw = ['-m', '--raw', '--no-abbrev', '--no-renames', '--no-ext-diff', '--no-textconv', '-z'];
    const args = ['log', '--first-parent', ...raw, `--max-count=${limit}`];
    const output = (await run(root, [...args, `--format=${format}`, 'HEAD'])).toString();
    return output
      .split(MARK)
      .filter((part) => part !== '')
      .map((part): Commit => {
        const [id = '', author = '', date = '', subject = '', ...rest] = part.split('\0');
        return { id, author, date, subject: subject.trim(), changes: changesOf(rest) };
      });
  },
};

/** `:100644 100644 BEFORE AFTER M` and the path, in turn. */
function changesOf(fields: readonly string[]): CommitChange[] {
  const changes: CommitChange[] = [];
  for (let i = 0; i + 1 < fields.length; i++) {
    const match = /:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) [A-Z]/.exec(fields[i] as string);
    if (!match) continue;
    const object = (id: string | undefined) => (id === undefined || NONE.test(id) ? undefined : id);
    changes.push({ path: fields[++i] as string, before: object(match[1]), after: object(match[2]) });
  }
  return changes;
}
