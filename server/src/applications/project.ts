import { compileGobwas } from '../globs/gobwas.ts';
import { normaliseGitUrl } from './repoUrl.ts';

/** One entry of `spec.destinations`; what is not written is `''`. */
export interface ProjectDestination {
  readonly server: string;
  readonly name: string;
  readonly namespace: string;
}

/**
 * Whether a project permits a source (`app_project_types.go` IsSourcePermitted): some pattern must match, and no `!pattern`
 * may; a `!pattern` that doesn't match counts as a match.
 */
export function isSourcePermitted(sourceRepos: readonly string[], repoURL: string): boolean {
  const source = normaliseGitUrl(repoURL);
  let permitted = false;
  for (const pattern of sourceRepos) {
    const normal = isDenial(pattern) ? '!' + normaliseGitUrl(pattern.slice(1)) : normaliseGitUrl(pattern);
    if (matches(normal, source, '/')) permitted = true;
    else if (isDenial(normal)) return false;
  }
  return permitted;
}

/**
 * Whether a project permits a destination (`app_project_types.go` IsDestinationPermitted). Argo CD resolves the destination
 * to a cluster first: pass that cluster's server and name, or `''` for the one that isn't known.
 */
export function isDestinationPermitted(
  destinations: readonly ProjectDestination[],
  destination: ProjectDestination,
): boolean {
  let permitted = false;
  for (const item of destinations) {
    const name = destination.name !== '' && matches(item.name, destination.name);
    const server = destination.server !== '' && matches(item.server, destination.server);
    const namespace = matches(item.namespace, destination.namespace);
    if ((server || name) && namespace) permitted = true;
    else if (!name && isDenial(item.name)) return false;
    else if (!server && isDenial(item.server) && namespace) return false;
    else if (!namespace && isDenial(item.namespace) && server) return false;
  }
  return permitted;
}

function isDenial(pattern: string): boolean {
  return pattern.startsWith('!');
}

function matches(pattern: string, text: string, separators = ''): boolean {
  if (pattern === '*') return true;
  const denied = isDenial(pattern);
  const glob = compileGobwas(denied ? pattern.slice(1) : pattern, separators);
  return ('match' in glob && glob.match(text)) !== denied;
}
