import type { Invocation } from '../shell/invocation.ts';
import { argocd } from './argocd.ts';
import type { CommandReader, Effect } from './command.ts';
import { filters, words } from './filters.ts';
import { helm } from './helm.ts';
import { kubectl } from './kubectl.ts';
import { kustomize } from './kustomize.ts';

/** Every family of programs that is understood: the one table of them. */
const COMMANDS: readonly CommandReader[] = [kubectl, kustomize, helm, argocd, filters, words];

const byProgram = new Map(
  COMMANDS.flatMap((reader) => [...reader.programs].map((program) => [program, reader] as const)),
);

/** What a command does, as far as it matters here. */
export function effectOf(invocation: Invocation): Effect | undefined {
  return byProgram.get(invocation.argv[0] ?? '')?.read(invocation);
}
