import type { Tree } from '../files/tree.ts';
import { t } from '../l10n/t.ts';
import type { Problem } from '../problems/problem.ts';
import { outOfBoundsSymlink, resolveAppPath } from './appPath.ts';
import type { Claim, ClaimSet, SourceRequest, SourceType, SourceTypeName } from './claim.ts';
import { directorySource } from './directory.ts';
import { helmSource } from './helm.ts';
import { kustomizeSource } from './kustomize.ts';
import { pluginSource } from './plugin.ts';
import { mergeSourceOverrides } from './sourceOverrides.ts';
import { detectSourceType } from './sourceType.ts';

/** Every way of making manifests from a directory: the one table of them. */
const SOURCE_TYPES: readonly SourceType[] = [kustomizeSource, helmSource, directorySource, pluginSource];

/** The source type of a name. */
export function sourceTypeOf(name: SourceTypeName): SourceType | undefined {
  return SOURCE_TYPES.find((type) => type.name === name);
}

/** A source as its Application writes it, with what of the Application its type needs; `source.path` is not yet checked. */
export type SourceInput = Omit<SourceRequest, 'path'>;

/** What a source uses, with the request that its type answered. */
export interface ClaimedSource extends ClaimSet {
  /** The app path, clean; as written when it is wrong. */
  readonly path: string;
  /** What the type was asked, the source after overrides; undefined when Argo CD doesn't get so far. */
  readonly request: SourceRequest | undefined;
}

/**
 * Tells which files a source uses: checks the path, merges `.argocd-source*.yaml`, detects the type and asks it
 * (`reposerver/repository/repository.go` GenerateManifests). Problems without a place belong to the source in its Application.
 * A source of a Helm repository (`chart`) reads nothing at a path; only its value files can be here.
 */
export function claimSource(input: SourceInput): ClaimedSource {
  const { tree, source } = input;
  const written = typeof source['path'] === 'string' ? source['path'] : '';
  if (typeof source['chart'] === 'string' && source['chart'] !== '')
    return ask('Helm', { ...input, path: '' }, { claims: [], problems: [] });
  const found = resolveAppPath(tree, written);
  const problems: Problem[] = symlinkProblems(tree);
  if (!('path' in found)) {
    problems.unshift(pathProblem(written, 'error' in found ? found : { error: '', code: 'invalid-path' }));
    return { type: undefined, claims: [], problems, path: written, request: undefined };
  }
  const { path } = found;
  const merged = mergeSourceOverrides(tree, path, input.appName, source);
  const claims = merged.files.map((file): Claim => ({ repository: tree.id, file, role: 'override' }));
  if (merged.problem) problems.push(merged.problem);
  const type = detectSourceType(tree, path, merged.source, input.settings.disabled);
  if ('error' in type) {
    problems.push({ code: 'invalid-application', message: t`${type.error}: Argo CD refuses the source.` });
    return { type: undefined, claims, problems, path, request: undefined };
  }
  return ask(type.type, { ...input, source: merged.source, path }, { claims, problems });
}

/** Asks a type, and puts its answer behind what is known already. */
function ask(name: SourceTypeName, request: SourceRequest, known: Omit<ClaimSet, 'type'>): ClaimedSource {
  const answer = sourceTypeOf(name)?.claim(request) ?? { claims: [], problems: [] };
  const told = new Set(known.problems.map(({ code, at }) => `${code} ${at?.file}`));
  const problems = answer.problems.filter(
    ({ code, at }) => code !== 'out-of-bounds-symlink' || !told.has(`${code} ${at?.file}`),
  );
  return {
    type: name,
    claims: [...known.claims, ...answer.claims],
    problems: [...known.problems, ...problems],
    path: request.path,
    request,
  };
}

function symlinkProblems(tree: Tree): Problem[] {
  const link = tree.derive(outOfBoundsSymlink, '');
  if (link === undefined) return [];
  const message = t`The symlink \`${link}\` leads out of the repository: Argo CD refuses every Application of the repository.`;
  return [{ code: 'out-of-bounds-symlink', message, at: { file: link } }];
}

function pathProblem(
  path: string,
  { error, code }: { error: string; code: 'path-not-found' | 'invalid-path' },
): Problem {
  const data = { path };
  if (code === 'path-not-found')
    return { code, message: t`\`${path}\` does not exist: Argo CD can’t make the manifests of this source.`, data };
  const message = path.startsWith('/')
    ? t`\`${path}\` is an absolute path: Argo CD can’t make the manifests of this source.`
    : error.endsWith('not a directory')
      ? t`\`${path}\` is not a directory: Argo CD can’t make the manifests of this source.`
      : t`\`${path}\` leads out of the repository: Argo CD can’t make the manifests of this source.`;
  return { code, message, data };
}
