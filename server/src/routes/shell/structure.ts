import type { Command, CompoundList } from 'unbash';
import type { State } from './state.ts';

/** Branches that end the script or the loop decide nothing about what follows. */
export function leaving(branches: readonly State[], bodies: readonly (CompoundList | undefined)[]): readonly State[] {
  const going = branches.filter((_, i) => {
    const last = bodies[i]?.commands.at(-1)?.command;
    return !(
      last?.type === 'Command' && /^(?:exit|return|continue|break|die|fail|usage)$/.test(last.name?.value ?? '')
    );
  });
  return going.length > 0 ? going : branches;
}

/** The variable of `while read -r x`. */
export function readVariable(clause: CompoundList): string | undefined {
  const command = clause.commands[0]?.command;
  if (command?.type !== 'Command' || command.name?.value !== 'read') return undefined;
  const names = command.args.flatMap((word) =>
    word.type === 'Word' && /^[A-Za-z_]\w*$/.test(word.value) ? [word.value] : [],
  );
  return names[0];
}

/** The end of a command without the bodies of its here-documents. */
export function lineEnd(node: Command): number {
  let end = node.name?.end ?? node.pos;
  for (const part of node.suffix)
    end = Math.max(end, part.type === 'HereDoc' ? (part.delimiter?.end ?? part.pos) : part.end);
  return end;
}
