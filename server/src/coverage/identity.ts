import { repositoryKey } from '../applications/repoUrl.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';

/** A repository of the workspace, as far as its name matters. */
export interface NamedRepository {
  readonly id: string;
  readonly remotes: readonly string[];
  /** URLs that the settings name as this repository. */
  readonly aliases: readonly string[];
  /** The last segment of its root directory. */
  readonly folder: string;
  /** Whether a path exists in it. */
  has(path: string): boolean;
}

/** Which repository of the workspace a URL names, and how we know. */
export interface Identity {
  readonly repository: string;
  readonly how: 'remote' | 'alias' | 'placeholder' | 'same-name' | 'paths';
  /** For an inference: the evidence in words. */
  readonly evidence?: string;
}

/** Words that stand for “put yours here” when they are a whole segment of a URL. */
const PLACEHOLDER_SEGMENT =
  /^(?:<.*>|your[-_].*|my[-_]?(?:org|organization|organisation|user|username|company|account)|example|(?:.*\.)?example\.(?:com|org|net|invalid)|change-?me|replace-?me|placeholder|[A-Z][A-Z0-9]*_[A-Z0-9_]+)$/i;
const SHOUTED = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * Finds the repository that a `repoURL` names: by a remote or an alias, else by inference, which the caller tells the user.
 * (a) The URL holds a placeholder and no other repository of the workspace fits; (b) it has a repository's name under another
 * host or owner and a path used with it exists there; (c) of the paths used with it at least two (all, if fewer) and at
 * least half exist in the repository it is written in. A path `.` is no evidence.
 * @param url as written; @param paths every source path used with this URL in its repository; @param home the repository the URL is written in.
 */
export function identifyRepository(
  url: string,
  paths: readonly string[],
  home: string,
  repositories: readonly NamedRepository[],
): Identity | undefined {
  const key = repositoryKey(url);
  for (const repository of repositories)
    if (repository.remotes.some((remote) => repositoryKey(remote) === key))
      return { repository: repository.id, how: 'remote' };
  for (const repository of repositories)
    if (repository.aliases.some((alias) => alias === url || repositoryKey(alias) === key))
      return { repository: repository.id, how: 'alias' };
  if (url.trim() === '' || hasUnknown(url)) return undefined;
  const evidence = [...new Set(paths)].filter((path) => path !== '.' && path !== '' && path !== '/');
  const found = (repository: NamedRepository): readonly string[] => evidence.filter((path) => repository.has(path));
  const own = repositories.find((repository) => repository.id === home);
  const ordered = [...repositories].sort((a, b) => Number(b.id === home) - Number(a.id === home));
  const sameName = ordered.find(
    (r) => namesOf(r).includes(nameOf(url)) && (found(r).length > 0 || (r.remotes.length === 0 && r.id === home)),
  );
  if (sameName) return { repository: sameName.id, how: 'same-name', evidence: found(sameName)[0] ?? sameName.folder };
  if (isPlaceholderUrl(url)) return { repository: home, how: 'placeholder', evidence: url };
  const here = own ? found(own) : [];
  const enough = here.length > 0 && here.length >= Math.min(2, evidence.length) && here.length * 2 >= evidence.length;
  return enough ? { repository: home, how: 'paths', evidence: here.slice(0, 3).join(', ') } : undefined;
}

/** Whether a URL still holds a word that its author was to replace. */
export function isPlaceholderUrl(url: string): boolean {
  if (/\$\{[^}]*\}|\$\([^)]*\)|<[^>]+>/.test(url)) return true;
  return url
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .split(/[/:@]/)
    .map((segment) => segment.replace(/\.git$/i, ''))
    .some(
      (segment) =>
        PLACEHOLDER_SEGMENT.test(segment) &&
        (!/_/.test(segment) || SHOUTED.test(segment) || /^(?:your|my)_/i.test(segment)),
    );
}

function namesOf(repository: NamedRepository): string[] {
  const names = repository.remotes.map(nameOf);
  return names.length > 0 ? names : [repository.folder.toLowerCase()];
}

/** The last segment of a URL's path, in lower case, without `.git`. */
function nameOf(url: string): string {
  const segments = url
    .toLowerCase()
    .replace(/[/]+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/);
  return segments[segments.length - 1] ?? '';
}
