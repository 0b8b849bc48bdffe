import type { Target } from '../model.ts';
import type { Invocation } from '../shell/invocation.ts';
import { NO_OUTPUT } from '../shell/invocation.ts';
import { type CommandReader, isRemote, pathsOf } from './command.ts';
import { type Flags, parseFlags } from './flags.ts';
import { passing } from './kubectl.ts';

/** Helm's flags that take a value. */
const TAKES = new Set(
  `-f --values -n --namespace --set --set-string --set-file --set-json --set-literal --version --repo --kube-context --kubeconfig
  --timeout --description --username --password --ca-file --cert-file --key-file --keyring --post-renderer --post-renderer-args
  --history-max --registry-config --repository-cache --repository-config --kube-apiserver --kube-token --kube-as-user
  --kube-as-group --burst-limit --qps -a --api-versions --kube-version -s --show-only --output-dir --name-template --labels -l
  -o --output --wait-strategy --server-side`.split(/\s+/),
);

/** Helm: `install` and `upgrade` of a chart that lies in the repository; `template` for what the pipe leads to. */
export const helm: CommandReader = {
  programs: new Set(['helm', 'helm3', 'helm.exe']),
  read(invocation) {
    // `helm secrets upgrade` and `helm diff upgrade`: a plugin stands in front.
    const args = invocation.argv.slice(1);
    const flags = parseFlags(args[0] === 'secrets' ? args.slice(1) : args, TAKES);
    const [verb, ...rest] = flags.positional;
    const dry = flags.last('--dry-run');
    if (verb === 'template') {
      const target = chartTarget(invocation, flags, rest);
      return passing({ words: [], contents: target ? [{ type: 'target', kind: 'helm', target }] : [] });
    }
    if ((verb !== 'install' && verb !== 'upgrade') || (dry !== undefined && dry !== 'false' && dry !== 'none'))
      return undefined;
    const target = chartTarget(invocation, flags, rest);
    return target && { route: { kind: 'helm', targets: [target] }, output: NO_OUTPUT };
  },
};

/** The chart of `[NAME] CHART`, when it may be a directory of the repository. */
function chartTarget(invocation: Invocation, flags: Flags, rest: readonly string[]): Target | undefined {
  const chart = rest[1] ?? rest[0];
  if (chart === undefined || flags.has('--repo') || isRemote(chart) || chart.endsWith('.tgz')) return undefined;
  const candidates = pathsOf(invocation, chart);
  if (candidates.length === 0) return undefined;
  const values = flags
    .all('-f', '--values')
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '-' && !isRemote(value))
    .map((value) => pathsOf(invocation, value));
  return { type: 'helm', candidates, values, release: rest.length > 1 ? (rest[0] as string) : 'release-name' };
}
