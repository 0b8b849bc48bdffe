import type { Span } from '../../problems/problem.ts';
import { type MappedText, textBuilder } from '../sourceMap.ts';
import { textOf } from '../values.ts';

/**
 * The command that a ready-made step of GitHub Actions or a task of Azure Pipelines stands for, by its inputs; undefined
 * for one that deploys nothing.
 * @param name `azure/k8s-deploy@v5`, `KubernetesManifest@1`.
 * @param span the place of the step's name, which stands for the command.
 */
export function deployCommand(
  name: string,
  inputs: Readonly<Record<string, unknown>>,
  span: Span | undefined,
): MappedText | undefined {
  const command = commandOf(name.replace(/@.*$/s, '').toLowerCase(), inputs);
  if (command === undefined || !span) return undefined;
  const builder = textBuilder();
  builder.replace(command, span);
  return builder.done();
}

function commandOf(name: string, inputs: Readonly<Record<string, unknown>>): string | undefined {
  const input = (key: string): string | undefined => textOf(inputs[key]);
  const files = (list: string | undefined): string | undefined => {
    const paths = (list ?? '')
      .split(/[\n,]/)
      .map((path) => path.trim())
      .filter((path) => path !== '');
    return paths.length === 0 ? undefined : `kubectl apply ${paths.map((path) => `-f ${word(path)}`).join(' ')}`;
  };
  switch (name) {
    case 'azure/k8s-deploy':
      return (input('action') ?? 'deploy') === 'deploy' ? files(input('manifests')) : undefined;
    case 'kubernetesmanifest':
      return (input('action') ?? 'deploy') === 'deploy' ? files(input('manifests')) : undefined;
    case 'kubernetes': {
      const verb = input('command');
      if (verb !== 'apply' && verb !== 'create' && verb !== 'replace') return undefined;
      const configuration = input('configuration');
      return `kubectl ${verb} ${configuration === undefined ? '' : `-f ${word(configuration)} `}${input('arguments') ?? ''}`;
    }
    case 'helmdeploy': {
      const verb = input('command');
      const chart = input('chartPath');
      if ((verb !== 'install' && verb !== 'upgrade') || chart === undefined) return undefined;
      const values = input('valueFile');
      return `helm ${verb} ${word(input('releaseName') ?? 'release-name')} ${word(chart)}${values === undefined ? '' : ` -f ${word(values)}`}`;
    }
    case 'actions-hub/kubectl':
    case 'steebchen/kubectl':
    case 'kodermax/kubectl-aws-eks': {
      const args = input('args') ?? input('command');
      return args === undefined ? undefined : `kubectl ${args.replace(/^kubectl\s+/, '')}`;
    }
    default:
      return undefined;
  }
}

/** A path as one word of a shell, globs left alive. */
function word(text: string): string {
  return text.replace(/[\s"'$`\\|&;<>()]/g, '\\$&');
}
