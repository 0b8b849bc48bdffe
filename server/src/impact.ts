import type { Repository } from './coverage/repository.ts';
import { createEngine, type Engine } from './engine.ts';
import { type FileSystem, MAX_TEXT_BYTES } from './files/fileSystem.ts';
import { changesSince, untrackedFiles } from './files/gitChanges.ts';
import { type CommitView, openCommit } from './files/gitCommit.ts';
import { ComparisonError, findMergeBase, type MergeBase } from './files/mergeBase.ts';
import { basename } from './files/paths.ts';
import { decodeText } from './files/text.ts';
import { t } from './l10n/t.ts';
import { compareSides } from './report/impact/compareSides.ts';
import { fileMoves } from './report/impact/fileMoves.ts';
import { fileKey } from './report/impact/matchManifests.ts';
import type { BranchImpact, ImpactBase } from './report/impact/model.ts';
import type { Report } from './report/model.ts';
import type { ReportPlace } from './report/place.ts';

/** Branches that are tried when nobody says what to compare with. */
const USUAL_BASES = ['origin/main', 'origin/master', 'main', 'master', 'HEAD'];

/** A branch's impact, with the branch's report: its effects are those of the changed files. */
export interface ComparedBranch {
  readonly impact: BranchImpact;
  readonly report: Report;
  /** Files that differ from the merge bases, as the report names them. */
  readonly files: readonly ReportPlace[];
}

export interface ComparisonOptions {
  /** What to compare with; the default branch without it. */
  readonly reference?: string | undefined;
  /** The working directory that repositories are named from. */
  readonly relativeTo?: string;
}

/** One repository with the commit that it is compared with. */
interface Compared {
  readonly repository: Repository;
  readonly reference: string;
  readonly base: MergeBase;
  readonly changed: readonly string[];
  readonly uncommitted: number;
  readonly unsaved: number;
}

/**
 * Compares the workspace's repositories, unsaved buffers included, with the merge bases of their HEADs and a reference. Both
 * sides are analysed from Git's objects and the work tree; nothing is checked out. A repository that can't be compared
 * counts as unchanged, and a note says why.
 * @throws ComparisonError when none can be compared.
 */
export async function compareBranch(
  engine: Engine,
  disk: FileSystem,
  { reference, ...naming }: ComparisonOptions = {},
): Promise<ComparedBranch> {
  const repositories = engine.workspace.repositories();
  const compared: Compared[] = [];
  const notes: string[] = [];
  const failures: ComparisonError[] = [];
  let fileSystem = disk;
  // A repository within another one is laid over it.
  for (const repository of [...repositories].sort((a, b) => a.id.length - b.id.length)) {
    try {
      const { reference: named, base } = findBase(repository, reference);
      const untracked = untrackedFiles(repository.id);
      const { files, submodules } = changesSince(repository.id, base.commit, untracked);
      const view = openCommit(fileSystem, repository.id, base.commit, files);
      fileSystem = view.fileSystem;
      notes.push(...notesOf(repository, view, submodules));
      const unsaved = unsavedFiles(engine, disk, repository);
      compared.push({
        repository,
        reference: named,
        base,
        changed: [...new Set([...files, ...unsaved])].sort(),
        uncommitted: changesSince(repository.id, base.head, untracked).files.length,
        unsaved: unsaved.length,
      });
    } catch (error) {
      if (!(error instanceof ComparisonError)) throw error;
      failures.push(error);
    }
  }
  if (compared.length === 0)
    throw failures[0] ?? new ComparisonError(t`There is no repository to compare: open a folder that is one`);
  const before = createEngine({ fileSystem });
  before.setEditorSettings(engine.editorSettings());
  before.setFolders(
    repositories.map(({ id }) => id),
    { nested: false },
  );
  await before.index();
  const present = new Map(
    compared.map((one) => [one.repository.id, one.changed.filter((file) => isFile(one.repository, file))]),
  );
  const report = engine.report({ ...naming, changed: present });
  const rootNames = new Map(repositories.map(({ id }, i) => [id, report.repositories[i]?.root ?? id]));
  const ids = new Map([...rootNames].map(([id, root]) => [root, id]));
  const named = (id: string): { repository?: string } =>
    repositories.length === 1 ? {} : { repository: rootNames.get(id) ?? id };
  const files = compared.flatMap((one) => one.changed.map((file) => ({ ...named(one.repository.id), file })));
  const impact = compareSides(
    { report: before.report({ ...naming, changed: new Map() }), context: before.features },
    { report, context: engine.features },
    {
      bases: compared.map((one) => baseOf(one, named(one.repository.id))),
      notes: [...failures.map(({ message }) => `${message}.`), ...notes],
      files: new Set(files.map(fileKey)),
      moves: movesOf(compared, before, named),
      gone: new Map(compared.map((one) => [one.repository.id, goneFrom(before, one)])),
      named,
      rootOf: (repository) =>
        repository === undefined ? (repositories[0]?.id ?? '') : (ids.get(repository) ?? repository),
    },
  );
  return { impact, report: { ...report, effects: impact.effects }, files };
}

/** The files of the merge base that the branch has no more. */
function goneFrom(before: Engine, { repository, changed }: Compared): string[] {
  const past = before.workspace.byId(repository.id);
  return past ? changed.filter((file) => isFile(past, file) && !isFile(repository, file)) : [];
}

function isFile({ tree }: Repository, file: string): boolean {
  const kind = tree.kind(file);
  return kind === 'file' || kind === 'symlink';
}

/** The first reference that Git can compare with. */
function findBase(repository: Repository, reference: string | undefined): { reference: string; base: MergeBase } {
  let failure: unknown;
  for (const candidate of reference === undefined ? [...repository.git().defaultBranches, ...USUAL_BASES] : [reference])
    try {
      return { reference: candidate, base: findMergeBase(repository.id, candidate) };
    } catch (error) {
      failure ??= error;
    }
  throw failure;
}

function baseOf({ repository, reference, base, uncommitted, unsaved }: Compared, named: object): ImpactBase {
  const { branch } = repository.git();
  return { ...named, reference, ...base, ...(branch === undefined ? {} : { branch }), uncommitted, unsaved };
}

function notesOf({ id }: Repository, { missing }: CommitView, submodules: readonly string[]): string[] {
  return [
    ...submodules.map(
      (path) => t`Submodule ${path} stands at another commit: open it beside this repository to see what that changes.`,
    ),
    ...(missing > 0
      ? [
          t`${missing} files of the merge base are not in this partial clone of ${basename(id)}: what they said is not known.`,
        ]
      : []),
  ];
}

/** Files with a buffer that says something else than the disk. */
function unsavedFiles(engine: Engine, disk: FileSystem, { id, tree }: Repository): string[] {
  return engine.openFiles().flatMap((path) => {
    const at = engine.workspace.locate(path);
    if (at?.repository.id !== id) return [];
    const saved = disk.read(path, MAX_TEXT_BYTES);
    return tree.text(at.file) === (saved && decodeText(saved)) ? [] : [at.file];
  });
}

/** Files that stand under another name now, as `fileKey` writes them. */
function movesOf(
  compared: readonly Compared[],
  before: Engine,
  named: (id: string) => { repository?: string },
): Map<string, string> {
  const moves = new Map<string, string>();
  for (const one of compared) {
    const { repository, changed } = one;
    const past = before.workspace.byId(repository.id);
    if (!past) continue;
    const fresh = changed.filter((file) => !isFile(past, file) && isFile(repository, file));
    const found = fileMoves(
      goneFrom(before, one).map((path) => ({ path, text: past.tree.text(path) })),
      fresh.map((path) => ({ path, text: repository.tree.text(path) })),
    );
    for (const [to, from] of found)
      moves.set(fileKey({ ...named(repository.id), file: to }), fileKey({ ...named(repository.id), file: from }));
  }
  return moves;
}
