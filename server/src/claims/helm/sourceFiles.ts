import { resolvePath } from '../../files/resolve.ts';
import type { Derivation } from '../../files/tree.ts';
import type { ReadValues } from '../../gotemplate/chart/userValues.ts';
import { shown, UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { unmarshalYaml } from '../../gotemplate/yaml/readYaml.ts';
import { quoted, t } from '../../l10n/t.ts';
import type { Problem } from '../../problems/problem.ts';
import type { Claim, SourceRequest } from '../claim.ts';
import {
  resolveFileParameter,
  resolveValueFiles,
  type ValueFile,
  type ValueFileContext,
  type ValueFileError,
} from '../valueFiles.ts';
import { brokenChart } from './chartFacts.ts';
import { type HelmOptions, helmOptions } from './options.ts';

/** The value files and file parameters of a source. */
export interface SourceFiles {
  readonly valueFiles: readonly ValueFile[];
  /** For each entry of `fileParameters`; undefined where Argo CD refuses it. */
  readonly fileParameters: readonly (ValueFile | undefined)[];
  readonly claims: readonly Claim[];
  readonly problems: readonly Problem[];
}

type Kind = 'valueFiles' | 'fileParameters';

/** Finds the files that `helm.valueFiles` and `helm.fileParameters` name, and what is wrong with the entries. */
export function sourceFiles(request: SourceRequest): SourceFiles {
  const options = helmOptions(request.source);
  const context = valueFileContext(request);
  const problems = unknownRefs(request, options);
  const claims: Claim[] = [];
  const told = new Set(problems.map(({ data }) => JSON.stringify(data)));
  const fail = (kind: Kind, { entry, index }: { entry: string; index: number }, message: string): void => {
    const data = { kind, entry, index };
    if (!told.has(JSON.stringify(data))) problems.push({ code: 'value-file-not-found', message, data });
  };
  const accept = (kind: Kind, file: ValueFile): void => {
    if (file.kind === 'unknown') {
      const why = t`\`${shown(file.entry)}\` holds a value that the repository can’t tell`;
      for (const match of file.matches)
        claims.push({ repository: file.tree.id, file: match, role: 'values', possible: true, why });
    }
    if (file.kind !== 'file') return;
    const real = resolvePath(file.tree, file.path);
    for (const link of file.links) claims.push({ repository: file.tree.id, file: link, role: 'values' });
    if ('problem' in real || real.kind !== 'file') {
      const message =
        'problem' in real
          ? t`The ${nounOf(kind)} \`${file.entry}\` does not exist: Helm can’t render the chart.`
          : t`The ${nounOf(kind)} \`${file.entry}\` is a directory: Helm can’t render the chart.`;
      fail(kind, file, message);
      return;
    }
    for (const path of new Set([file.path, real.path]))
      claims.push({ repository: file.tree.id, file: path, role: 'values' });
    const error = kind === 'valueFiles' ? readValues(file)?.error : undefined;
    if (error !== undefined)
      problems.push(
        brokenChart(`failed to parse ${file.path}: ${error}`, { file: real.path, repository: file.tree.id }),
      );
  };
  const refuse = (kind: Kind, error: ValueFileError): void => fail(kind, error, refusal(kind, error));

  // Paths that don't begin with a ref are inside the chart, which is elsewhere.
  const isRemote = typeof request.source['chart'] === 'string' && request.source['chart'] !== '';
  const isHere = (entry: string): boolean => !isRemote || request.refs.has(refOf(entry) ?? '');
  const values = resolveValueFiles(context, options.valueFiles, options.ignoreMissingValueFiles);
  const valueFiles = values.files.filter((file) => isHere(file.entry));
  for (const file of valueFiles) accept('valueFiles', file);
  for (const error of values.errors) if (isHere(error.entry)) refuse('valueFiles', error);
  const fileParameters = options.fileParameters.map(({ path }, index) => {
    if (!isHere(path)) return undefined;
    const found = resolveFileParameter(context, path, index);
    if ('error' in found) refuse('fileParameters', found);
    else accept('fileParameters', found);
    return 'error' in found ? undefined : found;
  });
  return { valueFiles, fileParameters, claims, problems };
}

/** The variables that value file names may hold (`reposerver/repository/repository.go` newEnv). */
function valueFileContext(request: SourceRequest): ValueFileContext {
  const { tree, path, refs, settings, source } = request;
  const text = (field: string): string => (typeof source[field] === 'string' ? source[field] : '');
  const env = new Map([
    ['ARGOCD_APP_NAME', request.appName],
    ['ARGOCD_APP_NAMESPACE', request.destinationNamespace],
    ['ARGOCD_APP_PROJECT_NAME', request.project],
    ['ARGOCD_APP_REVISION', UNKNOWN_TEXT],
    ['ARGOCD_APP_REVISION_SHORT', UNKNOWN_TEXT],
    ['ARGOCD_APP_REVISION_SHORT_8', UNKNOWN_TEXT],
    ['ARGOCD_APP_SOURCE_REPO_URL', text('repoURL')],
    ['ARGOCD_APP_SOURCE_PATH', text('path')],
    ['ARGOCD_APP_SOURCE_TARGET_REVISION', text('targetRevision')],
  ]);
  return { tree, appPath: path, refs, schemes: settings.valuesFileSchemes, env };
}

/** In an Application with `sources`, whatever begins with a dollar has to be a ref (runManifestGenAsync). */
function unknownRefs(request: SourceRequest, options: HelmOptions): Problem[] {
  if (!request.multiSource) return [];
  const listed = [
    ...options.valueFiles.map((entry, index) => ({ kind: 'valueFiles' as const, entry, index })),
    ...options.fileParameters.map(({ path }, index) => ({ kind: 'fileParameters' as const, entry: path, index })),
  ];
  const names = [...request.refs.keys()].map((name) => `$${name}`).sort();
  return listed.flatMap(({ kind, entry, index }): Problem[] => {
    const ref = refOf(entry);
    if (ref === undefined || ref.includes(UNKNOWN_TEXT) || request.refs.has(ref)) return [];
    const name = `$${ref}`;
    const message =
      names.length > 0
        ? t`No source has the ref \`${name}\`: Argo CD can’t make the manifests of this source. The refs are: ${names.join(', ')}.`
        : t`No source has the ref \`${name}\`: Argo CD can’t make the manifests of this source.`;
    return [{ code: 'ref-not-found', message, data: { kind, entry, index } }];
  });
}

function refOf(entry: string): string | undefined {
  return entry.startsWith('$') ? entry.slice(1).split('/', 1)[0] : undefined;
}

function refusal(kind: Kind, { entry, reason, error }: ValueFileError): string {
  const noun = nounOf(kind);
  const words = quoted(error);
  switch (reason) {
    case 'scheme':
      return t`The ${noun} \`${entry}\` has a URL scheme that Argo CD does not allow (${words}): it can’t make the manifests of this source.`;
    case 'outside':
      return t`The ${noun} \`${entry}\` leads out of the repository (${words}): Argo CD can’t make the manifests of this source.`;
    case 'unresolvable':
      return t`The ${noun} \`${entry}\` is the repository’s root or a loop of symlinks (${words}): Argo CD can’t make the manifests of this source.`;
    case 'no-match':
      return t`The ${noun} \`${entry}\` matches no files (${words}): Argo CD can’t make the manifests of this source.`;
    case 'bad-pattern':
      return t`The ${noun} \`${entry}\` is no valid pattern (${words}): Argo CD can’t make the manifests of this source.`;
    case 'dangling-link':
      return t`The ${noun} \`${entry}\` matches a symlink that leads nowhere (${words}): Argo CD can’t make the manifests of this source.`;
  }
}

function nounOf(kind: Kind): string {
  return kind === 'valueFiles' ? t`values file` : t`file parameter`;
}

/** The text of a file that Helm is given; undefined when it can't be had. */
export function textOf(file: ValueFile): string | undefined {
  if (file.kind !== 'file') return undefined;
  const real = resolvePath(file.tree, file.path);
  return 'path' in real ? file.tree.text(real.path) : undefined;
}

/** What Helm reads in a values file, which nobody may change; undefined when it can't be had. */
export function readValues(file: ValueFile): ReadValues | undefined {
  if (file.kind !== 'file') return undefined;
  const real = resolvePath(file.tree, file.path);
  return 'path' in real ? file.tree.derive(helmValues, real.path) : undefined;
}

/** Many Applications share values files, and each is asked for its mistakes and for its values. */
const helmValues: Derivation<ReadValues | undefined> = {
  name: 'helmValues',
  ofText: 'drop',
  compute(tree, path) {
    const text = tree.text(path);
    return text === undefined ? undefined : unmarshalYaml(text, 'map');
  },
};
