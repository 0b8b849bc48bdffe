import { isObject } from '../applications/json.ts';
import { normalise } from '../files/paths.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { fileDefinitions } from './definition.ts';
import { type Identity, identifyRepository, type NamedRepository } from './identity.ts';
import { folderName } from './repository.ts';
import type { Workspace } from './workspace.ts';

/** Which repository of the workspace each URL names. */
export interface Identities {
  /** @param home the repository the URL is written in. */
  find(url: string, home: string): Identity | undefined;
}

/**
 * Reads which paths are used with which URL, over all Applications and ApplicationSets that are written down, and judges
 * each URL once by that evidence.
 */
export function gatherIdentities(workspace: Workspace): Identities {
  const pathsOf = new Map<string, Map<string, string[]>>();
  for (const repository of workspace.repositories()) {
    const paths = new Map<string, string[]>();
    pathsOf.set(repository.id, paths);
    for (const file of repository.argoFiles())
      for (const { object } of repository.tree.derive(fileDefinitions, file)) collectPaths(object, paths, 0);
  }
  const repositories = workspace.repositories().map(
    (repository): NamedRepository => ({
      id: repository.id,
      remotes: repository.remotes(),
      aliases: repository.settings().repositoryAliases,
      folder: folderName(repository),
      has(path) {
        const clean = normalise(path);
        return clean !== undefined && repository.tree.kind(clean) !== undefined;
      },
    }),
  );
  // Not kept here: who asks depends on the files that the answer was judged by.
  return { find: (url, home) => identifyRepository(url, pathsOf.get(home)?.get(url) ?? [], home, repositories) };
}

const MAX_DEPTH = 30;

/** Collects from anywhere in an object: wherever a `repoURL` stands, the literal paths beside it are used with it. */
function collectPaths(value: unknown, paths: Map<string, string[]>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (Array.isArray(value)) {
    for (const item of value) collectPaths(item, paths, depth + 1);
    return;
  }
  if (!isObject(value)) return;
  const url = value['repoURL'];
  if (typeof url === 'string' && value['chart'] === undefined) {
    const found = [value['path'], ...patterns(value['directories']), ...patterns(value['files'])].flatMap(literalPart);
    const list = paths.get(url);
    if (list) list.push(...found);
    else paths.set(url, found);
  }
  for (const item of Object.values(value)) if (typeof item === 'object') collectPaths(item, paths, depth + 1);
}

function patterns(items: unknown): unknown[] {
  return Array.isArray(items)
    ? items.map((item) => (isObject(item) && item['exclude'] !== true ? item['path'] : undefined))
    : [];
}

/** The leading segments of a path without placeholders and wildcards. */
function literalPart(path: unknown): string[] {
  if (typeof path !== 'string' || hasUnknown(path)) return [];
  const segments = path.split('/');
  const templated = segments.findIndex((segment) => /[*?[{]/.test(segment));
  const literal = (templated < 0 ? segments : segments.slice(0, templated)).join('/');
  return literal === '' || literal === '.' ? [] : [literal];
}
