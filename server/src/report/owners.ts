import type { Repository } from '../coverage/repository.ts';
import { compareBytes } from '../files/paths.ts';
import { type CodeOwnersDialect, type OwnersOf, readCodeOwners } from '../globs/codeOwners.ts';
import type { ReportManifest, ReportOwner } from './model.ts';

/** Where each looks for the file, in its order. */
const PLACES: Readonly<Record<CodeOwnersDialect, readonly string[]>> = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
};

/** The owners that a repository's CODEOWNERS tells; undefined when it has none. */
export function codeOwners(repository: Repository): OwnersOf | undefined {
  const dialects: readonly CodeOwnersDialect[] = isGitlab(repository) ? ['gitlab', 'github'] : ['github', 'gitlab'];
  for (const dialect of dialects)
    for (const place of PLACES[dialect]) {
      const text = repository.tree.text(place);
      if (text !== undefined) return readCodeOwners(text, dialect);
    }
  return undefined;
}

/** The host says so, or where the host is somebody's own, what is configured for it. */
function isGitlab({ tree, remotes }: Repository): boolean {
  const hosts = remotes();
  if (hosts.some((url) => /[/@.]github\./.test(url))) return false;
  return hosts.some((url) => /[/@.]gitlab\./.test(url)) || tree.kind('.gitlab-ci.yml') === 'file';
}

/** Coverage for each owner, as the summary counts: manifests that are ignored or registered by hand are left out. */
export function coverageByOwner(
  manifests: readonly { manifest: ReportManifest; owners: readonly string[] }[],
): ReportOwner[] {
  const counts = new Map<string | null, { manifests: number; deployed: number; unwatched: number }>();
  for (const { manifest, owners } of manifests) {
    if (manifest.status === 'ignored' || manifest.status === 'root') continue;
    for (const owner of owners.length === 0 ? [null] : owners) {
      const count = counts.get(owner) ?? { manifests: 0, deployed: 0, unwatched: 0 };
      counts.set(owner, count);
      count.manifests++;
      if (manifest.status === 'deployed') count.deployed++;
      if (manifest.status === 'unwatched') count.unwatched++;
    }
  }
  return [...counts]
    .map(([owner, count]) => ({ owner, ...count, coverage: count.deployed / count.manifests }))
    .sort((a, b) => (a.owner === null ? 1 : b.owner === null ? -1 : compareBytes(a.owner, b.owner)));
}
