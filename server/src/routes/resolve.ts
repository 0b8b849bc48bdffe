import type { Claim, SourceRequest, SourceSettings } from '../claims/claim.ts';
import { helmClaims } from '../claims/helm.ts';
import { kustomizeClaims } from '../claims/kustomize.ts';
import { claimSource } from '../claims/sourceTypes.ts';
import { dirname, join } from '../files/paths.ts';
import { resolvePath } from '../files/resolve.ts';
import type { Tree } from '../files/tree.ts';
import { expandGlob } from '../globs/doublestar.ts';
import { hasUnknown, matchesPattern, UNKNOWN_TEXT } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { kustomizationIn } from '../manifests/kustomization.ts';
import type { Target } from './model.ts';

/** The files that a target reaches, and what about it isn't known. */
export interface Reached {
  /** Files whose objects are applied. */
  readonly files: readonly string[];
  /** Why it is only possible; undefined when certain. */
  readonly why: string | undefined;
}

/** What targets are looked up in. */
export interface TargetContext {
  readonly tree: Tree;
  /** Every file of the repository. */
  files(): readonly string[];
  settings(): SourceSettings;
}

/** Files that one uncertain target may reach, at most: a pattern that fits more says nothing. */
const MAX_POSSIBLE = 200;
const MANIFEST = /\.(?:ya?ml|json)$/;
/** Options that let kustomize read whatever a command's own options may allow. */
const LENIENT = '--enable-helm --enable-alpha-plugins --load-restrictor LoadRestrictionsNone';

/** Looks a target up: the candidate that exists decides; several of them, or unknown parts, make it possible. */
export function reach(context: TargetContext, target: Target): Reached {
  // Of each directory that the command may be started in: the files that it would reach from there.
  const holding = target.candidates.flatMap((candidate) => {
    const found = expand(context, candidate).map(({ path, unknown }) => ({
      unknown,
      files: filesAt(context, target, path),
    }));
    return found.some(({ files }) => files.length > 0) ? [found] : [];
  });
  const found = holding.flat();
  const files = [...new Set(found.flatMap((one) => one.files))];
  const guessed = found.some(({ unknown }) => unknown);
  if (guessed && files.length > MAX_POSSIBLE) return { files: [], why: undefined };
  const ambiguous = holding.length > 1;
  const why = guessed
    ? t`A part of the path is a variable that the file does not set.`
    : ambiguous
      ? t`The path exists below several directories that the script may be started in.`
      : undefined;
  return { files, why };
}

interface Expanded {
  readonly path: string;
  /** The path is a guess: it fits a pattern with unknown parts. */
  readonly unknown: boolean;
}

/** The paths that exist for a candidate: itself, the matches of a glob, or whatever its unknown parts may be. */
function expand(context: TargetContext, path: string): Expanded[] {
  if (hasUnknown(path)) return guesses(context, path);
  if (/[*?[]/.test(path)) return expandGlob(context.tree, path).map((match) => ({ path: match, unknown: false }));
  return 'path' in resolvePath(context.tree, path) ? [{ path, unknown: false }] : [];
}

/** Files and directories that fit a path with unknown parts; none when too little of it is known. */
function guesses(context: TargetContext, pattern: string): Expanded[] {
  const stars = pattern.replace(/\*\*\/|[*?]/g, UNKNOWN_TEXT);
  const known = stars.split('/').filter((segment) => segment !== '' && !hasUnknown(segment));
  // A known name, or the better part of one, must remain.
  if (known.length === 0 || (known.length === 1 && known[0] !== undefined && known[0].length < 3)) return [];
  const found = new Set<string>();
  const seen = new Set<string>();
  const bare = stars.startsWith(`${UNKNOWN_TEXT}/`) ? stars.slice(UNKNOWN_TEXT.length + 1) : undefined;
  const fits = (path: string): boolean =>
    matchesPattern(stars, path) || (bare !== undefined && matchesPattern(bare, path));
  for (const file of context.files()) {
    if (fits(file)) found.add(file);
    for (let directory = dirname(file); directory !== '' && !seen.has(directory); directory = dirname(directory)) {
      seen.add(directory);
      if (fits(directory)) found.add(directory);
    }
    if (found.size > MAX_POSSIBLE) return [];
  }
  return [...found].map((path) => ({ path, unknown: true }));
}

function filesAt(context: TargetContext, target: Target, path: string): readonly string[] {
  switch (target.type) {
    case 'files':
      return plainFiles(context.tree, path, target.recursive);
    case 'contents':
      return contentFiles(context.tree, path);
    case 'kustomize':
      return kustomized(context, path);
    case 'helm':
      return charted(context, path, target.values, target.release);
    case 'source':
      return target.reader === 'flux' && 'problem' in kustomizationIn(context.tree, path)
        ? plainFiles(context.tree, path, true)
        : deployed(claimSource({ ...request(context, ''), source: { path } }).claims, context.tree);
  }
}

/** As kubectl takes them (`cli-runtime/pkg/resource/visitor.go`): a file whatever its name, of a directory those with an extension. */
function plainFiles(tree: Tree, path: string, recursive: boolean): string[] {
  const real = resolvePath(tree, path);
  if (!('path' in real)) return [];
  if (real.kind === 'file') return [real.path];
  if (real.kind !== 'directory') return [];
  const found: string[] = [];
  const visit = (directory: string, depth: number): void => {
    for (const { name, kind } of tree.list(directory)) {
      const inner = join(directory, name);
      if (kind === 'directory' && recursive && depth < 100) visit(inner, depth + 1);
      else if (kind !== 'directory' && MANIFEST.test(name)) found.push(inner);
    }
  };
  visit(real.path, 0);
  return found;
}

/** As `kubectl create configmap` takes them: a file, or the files of a directory, not of those in it (`kubectl/pkg/cmd/create`). */
function contentFiles(tree: Tree, path: string): string[] {
  const real = resolvePath(tree, path);
  if (!('path' in real)) return [];
  if (real.kind === 'file') return [real.path];
  return tree
    .list(real.path)
    .filter(({ kind }) => kind === 'file')
    .map(({ name }) => join(real.path, name));
}

function kustomized(context: TargetContext, path: string): string[] {
  const real = resolvePath(context.tree, path);
  if (!('path' in real) || real.kind !== 'directory' || 'problem' in kustomizationIn(context.tree, real.path))
    return [];
  const { claims } = kustomizeClaims({
    ...request(context, real.path),
    settings: { ...context.settings(), kustomizeBuildOptions: LENIENT },
  });
  return deployed(claims, context.tree);
}

function charted(
  context: TargetContext,
  path: string,
  values: readonly (readonly string[])[],
  release: string,
): string[] {
  const real = resolvePath(context.tree, path);
  if (!('path' in real) || context.tree.kind(join(real.path, 'Chart.yaml')) === undefined) return [];
  const valueFiles = values.flatMap((candidates) => {
    const existing = candidates.find(
      (candidate) => !hasUnknown(candidate) && 'path' in resolvePath(context.tree, candidate),
    );
    return existing === undefined ? [] : [`/${existing}`];
  });
  const { claims } = helmClaims({
    ...request(context, real.path),
    appName: release,
    source: { path: real.path, helm: { valueFiles } },
  });
  return deployed(claims, context.tree);
}

function request({ tree, settings }: TargetContext, path: string): SourceRequest {
  return {
    tree,
    source: {},
    path,
    appName: '',
    appNamespace: '',
    destinationNamespace: '',
    project: '',
    refs: new Map(),
    multiSource: false,
    settings: settings(),
  };
}

function deployed(claims: readonly Claim[], tree: Tree): string[] {
  return claims
    .filter(({ role, repository }) => (role === 'manifest' || role === 'template') && repository === tree.id)
    .map(({ file }) => file);
}
