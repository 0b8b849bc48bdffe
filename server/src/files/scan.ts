import { type FileSystem, MAX_TEXT_BYTES } from './fileSystem.ts';
import { parseGitConfig } from './gitConfig.ts';
import { findGitDirectory } from './gitFacts.ts';
import { type IgnoreRules, readIgnoreRules } from './ignoreRules.ts';
import { join } from './paths.ts';
import { decodeText } from './text.ts';
import type { Entry } from './tree.ts';

/** What a walk of a repository found. */
export interface Scan {
  /** Directory → its children; `.git` and what Git ignores left out. */
  readonly directories: Map<string, readonly Entry[]>;
  /** Directories below that are repositories of their own (absolute paths): nested work trees and `root: true`. */
  readonly nested: readonly string[];
  /** Whether Git's ignore rules, as they stood at the walk, leave an untracked path out. */
  ignores(path: string, directory: boolean): boolean;
  /** Directories that could not be listed. */
  readonly unreadable: readonly string[];
  /** Files with ignore rules that could not be read: what they would leave out is listed. */
  readonly unreadIgnores: readonly string[];
}

interface IgnoreScope {
  readonly directory: string;
  readonly rules: IgnoreRules;
}

/** The file that configures us and may make its directory a repository of its own. */
export const CONFIG_FILE = '.argocd-coverage.yaml';
const MAX_DEPTH = 200;

/** Whether a configuration text says `root: true` at its top level. */
export function saysRoot(text: string): boolean {
  return /^root:[ \t]*(true|yes|on|True|Yes|On|TRUE|YES|ON)[ \t]*(#.*)?$/m.test(text);
}

/**
 * Walks a repository. Symlinks are listed, never entered. Untracked files that Git ignores are left out; files that match an
 * ignore rule and are tracked all the same are kept (Git is asked only when a rule matched at all).
 */
export function scanRepository(fs: FileSystem, root: string): Scan {
  const directories = new Map<string, readonly Entry[]>();
  const nested: string[] = [];
  const unreadable: string[] = [];
  const unreadIgnores: string[] = [];
  const ignored: string[] = [];
  const scoped: IgnoreScope[] = [];
  const read = (path: string): string | undefined => {
    const bytes = fs.read(path, MAX_TEXT_BYTES);
    return bytes && decodeText(bytes);
  };
  const text = (path: string): string => read(path) ?? '';
  const submodules = new Set(
    [...text(`${root}/.gitmodules`).matchAll(/^\s*path\s*=\s*(.+?)\s*$/gm)].map((match) => match[1]),
  );
  const common = findGitDirectory(fs, root)?.common ?? `${root}/.git`;
  const cases = parseGitConfig(text(`${common}/config`)).filter((e) => e.section === 'core' && e.key === 'ignorecase');
  const ignoreCase = /^(true|yes|on|1)$/i.test(cases.at(-1)?.value ?? '');
  const excludes = [fs.userGitIgnore ? text(fs.userGitIgnore) : '', text(`${common}/info/exclude`)];
  const base = readIgnoreRules(excludes, ignoreCase);

  const visit = (directory: string, scopes: readonly IgnoreScope[], depth: number): void => {
    const found = fs.list(join(root, directory));
    if (!found) {
      unreadable.push(directory);
      directories.set(directory, []);
      return;
    }
    const names = new Set(found.map((entry) => entry.name));
    if (directory !== '' && names.has('.git') && !submodules.has(directory)) {
      nested.push(join(root, directory));
      directories.delete(directory);
      return;
    }
    if (directory !== '' && names.has(CONFIG_FILE) && saysRoot(text(join(root, directory, CONFIG_FILE)))) {
      nested.push(join(root, directory));
      return;
    }
    let inner = scopes;
    // Git does not follow a symlink of this name: only a regular file has rules.
    if (names.has('.gitignore') && found.some(({ name, kind }) => name === '.gitignore' && kind === 'file')) {
      const ignoreFile = join(directory, '.gitignore');
      const own = read(join(root, ignoreFile));
      if (own === undefined) unreadIgnores.push(ignoreFile);
      const scope = { directory, rules: readIgnoreRules([own ?? ''], ignoreCase) };
      scoped.push(scope);
      inner = [...scopes, scope];
    }
    const kept: Entry[] = [];
    for (const entry of found) {
      if (entry.name === '.git') continue;
      const path = join(directory, entry.name);
      if (isIgnored(inner, path, entry.kind === 'directory'))
        ignored.push(entry.kind === 'directory' ? `${path}/` : path);
      else kept.push(entry);
    }
    directories.set(directory, kept);
    if (depth < MAX_DEPTH)
      for (const entry of kept) if (entry.kind === 'directory') visit(join(directory, entry.name), inner, depth + 1);
  };
  const outermost = { directory: '', rules: base };
  visit('', [outermost], 0);
  if (ignored.length > 0) restoreTracked(fs, root, ignored, directories);
  return {
    directories,
    nested,
    unreadable,
    unreadIgnores,
    ignores(path, directory) {
      const segments = path.split('/');
      return segments.some((_, i) => {
        const prefix = segments.slice(0, i + 1).join('/');
        const applying = [
          outermost,
          ...scoped.filter((scope) => scope.directory === '' || prefix.startsWith(`${scope.directory}/`)),
        ];
        return isIgnored(applying, prefix, i < segments.length - 1 || directory);
      });
    },
  };
}

/** The innermost scope that says something decides, as in Git. */
function isIgnored(scopes: readonly IgnoreScope[], path: string, directory: boolean): boolean {
  for (let i = scopes.length - 1; i >= 0; i--) {
    const scope = scopes[i] as IgnoreScope;
    const relative = scope.directory === '' ? path : path.slice(scope.directory.length + 1);
    const result = scope.rules.test(directory ? `${relative}/` : relative);
    if (result.ignored) return true;
    if (result.unignored) return false;
  }
  return false;
}

/** Puts back what a rule ignores but Git tracks. */
function restoreTracked(
  fs: FileSystem,
  root: string,
  ignored: readonly string[],
  directories: Map<string, readonly Entry[]>,
): void {
  for (const path of fs.trackedIgnored?.(root) ?? []) {
    if (!ignored.some((rule) => (rule.endsWith('/') ? path.startsWith(rule) : path === rule))) continue;
    const kind = fs.kind(join(root, path));
    if (kind === undefined) continue;
    const segments = path.split('/');
    segments.forEach((name, i) => {
      const parent = segments.slice(0, i).join('/');
      const entries = directories.get(parent) ?? [];
      if (!entries.some((entry) => entry.name === name))
        directories.set(parent, [...entries, { name, kind: i === segments.length - 1 ? kind : 'directory' }]);
    });
  }
}
