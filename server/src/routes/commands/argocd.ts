import { ROOT_MARK } from '../hosts/host.ts';
import type { Target } from '../model.ts';
import { NO_OUTPUT } from '../shell/invocation.ts';
import { candidatesOf } from '../shell/path.ts';
import { type CommandReader, filesTarget } from './command.ts';
import { parseFlags } from './flags.ts';

const TAKES = new Set(
  `-f --file --repo --path --dest-server --dest-name --dest-namespace --revision --project --sync-policy --values --helm-set
  --helm-chart -p --parameter --name -l --label --annotations --server --auth-token --grpc-web-root-path --config --argocd-context
  --sync-option --directory-include --directory-exclude -N --app-namespace --env --kustomize-image --plugin-env --release-name
  --nameprefix --namesuffix --helm-set-string --helm-set-file --header -H --dest-namespace --ref --config-management-plugin`.split(
    /\s+/,
  ),
);

/** `argocd app create` and `set`: an Application that is registered imperatively, from a file or from its options. */
export const argocd: CommandReader = {
  programs: new Set(['argocd']),
  read(invocation) {
    const flags = parseFlags(invocation.argv.slice(1), TAKES);
    const [group, verb] = flags.positional;
    if (!/^(?:app|appset|proj)$/.test(group ?? '') || (verb !== 'create' && verb !== 'set')) return undefined;
    const files = [...flags.all('-f', '--file'), ...(group === 'appset' ? flags.positional.slice(2) : [])];
    const targets: Target[] = files.flatMap((file) => filesTarget(invocation, file, false) ?? []);
    const path = flags.last('--path');
    // A source's path counts from its repository's root.
    if (path !== undefined && group === 'app')
      targets.push({ type: 'source', reader: 'argocd', candidates: candidatesOf(`${ROOT_MARK}/${path}`, []) });
    if (targets.length === 0) return undefined;
    const repoURL = flags.last('--repo');
    return { route: { kind: 'argocd', targets, ...(repoURL === undefined ? {} : { repoURL }) }, output: NO_OUTPUT };
  },
};
