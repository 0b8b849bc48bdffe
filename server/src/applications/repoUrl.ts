import { toLower } from '../gotemplate/functions/text/letters.ts';
import { rewriteUrl } from './repoUrlGo.ts';

/**
 * The form in which Argo CD compares repository URLs (`util/git/git.go` NormalizeGitURL): lowercase, without one `.git`,
 * scp-like addresses as ssh URLs without the scheme; a trailing slash, the user, the port and other schemes matter.
 * @returns `''` for what is no URL.
 */
export function normaliseGitUrl(url: string): string {
  let text = toLower(url.trim());
  if (isSshUrl(text) && !text.startsWith('ssh://')) text = 'ssh://' + text.replace(':', '/');
  if (text.endsWith('.git')) text = text.slice(0, -'.git'.length);
  const rewritten = rewriteUrl(text) ?? '';
  return rewritten.startsWith('ssh://') ? rewritten.slice('ssh://'.length) : rewritten;
}

/** Whether Argo CD takes two URLs for the same repository (`util/git/git.go` SameURL). */
export function sameUrl(a: string, b: string): boolean {
  const left = normaliseGitUrl(a) || a;
  const right = normaliseGitUrl(b) || b;
  return left !== '' && left === right;
}

/** `user@…` where the user holds neither slash nor colon, with or without `ssh://` (`util/git/git.go` IsSSHURL). */
function isSshUrl(text: string): boolean {
  const rest = text.startsWith('ssh://') ? text.slice('ssh://'.length) : text;
  const at = rest.lastIndexOf('@');
  return at >= 0 && at < rest.length - 1 && !/[/:]/.test(rest.slice(0, at));
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { http: '80', https: '443', ssh: '22', git: '9418' };

/**
 * Names a repository by host and path, however one reaches it: scheme, user, default port, `.git`, trailing slashes and
 * case make no difference, `git@host:o/r` and `git@host/o/r` are `host/o/r`. For telling whether a URL is a repository of
 * the workspace, where a person's clone by ssh is what Argo CD reads by https.
 * @returns undefined for an empty URL.
 */
export function repositoryKey(url: string): string | undefined {
  const text = url.trim();
  if (text === '') return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text);
  const rest = (scheme ? text.slice(scheme[0].length) : text).replace(/[?#].*$/s, '');
  // A colon before the first slash ends the host of an scp-like address.
  const scp = scheme ? null : /^([^/:]+):(?!\/\/)(.*)$/s.exec(rest);
  const slash = rest.indexOf('/');
  const authority = scp ? (scp[1] as string) : slash < 0 ? rest : rest.slice(0, slash);
  const path = scp ? (scp[2] as string) : slash < 0 ? '' : rest.slice(slash + 1);
  let host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const port = scheme && DEFAULT_PORTS[(scheme[1] as string).toLowerCase()];
  if (port && host.endsWith(':' + port)) host = host.slice(0, -port.length - 1);
  const segments = unescapePath(path)
    .toLowerCase()
    .split('/')
    .filter((segment) => segment !== '');
  const last = segments.pop()?.replace(/\.git$/, '');
  if (last) segments.push(last);
  return [host, ...segments].join('/');
}

function unescapePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    // A stray percent sign is a character like any other.
    if (error instanceof URIError) return path;
    throw error;
  }
}
