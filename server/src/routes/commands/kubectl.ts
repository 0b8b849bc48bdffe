import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import type { RouteKind, Target } from '../model.ts';
import type { Content, Creation, Invocation, Output } from '../shell/invocation.ts';
import { NO_OUTPUT } from '../shell/invocation.ts';
import { type CommandReader, type Effect, filesTarget, isRemote, NO_EFFECT, pathsOf } from './command.ts';
import { type Flags, parseFlags } from './flags.ts';

/** kubectl's flags that take a value (`k8s.io/kubectl`, `genericclioptions`). */
const TAKES = new Set(
  `-f --filename -k --kustomize -n --namespace --context --kubeconfig --cluster --user -s --server --as --as-group --as-uid
  --token --request-timeout -o --output -l --selector --field-manager --field-selector --timeout --grace-period --type
  --from-file --from-literal --from-env-file --docker-server --docker-username --docker-password --docker-email --cert --key
  --image --certificate-authority --client-certificate --client-key -v --v --cache-dir --prune-allowlist --prune-whitelist
  --template --env -c --container --username --password --subresource --raw --tls-server-name --patch -p --patch-file --for
  --clusterrole --role --serviceaccount --group --verb --resource --hard --port --tcp --class --rule --value --schedule --from
  --output-version --profile --profile-output --log-file --vmodule`.split(/\s+/),
);

/** kubectl, oc and k: `apply`, `create`, `replace`, `kustomize`, with `-f`, `-k` and the standard input. */
export const kubectl: CommandReader = {
  programs: new Set(['kubectl', 'oc', 'k', 'kubectl.exe', 'kubecolor']),
  read(invocation) {
    const flags = parseFlags(invocation.argv.slice(1), TAKES);
    const [verb, ...rest] = flags.positional;
    if (verb === 'kustomize')
      return { output: { words: [], contents: builtBy(invocation, rest[0] ?? '.', 'kustomize') } };
    if (verb !== 'apply' && verb !== 'create' && verb !== 'replace') return undefined;
    const created = verb === 'create' ? creationOf(invocation, rest, flags) : undefined;
    const dry = flags.last('--dry-run');
    if (dry !== undefined && dry !== 'none' && dry !== 'false')
      return {
        output: {
          words: [],
          contents: created ? [{ type: 'creation', made: created }] : contentsOf(invocation, flags, rest),
        },
      };
    // `kubectl apply edit-last-applied`, `kubectl create job --from=…`, `kubectl create namespace x`.
    if (created) return { creation: created, output: NO_OUTPUT };
    return applied(contentsOf(invocation, flags, rest));
  },
};

/** What a command that applies manifests does with them: one route, or what is created out of nothing. */
function applied(contents: readonly Content[]): Effect {
  const targets = contents.flatMap((content) => (content.type === 'target' ? [content] : []));
  const texts = contents.flatMap((content) =>
    content.type === 'text' ? [{ text: content.text, start: content.span.start, end: content.span.end }] : [],
  );
  const creation = contents.flatMap((content) => (content.type === 'creation' ? [content.made] : []))[0];
  if (targets.length === 0) return { texts, ...(creation ? { creation } : {}), output: NO_OUTPUT };
  const made = targets.find((target) => target.kind !== 'kubectl')?.kind ?? 'kubectl';
  return {
    route: { kind: made, targets: targets.map(({ target }) => target) },
    texts,
    ...(creation ? { creation } : {}),
    output: NO_OUTPUT,
  };
}

/** All manifests that `-f`, `-k` and the standard input give. */
function contentsOf(invocation: Invocation, flags: Flags, rest: readonly string[]): Content[] {
  const recursive = flags.has('-R', '--recursive') && flags.last('-R', '--recursive') !== 'false';
  const files = flags.all('-f', '--filename').flatMap((value) => value.split(','));
  // `xargs` puts further names behind the one that `-f` takes.
  if (files.length > 0) files.push(...rest.filter((word) => /\.(?:ya?ml|json)$/.test(word)));
  const contents = files.flatMap((file): readonly Content[] => {
    if (file === '-' || file === '/dev/stdin') return invocation.input.contents;
    const substituted = invocation.substitutions.get(file);
    if (substituted) return substituted.contents;
    const target = filesTarget(invocation, file, recursive);
    return target ? [{ type: 'target', kind: 'kubectl', target }] : [];
  });
  for (const directory of flags.all('-k', '--kustomize')) contents.push(...builtBy(invocation, directory, 'kustomize'));
  return contents;
}

/** The kustomization at an argument. */
export function builtBy(invocation: Invocation, directory: string, kind: RouteKind): Content[] {
  const candidates = isRemote(directory) ? [] : pathsOf(invocation, directory);
  const target: Target = { type: 'kustomize', candidates };
  return candidates.length === 0 ? [] : [{ type: 'target', kind, target }];
}

const CREATED: Readonly<Record<string, 'ConfigMap' | 'Secret' | 'ServiceAccount'>> = {
  configmap: 'ConfigMap',
  cm: 'ConfigMap',
  secret: 'Secret',
  serviceaccount: 'ServiceAccount',
  sa: 'ServiceAccount',
};

/** `create secret generic NAME`, `create configmap NAME`, `create serviceaccount NAME`. */
function creationOf(
  invocation: Invocation,
  [resource, ...rest]: readonly string[],
  flags: Flags,
): Creation | undefined {
  const kind = Object.hasOwn(CREATED, resource ?? '') ? CREATED[resource as string] : undefined;
  if (!kind) return undefined;
  const name = kind === 'Secret' ? rest[1] : rest[0];
  if (name === undefined || name === UNKNOWN_TEXT) return undefined;
  const namespace = flags.last('-n', '--namespace') ?? null;
  // `--from-file=key=path` names the key before the file.
  const paths = [
    ...flags.all('--from-file').map((value) => value.slice(value.indexOf('=') + 1)),
    ...flags.all('--from-env-file'),
  ];
  const reads = paths.flatMap((path): Target[] => {
    const candidates = pathsOf(invocation, path);
    return candidates.length === 0 ? [] : [{ type: 'contents', candidates }];
  });
  return reads.length === 0 ? { kind, name, namespace } : { kind, name, namespace, reads };
}

/** The same without what it would apply: for programs whose output only flows on. */
export function passing(output: Output): Effect {
  return { ...NO_EFFECT, output };
}
