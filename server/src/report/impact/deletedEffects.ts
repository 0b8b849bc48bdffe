import type { Repository } from '../../coverage/repository.ts';
import { computeEffects, type EffectGroup } from '../../effects/computeEffects.ts';
import { CATEGORIES, EFFECTS, type Judgement } from '../../effects/effect.ts';
import { mergeIsAll } from '../../effects/routeEffect.ts';
import { writeSteps } from '../../effects/steps.ts';
import { compareBytes } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import type { Report, ReportManifest } from '../model.ts';
import type { Side, SideChanges } from './compareSides.ts';
import { fileKey } from './matchManifests.ts';
import type { BranchImpact, LeavingObject } from './model.ts';

type ReportEffect = Report['effects'][number];
type Facts = Pick<BranchImpact, 'leaving' | 'moved'>;

/** The rows of the effects table with those of the files that the branch deletes: what happens when they go. */
export function withDeleted(before: Side, rows: readonly ReportEffect[], changes: SideChanges, facts: Facts) {
  const leaving = byFile(facts.leaving, ({ manifest }) => manifest);
  const manifests = byFile(before.report.manifests, (manifest) => manifest);
  const elsewhere = byFile(facts.moved, ({ from }) => from);
  const renamed = new Set(changes.moves.values());
  const made = new Map<string, { row: ReportEffect; repository: Repository; steps: Judgement['steps'][number][] }>();
  const kept: ReportEffect[] = [];
  const gone = before.context.workspace
    .repositories()
    .map((repository) => [repository, changes.gone.get(repository.id) ?? []] as const);
  for (const group of computeEffects(before.context, gone)) {
    const { repository, category } = group;
    const named = changes.named(repository.id);
    let others = 0;
    for (const file of group.files) {
      const key = fileKey({ ...named, file });
      const left = leaving.get(key) ?? [];
      // A file under another name is told by its new one, unless something is lost on the way.
      if (renamed.has(key) && left.length === 0) continue;
      const judged = judge(group, file, manifests.get(key) ?? [], left, elsewhere.has(key));
      if (!judged) {
        others++;
        continue;
      }
      const { effect, reason, steps } = judged;
      const id = JSON.stringify([repository.id, category, effect, reason]);
      const known = made.get(id);
      const row = { ...named, category, effect, reason, how: '', files: (known?.row.files ?? 0) + 1 };
      made.set(id, { row, repository, steps: [...(known?.steps ?? []), ...steps] });
    }
    const { effect, reason, how } = group;
    if (others > 0) kept.push({ ...named, category, effect, files: others, reason, how });
  }
  const deleted = [...made.values()].map(({ row, repository, steps }) => ({
    ...row,
    how: writeSteps(repository.tree, steps),
  }));
  return joinRows([...rows, ...kept, ...deleted]);
}

/** What happens when one file goes; undefined where what holds of a change of it holds of its end too. */
function judge(
  { repository, category, effect }: EffectGroup,
  file: string,
  manifests: readonly ReportManifest[],
  leaving: readonly LeavingObject[],
  elsewhere: boolean,
): Judgement | undefined {
  const staying = leaving.filter(({ fate }) => fate === 'orphaned');
  if (staying.length > 0)
    return {
      effect: 'manual',
      reason: t`Deleted: what it made stays in the cluster.`,
      steps: staying.map(removal),
    };
  if (leaving.some(({ fate }) => fate === 'pruned')) return byItself(t`Deleted: Argo CD deletes what it made, too.`);
  if (leaving.length > 0) return byItself(t`Deleted: another Application deploys what it made.`);
  if (elsewhere) return byItself(t`Deleted: what it held stands in another file now.`);
  const byOthers =
    manifests.length === 0
      ? repository.otherRoutes.of(file).length > 0
      : manifests.some(({ status }) => status === 'other' || status === 'root');
  if (byOthers)
    return {
      effect: 'manual',
      reason: t`Deleted: what it made stays in the cluster.`,
      steps: [{ does: 'say', sentence: t`Delete in the cluster what is no longer wanted.` }],
    };
  if (manifests.length > 0) {
    const deployed = manifests.some(({ routes }) => routes.length > 0);
    return byItself(
      deployed
        ? t`Deleted: another file still holds what it held.`
        : t`Deleted: nothing deployed it, so nothing goes with it.`,
    );
  }
  switch (category) {
    case 'infrastructure':
      return {
        effect: 'manual',
        reason: t`Deleted: a merge alone takes nothing away that its tool has made.`,
        steps: [{ does: 'say', sentence: t`Run its tool again, or take away what it made.` }],
      };
    case 'kubernetes':
    case 'monitoring':
      return effect === 'manual' ? byItself(t`Deleted: nothing deployed it, so nothing goes with it.`) : undefined;
    default:
      return undefined;
  }
}

function byItself(reason: string): Judgement {
  return { effect: 'automatic', reason, steps: [mergeIsAll()] };
}

/** How an object that its Application leaves behind is deleted. */
function removal({ why, application }: LeavingObject): Judgement['steps'][number] {
  return why === 'by-hand' || why === 'no-prune'
    ? { does: 'say', sentence: t`Sync the Application ${application} with pruning.` }
    : { does: 'say', sentence: t`Delete in the cluster what is no longer wanted.` };
}

function byFile<T>(
  all: readonly T[],
  placeOf: (item: T) => { readonly repository?: string; readonly file: string },
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of all) {
    const key = fileKey(placeOf(item));
    const items = found.get(key);
    if (items) items.push(item);
    else found.set(key, [item]);
  }
  return found;
}

/** Rows that say the same become one; in the order in which categories and effects are told. */
function joinRows(rows: readonly ReportEffect[]): ReportEffect[] {
  const joined = new Map<string, ReportEffect>();
  for (const row of rows) {
    const key = JSON.stringify([row.repository, row.category, row.effect, row.reason, row.how]);
    joined.set(key, { ...row, files: row.files + (joined.get(key)?.files ?? 0) });
  }
  return [...joined.values()].sort(
    (a, b) =>
      compareBytes(a.repository ?? '', b.repository ?? '') ||
      CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
      EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
      compareBytes(a.reason, b.reason),
  );
}
