import type { JudgedManifest } from '../../coverage/fileVerdict.ts';
import type { Repository } from '../../coverage/repository.ts';
import type { Diagnostic } from '../../rules/diagnostic.ts';
import type { FeatureContext, FileAt } from '../context.ts';
import type { Action, ActionData, ActionEdit } from '../results.ts';

/** What the user points at. */
export interface ActionTarget extends FileAt {
  /** The manifest whose head (apiVersion, kind, name) is pointed at, or that a diagnostic pointed at is about. */
  readonly manifest: JudgedManifest | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** One kind of code action. Offering is cheap; the edit is computed when it is asked for, from the facts of the moment. */
export interface ActionProvider {
  readonly id: string;
  offer(context: FeatureContext, target: ActionTarget): readonly Offer[];
  resolve(context: FeatureContext, at: ResolveTarget): ActionEdit | undefined;
}

/** An offer with the facts that `resolve` needs. */
export type Offer = Omit<Action, 'data'> & { readonly facts?: ActionData['facts'] };

export interface ResolveTarget {
  readonly repository: Repository;
  readonly file: string;
  readonly text: string;
  readonly facts: ActionData['facts'];
}

/** An absolute path in a repository. */
export function absolute(repository: Repository, file: string): string {
  return `${repository.id}/${file}`;
}

/** A fact that is a string; undefined for anything else (facts come back from the client). */
export function textFact(at: ResolveTarget, name: string): string | undefined {
  const value = at.facts[name];
  return typeof value === 'string' ? value : undefined;
}

/** Whether a path that came back from the client stays inside the repository. */
export function isSafePath(path: string): boolean {
  return (
    path !== '' &&
    !path.startsWith('/') &&
    !path.includes('\\') &&
    !path.split('/').some((segment) => segment === '..' || segment === '.git')
  );
}
