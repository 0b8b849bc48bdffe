import { isObject } from '../applications/json.ts';
import type { AppSet } from '../coverage/fleet.ts';
import type { App } from '../coverage/model.ts';
import type { Repository } from '../coverage/repository.ts';
import { deletesNothing, setSyncPolicy } from '../coverage/setPolicy.ts';
import { listedTree } from '../files/listedTree.ts';
import { dirname, isWithin } from '../files/paths.ts';
import type { Tree } from '../files/tree.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { FeatureContext } from './context.ts';
import { applyEdits } from './edits.ts';
import { generatedNames } from './generatedNames.ts';
import { type Move, movedPath } from './moves.ts';
import type { FileEdit } from './results.ts';

type Edits = readonly Extract<FileEdit, { type: 'edit' }>[];

/** Warnings that are given; a person reads no more. */
const MAX_WARNINGS = 5;

/** The Applications that moves take away although every name is followed: generators find directories and files by where they are. */
export function renameWarnings(context: FeatureContext, moves: readonly Move[], edits: Edits): string[] {
  const { apps, sets } = context.fleet();
  const trees = new Map<Repository, Tree>();
  const treeAfter = (repository: Repository): Tree => {
    const tree = trees.get(repository) ?? movedTree(repository, moves, edits);
    trees.set(repository, tree);
    return tree;
  };
  const warnings: string[] = [];
  for (const set of sets) {
    const home = context.workspace.byId(set.definition.at.repository);
    // A set that is made by a chart or patched is read as it is only after the move.
    if (!home || set.definition.made !== 'file' || !JSON.stringify(set.definition.object).includes('"git"')) continue;
    if (deletesNothing(set)) continue;
    const { file } = set.definition.at;
    const after = generatedNames(context, set.definition, treeAfter(home), movedPath(moves, home, file));
    warnings.push(...lost(set, after));
  }
  for (const app of apps) if (leavesParent(context, moves, app)) warnings.push(disappears(app.name));
  return warnings.slice(0, MAX_WARNINGS);
}

function lost(set: AppSet, after: ReadonlySet<string>): string[] {
  const now = new Set(set.apps.filter(({ certain, name }) => certain && !hasUnknown(name)).map(({ name }) => name));
  const gone = [...now].filter((name) => !after.has(name));
  const fresh = [...after].filter((name) => !now.has(name));
  if (setSyncPolicy(set)['preserveResourcesOnDeletion'] === true)
    return gone.map((name) => t`Application “${name}” would disappear; what it deployed would stay without an owner.`);
  if (gone.length === 1 && fresh.length === 1)
    return [
      t`Application “${gone[0] as string}” would become “${fresh[0] as string}”: Argo CD deletes the old one with all it deployed, and creates the new one.`,
    ];
  return gone.map(disappears);
}

function disappears(name: string): string {
  return t`Application “${name}” would disappear: Argo CD prunes it with all it deployed.`;
}

/** Whether the file of an Application leaves the directory from which a plain directory source deploys it. */
function leavesParent(context: FeatureContext, moves: readonly Move[], app: App): boolean {
  const home = context.workspace.byId(app.definition.at.repository);
  const { file } = app.definition.at;
  if (!home || app.generatedBy || app.definition.made !== 'file') return false;
  const to = movedPath(moves, home, file);
  const parent = to === file ? undefined : context.parent(app);
  if (!parent?.prune) return false;
  const roots = parent.sources.flatMap((source) => source.roots.map((root) => ({ root })));
  const holding = roots.find(({ root }) => root.repository === home && isWithin(file, root.path));
  if (holding?.root.type !== 'Directory') return false;
  const { root } = holding;
  // A source whose path moves along is followed by the edit of its path.
  const path = movedPath(moves, home, root.path);
  const directory = root.request?.source['directory'];
  const recurses = isObject(directory) && directory['recurse'] === true;
  return recurses ? !isWithin(to, path) : dirname(to) !== path;
}

/** A repository after moves and edits. */
function movedTree(repository: Repository, moves: readonly Move[], edits: Edits): Tree {
  const { tree } = repository;
  const origins = new Map(tree.files().map((file) => [movedPath(moves, repository, file), file]));
  const edited = new Map(edits.map((step) => [step.path, step.edits]));
  const files = [...origins].map(([path, file]) => ({ path, link: tree.kind(file) === 'symlink' }));
  return listedTree(repository.id, files, (path) => {
    const file = origins.get(path) as string;
    if (tree.kind(file) === 'symlink') return tree.readlink(file);
    const text = tree.text(file);
    return text === undefined ? undefined : applyEdits(text, edited.get(`${repository.id}/${file}`) ?? []);
  });
}
