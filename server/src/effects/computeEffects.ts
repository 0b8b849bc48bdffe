import type { Repository } from '../coverage/repository.ts';
import { compareBytes } from '../files/paths.ts';
import { type BuildIndex, indexBuilds } from './builds/buildIndex.ts';
import { indexImages } from './builds/imageUses.ts';
import { CATEGORIES, type Category, EFFECTS, type Effect, type EffectContext, type FileEffect } from './effect.ts';
import { writeSteps } from './steps.ts';
import { CATEGORY_RULES, LIFELESS_RULES } from './table.ts';

/** Files of one category for which the same holds. */
export interface EffectGroup {
  readonly repository: Repository;
  readonly category: Category;
  readonly effect: Effect;
  readonly reason: string;
  readonly how: string;
  readonly files: readonly string[];
}

/** What becomes of a change of one file when it is merged. */
function effectOf(context: EffectContext, repository: Repository, file: string): FileEffect {
  const facts = { repository, file, verdict: context.verdict(repository, file) };
  // Test data is applied by tests, if at all: to a merge it is a file like any other.
  const { deploys, uses } = facts.verdict.routes;
  const rules = repository.live(file) || deploys.length + uses.length > 0 ? CATEGORY_RULES : LIFELESS_RULES;
  for (const rule of rules)
    if (rule.takes(facts, context)) return { ...rule.judge(context, facts), category: rule.name, repository, file };
  throw new Error('The last category takes every file');
}

/**
 * Groups the effects of files by repository, category, effect and reason, in the order in which categories and effects are told.
 * @param files the files asked about, by repository.
 */
export function computeEffects(
  context: Omit<EffectContext, 'builds' | 'imageUses'>,
  files: Iterable<readonly [Repository, readonly string[]]>,
): EffectGroup[] {
  const groups = new Map<string, FileEffect[]>();
  const indices = new Map<Repository, BuildIndex>();
  let images: ReadonlyMap<string, readonly string[]> | undefined;
  const withBuilds: EffectContext = {
    workspace: context.workspace,
    fleet: () => context.fleet(),
    verdict: (repository, file) => context.verdict(repository, file),
    builds(repository) {
      const index = indices.get(repository) ?? indexBuilds(repository);
      indices.set(repository, index);
      return index;
    },
    imageUses(image) {
      images ??= indexImages(context.workspace);
      return images.get(image) ?? [];
    },
  };
  for (const [repository, paths] of files)
    for (const file of paths) {
      const effect = effectOf(withBuilds, repository, file);
      const key = `${repository.id}\0${effect.category}\0${effect.effect}\0${effect.reason}`;
      const group = groups.get(key);
      if (group) group.push(effect);
      else groups.set(key, [effect]);
    }
  return [...groups.values()].map(toGroup).sort(compareGroups);
}

function toGroup(members: readonly FileEffect[]): EffectGroup {
  const { repository, category, effect, reason } = members[0] as FileEffect;
  return {
    repository,
    category,
    effect,
    reason,
    how: writeSteps(
      repository.tree,
      members.flatMap(({ steps }) => steps),
    ),
    files: members.map(({ file }) => file),
  };
}

function compareGroups(a: EffectGroup, b: EffectGroup): number {
  return (
    compareBytes(a.repository.id, b.repository.id) ||
    CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category) ||
    EFFECTS.indexOf(a.effect) - EFFECTS.indexOf(b.effect) ||
    compareBytes(a.reason, b.reason)
  );
}
