import { createEngine, type Engine } from './engine.ts';
import type { FileSystem } from './files/fileSystem.ts';
import { openMergeBase } from './files/gitCommit.ts';
import { type BranchImpact, compareReports } from './report/branchImpact.ts';
import type { Report } from './report/model.ts';

/** Branches that are tried when nobody says what to compare with. */
const USUAL_BASES = ['origin/main', 'origin/master', 'main', 'master', 'HEAD'];

/** A branch's impact, with what it was compared with. */
export interface ComparedBranch {
  readonly impact: BranchImpact;
  readonly reference: string;
  /** Files that differ from the merge base, relative to the repository. */
  readonly changed: readonly string[];
  readonly after: Report;
}

/**
 * Compares the workspace's first repository, unsaved buffers included, with the merge base of its HEAD and a reference.
 * Both sides are analysed from Git's objects and the work tree; nothing is checked out.
 * @throws when Git can't tell: the message is one line for the user.
 */
export async function compareBranch(engine: Engine, disk: FileSystem, reference?: string): Promise<ComparedBranch> {
  const repository = engine.workspace.repositories()[0];
  if (!repository) throw new Error('There is no repository to compare: open a folder that is one');
  const known = repository.git().alsoBranches.map((name) => `origin/${name}`);
  let failure: Error | undefined;
  for (const candidate of reference === undefined ? [...known, ...USUAL_BASES] : [reference]) {
    try {
      const view = openMergeBase(disk, repository.id, candidate);
      const before = createEngine({ fileSystem: view.fileSystem });
      before.setEditorSettings(engine.editorSettings());
      before.setFolders([repository.id], { nested: false });
      await before.index();
      const present = new Set(repository.tree.files());
      const changed = new Map([[repository.id, view.changed.filter((file) => present.has(file))]]);
      const after = engine.report({ changed });
      const ours = new Set(view.changed);
      return {
        impact: compareReports(before.report({ changed: new Map() }), after, ours),
        reference: candidate,
        changed: view.changed,
        after,
      };
    } catch (error) {
      failure ??= error as Error;
    }
  }
  throw failure ?? new Error('There is nothing to compare with');
}
