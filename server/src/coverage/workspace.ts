import type { FileSystem } from '../files/fileSystem.ts';
import { dirname, isWithin, join } from '../files/paths.ts';
import { CONFIG_FILE, saysRoot } from '../files/scan.ts';
import { computed, signal } from '../files/signals.ts';
import { decodeText } from '../files/text.ts';
import { createRepository, type Repository } from './repository.ts';

/** The repositories that are looked at together. Its functions are reactive. */
export interface Workspace {
  repositories(): readonly Repository[];
  /** The repository an absolute path belongs to, and the path within it. */
  locate(path: string): { readonly repository: Repository; readonly file: string } | undefined;
  byId(id: string): Repository | undefined;
  /** Replaces the folders that are looked at. A folder inside a repository stands for the whole repository. */
  setFolders(folders: readonly string[], options?: { readonly nested?: boolean }): void;
  setEditorSettings(settings: unknown): void;
  /** Lays an unsaved buffer over a file; undefined takes it away. */
  overlay(path: string, text: string | undefined): void;
  /** Tells of files that changed on disk. */
  changed(paths: readonly string[]): void;
  /** Reads everything anew. */
  rescan(): void;
}

export function createWorkspace(fs: FileSystem): Workspace {
  const editorSettings = signal<unknown>(undefined);
  const list = signal<readonly Repository[]>([]);
  const overlays = new Map<string, string>();
  let folders: readonly string[] = [];
  let withNested = true;
  const ordered = computed(() => [...list()].sort((a, b) => b.id.length - a.id.length));

  /** Every repository that was ever looked at: derived values hold on to them, so one that comes back is the same. */
  const everSeen = new Map<string, Repository>();

  function repositoryAt(root: string, known: ReadonlySet<string>): Repository {
    const seen = everSeen.get(root);
    if (seen && !known.has(root)) {
      seen.tree.rescan();
      seen.refreshGit();
    }
    if (seen) return seen;
    const repository = createRepository(fs, root, () => editorSettings());
    everSeen.set(root, repository);
    for (const [path, text] of overlays) if (innermost(path) === repository) lay(repository, path, text);
    return repository;
  }

  function innermost(path: string): Repository | undefined {
    return [...everSeen.values()]
      .filter(({ id }) => isWithin(path, id))
      .reduce<Repository | undefined>(
        (best, next) => (best && best.id.length > next.id.length ? best : next),
        undefined,
      );
  }

  function lay(repository: Repository, path: string, text: string | undefined): void {
    repository.tree.overlay(path.slice(repository.id.length + 1), text);
  }

  function rebuild(): void {
    const known = new Set(list().map((repository) => repository.id));
    const roots = new Set(folders.map((folder) => findRoot(fs, folder)));
    const next: Repository[] = [];
    for (const root of roots) {
      const repository = repositoryAt(root, known);
      next.push(repository);
      if (withNested) for (const nested of repository.tree.nested) roots.add(nested);
    }
    list(next.sort((a, b) => (a.id < b.id ? -1 : 1)));
  }

  const workspace: Workspace = {
    repositories: () => list(),
    byId: (id) => list().find((repository) => repository.id === id),
    locate(path) {
      for (const repository of ordered())
        if (isWithin(path, repository.id)) return { repository, file: path.slice(repository.id.length + 1) };
      return undefined;
    },
    setFolders(next, options) {
      folders = next;
      withNested = options?.nested ?? true;
      rebuild();
    },
    setEditorSettings: (settings) => editorSettings(settings),
    overlay(path, text) {
      if (text === undefined) overlays.delete(path);
      else overlays.set(path, text);
      const repository = innermost(path);
      if (repository) lay(repository, path, text);
    },
    changed(paths) {
      const byRepository = new Map<Repository, { path: string }[]>();
      for (const path of paths) {
        const at = workspace.locate(path);
        if (!at) continue;
        if (at.file === '.git' || at.file.startsWith('.git/')) {
          at.repository.refreshGit();
          continue;
        }
        const changes = byRepository.get(at.repository);
        if (changes) changes.push({ path: at.file });
        else byRepository.set(at.repository, [{ path: at.file }]);
      }
      for (const [repository, changes] of byRepository) repository.tree.apply(changes);
      if (paths.some((path) => path.endsWith(`/${CONFIG_FILE}`) || path.endsWith('/.git'))) rebuild();
    },
    rescan() {
      for (const repository of list()) {
        repository.tree.rescan();
        repository.refreshGit();
      }
      rebuild();
    },
  };
  return workspace;
}

/**
 * The root of the repository that holds a folder: the nearest directory upwards that has `.git` or whose configuration
 * file says `root: true`; the folder itself when there is none.
 */
export function findRoot(fs: FileSystem, folder: string): string {
  const start = folder.length > 1 ? folder.replace(/\/+$/, '') : folder;
  for (let directory = start; directory !== ''; directory = dirname(directory)) {
    if (fs.kind(join(directory, '.git')) !== undefined) return directory;
    const bytes =
      fs.kind(join(directory, CONFIG_FILE)) === 'file' ? fs.read(join(directory, CONFIG_FILE), 1 << 20) : undefined;
    if (bytes && saysRoot(decodeText(bytes))) return directory;
  }
  return start;
}
