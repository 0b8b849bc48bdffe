import { dirname, isWithin, relative } from '../files/paths.ts';
import { quoted, t } from '../l10n/t.ts';
import type { Problem } from '../problems/problem.ts';
import { walkRoot } from './appPath.ts';
import type { Claim, Miss, SourceRequest, SourceType } from './claim.ts';
import { directoryCandidates, hasManifestExtension } from './directoryCandidates.ts';
import { directoryFile } from './directoryFile.ts';
import { directorySettings } from './directorySettings.ts';
import { readJsonnet } from './jsonnet.ts';

/** A miss with the setting of `spec.source.directory` that a fix would change. */
export interface DirectoryMiss extends Miss {
  readonly setting?: 'recurse' | 'include' | 'exclude' | 'disableExtensionFilter';
}

/** Argo CD's default for the sizes of all YAML and JSON files of a source together (10M), in units of 64 KiB. */
const MAX_SIZE = 160;

/** Plain manifests and jsonnet in a directory (`reposerver/repository/repository.go` findManifests). */
export const directorySource: SourceType = {
  name: 'Directory',
  claim(request) {
    const { tree, path } = request;
    const settings = directorySettings(request.source, request.settings.disabled);
    const candidates = directoryCandidates(tree, path, settings);
    const problems: Problem[] = [...candidates.problems];
    const claims: Claim[] = [];
    const claimed = new Set<string>();
    const add = (claim: Omit<Claim, 'repository'>): void => {
      if (claimed.has(claim.file)) return;
      claimed.add(claim.file);
      claims.push({ repository: tree.id, ...claim });
    };
    let size = 0;
    for (const { file, target } of candidates.files) {
      const facts = tree.derive(directoryFile, file);
      size += facts.size;
      if (facts.error) problems.push(brokenManifest(target ?? file, facts.error));
      const isJsonnet = (target ?? file).endsWith('.jsonnet');
      // A file that makes the Application fail is still one that it watches.
      if (!facts.deployed && !facts.error && !isJsonnet) continue;
      add({ file, role: 'manifest' });
      if (target !== undefined) add({ file: target, role: 'manifest', from: { file } });
      if (!isJsonnet) continue;
      const { reads, missing } = readJsonnet(tree, file, walkRoot(tree, path) ?? path, settings.libraries);
      for (const read of reads) add({ ...imported(read.file), from: read.from });
      for (const found of missing)
        problems.push({
          code: 'broken-manifest',
          message: t`jsonnet can’t find “${found.path}”: Argo CD can’t make the manifests of this source.`,
          at: { file: found.file, span: found.span },
        });
    }
    if (size > MAX_SIZE)
      problems.push({
        code: 'invalid-application',
        message: t`The manifests take more than 10 MB together: Argo CD refuses the source.`,
      });
    return { claims, problems };
  },
  explainMiss,
};

/** Jsonnet may give what it reads in a manifest as it stands, or anything else. */
function imported(file: string): Omit<Claim, 'repository'> {
  if (!/\.(?:ya?ml|json)$/.test(file)) return { file, role: 'jsonnet' };
  return { file, role: 'manifest', possible: true, why: t`jsonnet reads it, and is not evaluated here` };
}

function brokenManifest(file: string, error: { message: string; span: { start: number; end: number } }): Problem {
  const message = t`Argo CD can’t read this file (${quoted(error.message)}): the whole Application fails.`;
  return { code: 'broken-manifest', message, at: { file, span: error.span } };
}

/** Why a file below the source's path is not read; undefined when it is, or when no setting keeps it out. */
function explainMiss(request: SourceRequest, file: string): DirectoryMiss | undefined {
  const { tree, path } = request;
  const root = walkRoot(tree, path);
  if (root === undefined || !isWithin(file, root) || file === root) return undefined;
  const settings = directorySettings(request.source, request.settings.disabled);
  if (settings.extensions && !hasManifestExtension(file))
    return { file, reason: 'unsupported-extension', setting: 'disableExtensionFilter' };
  const filter = settings.excludedBy(relative(root, file));
  if (filter) return { file, reason: 'excluded-by-source', setting: filter };
  const { marker } = tree.derive(directoryFile, file);
  if (marker) return { file, reason: 'skipped-by-marker', at: { file, span: marker } };
  if (!settings.recurse && dirname(file) !== root) return { file, reason: 'not-recursed', setting: 'recurse' };
  return undefined;
}
