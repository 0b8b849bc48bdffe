import type { FileSystem } from './fileSystem.ts';
import { hostedGit } from './hostedGit.ts';
import { basename, dirname } from './paths.ts';
import type { Entry } from './tree.ts';

/** A disk that answers later. Each answer stands where its question stood; undefined: not there, not readable, or not for us. */
export interface RemoteFiles {
  list(directories: readonly string[]): Promise<readonly (readonly Entry[] | undefined)[]>;
  read(files: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>;
}

/**
 * A disk of which only that is here what was asked for once: a question whose answer is not here yet finds nothing and is
 * remembered. So exactly what the engine needs is fetched, by the engine’s own rules.
 */
export interface FetchedFileSystem extends FileSystem {
  /** Whether something was asked for in vain. */
  missing(): boolean;
  /** Fetches what was asked for in vain. @returns the paths that can be answered now; none when nothing was missing. */
  fetch(): Promise<readonly string[]>;
  /** Fetches anew what is here of these paths, for something changed there. */
  reread(paths: readonly string[]): Promise<void>;
  /** Drops everything: it will be asked for again. */
  forget(): void;
}

/** Questions in one message. */
const BATCH = 400;
/** Bytes kept at most; files beyond are listed and never read. */
const MAX_BYTES = 256 * 1024 * 1024;

export function fetchedFileSystem(remote: RemoteFiles): FetchedFileSystem {
  const lists = new Map<string, readonly Entry[] | undefined>();
  const contents = new Map<string, Uint8Array | undefined>();
  const wantedLists = new Set<string>();
  const wantedContents = new Set<string>();
  let bytes = 0;

  function listed(directory: string): readonly Entry[] | undefined {
    if (!lists.has(directory)) wantedLists.add(directory);
    return lists.get(directory);
  }

  function keep(path: string, content: Uint8Array | undefined): void {
    bytes -= contents.get(path)?.length ?? 0;
    const fits = content !== undefined && bytes + content.length <= MAX_BYTES;
    contents.set(path, fits ? content : undefined);
    bytes += fits ? content.length : 0;
  }

  /** What Git would tell stands beside the files of a hosted repository, which has no `.git` of its own. */
  function keepList(directory: string, entries: readonly Entry[] | undefined): void {
    const git = entries?.some(({ name }) => name === '.git') ? undefined : hostedGit(directory);
    lists.set(directory, git ? [...(entries ?? []), { name: '.git', kind: 'directory' }] : entries);
    if (!git) return;
    lists.set(`${directory}/.git`, [{ name: 'config', kind: 'file' }]);
    keep(`${directory}/.git/config`, new TextEncoder().encode(git));
  }

  async function load(directories: readonly string[], files: readonly string[]): Promise<void> {
    for (const batch of batches(directories)) {
      const found = await remote.list(batch);
      for (const [i, directory] of batch.entries()) keepList(directory, found[i]);
    }
    for (const batch of batches(files)) {
      const found = await remote.read(batch);
      for (const [i, file] of batch.entries()) keep(file, found[i]);
    }
  }

  /** Drops a directory that is gone, with all below it. */
  function drop(directory: string): void {
    for (const path of [...lists.keys()])
      if (path === directory || path.startsWith(`${directory}/`)) lists.delete(path);
    for (const path of [...contents.keys()])
      if (path.startsWith(`${directory}/`)) {
        keep(path, undefined);
        contents.delete(path);
      }
  }

  const system: FetchedFileSystem = {
    kind: (path) => listed(dirname(path))?.find(({ name }) => name === basename(path))?.kind,
    list: listed,
    read(path, limit) {
      if (system.kind(path) !== 'file') return undefined;
      if (!contents.has(path)) wantedContents.add(path);
      const content = contents.get(path);
      return content && content.length <= limit ? content : undefined;
    },
    // Who lists for us follows symlinks itself.
    readlink: () => undefined,
    missing: () => wantedLists.size + wantedContents.size > 0,
    async fetch() {
      const directories = [...wantedLists];
      const files = [...wantedContents];
      wantedLists.clear();
      wantedContents.clear();
      await load(directories, files);
      return [...directories, ...files];
    },
    async reread(paths) {
      const directories = new Set(paths.filter((path) => lists.has(path)));
      for (const path of paths) {
        // Of what is new only the file may be told, not the directories that came with it.
        let parent = dirname(path);
        while (parent !== '' && !lists.has(parent)) parent = dirname(parent);
        if (parent !== '') directories.add(parent);
      }
      await load(
        [...directories],
        paths.filter((path) => contents.has(path)),
      );
      for (const path of paths) if (lists.has(path) && lists.get(path) === undefined) drop(path);
    },
    forget() {
      lists.clear();
      contents.clear();
      bytes = 0;
    },
  };
  return system;
}

function* batches(paths: readonly string[]): Generator<readonly string[]> {
  for (let i = 0; i < paths.length; i += BATCH) yield paths.slice(i, i + BATCH);
}
