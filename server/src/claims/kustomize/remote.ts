/** Whether kustomize fetches a path over HTTP instead of reading a file (IsRemoteFile in api/internal/loader/fileloader.go). */
export function isRemoteFile(text: string): boolean {
  return /^https?:/i.test(text);
}

/**
 * Whether kustomize takes a path that is no file for a Git repository to clone
 * (NewRepoSpecFromURL in api/internal/git/repospec.go).
 */
export function isRemoteRepository(text: string): boolean {
  if (text.startsWith('/')) return false;
  let rest = text.split('?', 1)[0] as string;
  rest = rest.replace(/^git::/i, '');
  const scheme = /^(?:ssh|https?|file):\/\//i.exec(rest)?.[0].toLowerCase() ?? '';
  rest = rest.slice(scheme.length);
  const user = /^[a-zA-Z][a-zA-Z0-9-]*@/.exec(rest)?.[0] ?? '';
  rest = rest.slice(user.length);
  const github = /^github\.com[/:]/i.test(rest);
  const scp = scheme === '' && (user !== '' || github);
  if (scheme === '' && !scp) return false;
  if (scheme === 'file://') return hasRepositoryPath(user + rest, 0);
  let slash = rest.indexOf('/');
  const colon = scp ? rest.indexOf(':') : -1;
  if (scp && (slash < 0 || (colon > 0 && colon < slash))) slash = colon;
  if (!github && slash < 0 && rest === '') return false;
  return hasRepositoryPath(slash < 0 ? '' : rest.slice(slash + 1), 2);
}

/** Splits off the path inside the repository and makes sure that it stays there. */
function hasRepositoryPath(path: string, segments: number): boolean {
  const azure = path.indexOf('_git/');
  const double = path.indexOf('//');
  const suffix = path.indexOf('.git');
  let repository: string;
  let inside: string;
  if (azure >= 0) {
    const [name = '', ...deeper] = path.slice(azure + 5).split('/');
    repository = path.slice(0, azure + 5) + name;
    inside = deeper.join('/');
  } else if (double >= 0) {
    repository = path.slice(0, double);
    inside = path.slice(double + 2);
  } else if (suffix >= 0) {
    repository = path.slice(0, suffix + 4);
    inside = path.slice(suffix + 4);
  } else {
    const parts = path.split('/');
    if (parts.length < segments) return false;
    repository = segments === 0 ? path : parts.slice(0, segments).join('/');
    inside = segments === 0 ? '' : parts.slice(segments).join('/');
  }
  return repository !== '' && !leaves(inside);
}

function leaves(path: string): boolean {
  let depth = 0;
  for (const segment of path.split('/')) {
    if (segment === '..') depth--;
    else if (segment !== '' && segment !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}
