import type { FileVerdict } from '../coverage/fileVerdict.ts';
import type { Fleet } from '../coverage/fleet.ts';
import type { Repository } from '../coverage/repository.ts';
import type { Workspace } from '../coverage/workspace.ts';
import type { BuildIndex } from './builds/buildIndex.ts';
import type { Step } from './steps.ts';

/** The kinds of files that a merge is asked about, in the order in which they are told. */
export const CATEGORIES = [
  'documentation',
  'code',
  'kubernetes',
  'monitoring',
  'delivery',
  'infrastructure',
  'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** Whether a merge takes effect by itself, if something holds, or only when somebody does something. The best comes first. */
export const EFFECTS = ['automatic', 'conditional', 'manual'] as const;
export type Effect = (typeof EFFECTS)[number];

/** What becomes of a change when it is merged, why, and what makes it take effect. */
export interface Judgement {
  readonly effect: Effect;
  /** One sentence that fits every file of which it is true. */
  readonly reason: string;
  readonly steps: readonly Step[];
}

/** A judged file. */
export interface FileEffect extends Judgement {
  readonly category: Category;
  readonly repository: Repository;
  readonly file: string;
}

/** What the categories ask of the engine. */
export interface EffectContext {
  readonly workspace: Workspace;
  fleet(): Fleet;
  verdict(repository: Repository, file: string): FileVerdict;
  builds(repository: Repository): BuildIndex;
  /** `file:line` of the manifests that name an image. */
  imageUses(image: string): readonly string[];
}

/** One file, with what coverage knows of it. */
export interface FileFacts {
  readonly repository: Repository;
  readonly file: string;
  readonly verdict: FileVerdict;
}

/** One category: which files fall into it (the first category of the table that takes a file has it), and what becomes of them. */
export interface CategoryRule {
  readonly name: Category;
  takes(facts: FileFacts, context: EffectContext): boolean;
  judge(context: EffectContext, facts: FileFacts): Judgement;
}

/** The better of two judgements; of equals the first. */
export function better(a: Judgement, b: Judgement): Judgement {
  return EFFECTS.indexOf(b.effect) < EFFECTS.indexOf(a.effect) ? b : a;
}

/** The worse of two judgements; of equals the first. */
export function worse(a: Judgement, b: Judgement): Judgement {
  return EFFECTS.indexOf(b.effect) > EFFECTS.indexOf(a.effect) ? b : a;
}
