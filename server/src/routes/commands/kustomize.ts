import type { CommandReader } from './command.ts';
import { parseFlags } from './flags.ts';
import { builtBy, passing } from './kubectl.ts';

const TAKES = new Set(
  '-o --output -e --env --load-restrictor --helm-command --mount --network-name --reorder --stack-trace --helm-kube-version --helm-api-versions'.split(
    ' ',
  ),
);

/** `kustomize build DIR`: what comes out goes where the pipe leads. */
export const kustomize: CommandReader = {
  programs: new Set(['kustomize', 'kustomize.exe']),
  read(invocation) {
    const { positional } = parseFlags(invocation.argv.slice(1), TAKES);
    if (positional[0] !== 'build') return undefined;
    return passing({ words: [], contents: builtBy(invocation, positional[1] ?? '.', 'kustomize') });
  },
};
