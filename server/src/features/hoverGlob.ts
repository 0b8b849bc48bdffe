import { directorySettings } from '../claims/directorySettings.ts';
import type { Repository } from '../coverage/repository.ts';
import { isWithin, join } from '../files/paths.ts';
import { compileDoublestar } from '../globs/doublestar.ts';
import { compileGitPathspec } from '../globs/gitPathspec.ts';
import { t } from '../l10n/t.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { fileLink } from './markdown.ts';
import { pathTexts } from './place/pathText.ts';
import { type Place, placeAt, placedObjects } from './place/places.ts';
import { hitsOf } from './place/pointed.ts';
import { targetsOf } from './place/targets.ts';
import type { HoverResult } from './results.ts';

/** Matches that are listed; the rest is counted. */
const MAX_LISTED = 8;

/** Matches with the repository they are in. */
interface Matches {
  readonly dialect: string;
  readonly repository: Repository | undefined;
  readonly paths: readonly string[];
  readonly note?: string;
}

/** On a pattern: the dialect that Argo CD reads it in, and what it matches now. */
export function hoverGlob(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  const place = placeAt(at.repository.tree.derive(placedObjects, at.file), offset);
  const found = place && place.value !== '' ? matchesOf(context, at, place) : undefined;
  if (!place || !found) return undefined;
  const { dialect, repository, paths, note } = found;
  const lines = [dialect, ...(note === undefined ? [] : [note])];
  if (!repository) lines.push(t`It reads a repository that is not in this workspace.`);
  else if (paths.length === 0) lines.push(t`Matches nothing now.`);
  else {
    lines.push(paths.length === 1 ? t`Matches 1 path now:` : t`Matches ${paths.length} paths now:`, '');
    for (const path of paths.slice(0, MAX_LISTED)) lines.push(`- ${fileLink(path, `${repository.id}/${path}`)}`);
    if (paths.length > MAX_LISTED) lines.push(`- ${t`… and ${paths.length - MAX_LISTED} more`}`);
  }
  return {
    markdown: lines.map((line) => (line.startsWith('- ') || line === '' ? line : `${line}  `)).join('\n'),
    span: place.span,
  };
}

function matchesOf(context: FeatureContext, at: FileAt, place: Place): Matches | undefined {
  if (place.meaning === 'gitDirectory' || place.meaning === 'gitFile') {
    const object = at.repository.tree.derive(placedObjects, at.file).find(({ places }) => places.includes(place));
    const text = object && pathTexts(context, at, object, place)[0];
    const paths = targetsOf(context, at, place).map(({ path }) => path);
    if (place.meaning === 'gitDirectory')
      return {
        dialect: t`Pattern of Go’s path.Match: \`*\` stays within one directory level.`,
        repository: text?.repository,
        paths,
      };
    const doublestar = text?.repository.settings().gitFiles.newGlobbing ?? false;
    const dialect = doublestar
      ? t`Doublestar pattern (the controller’s new globbing): \`*\` stays within one level, \`**\` crosses them.`
      : t`Git pathspec: \`*\` also matches across directory levels.`;
    const note =
      text && readingsDiffer(text.repository, text.text)
        ? t`The controller’s other globbing reads it differently.`
        : undefined;
    return { dialect, repository: text?.repository, paths, ...(note === undefined ? {} : { note }) };
  }
  if (place.meaning !== 'include' && place.meaning !== 'exclude') return undefined;
  const root = hitsOf(context, at, place)
    .flatMap(({ source }) => source?.roots ?? [])
    .find(({ type }) => type === 'Directory');
  const dialect = t`Glob of gobwas: \`*\` also matches across directory levels; it counts from the source’s path.`;
  if (!root) return { dialect, repository: undefined, paths: [] };
  const { excludedBy } = directorySettings({ directory: { [place.meaning]: place.value } }, {});
  const wanted = place.meaning === 'exclude' ? 'exclude' : undefined;
  const paths = root.repository.tree
    .files()
    .filter((file) => isWithin(file, root.path))
    .filter((file) => excludedBy(root.path === '' ? file : file.slice(root.path.length + 1)) === wanted);
  return { dialect, repository: root.repository, paths };
}

/** Whether Git's pathspec and doublestar, of which the controller's flag chooses one, match other files. */
function readingsDiffer(repository: Repository, pattern: string): boolean {
  const pathspec = compileGitPathspec(pattern);
  const doublestar = compileDoublestar(pattern);
  if ('error' in pathspec || 'error' in doublestar) return false;
  const base = join(pathspec.base);
  return repository.tree
    .files()
    .some((file) => isWithin(file, base) && pathspec.match(file) !== doublestar.match(file));
}
