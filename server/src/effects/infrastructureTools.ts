import { basename, dirname, join } from '../files/paths.ts';
import type { Tree } from '../files/tree.ts';
import { t } from '../l10n/t.ts';
import { quote, type Step } from './steps.ts';

/** A tool that makes infrastructure of files. */
export interface InfrastructureTool {
  readonly owns: RegExp;
  /** How somebody makes a change of the file take effect. */
  step(tree: Tree, file: string): Step;
}

const run = (command: string): Step => ({ does: 'run', command });

/** One entry a tool, in the order in which they are run; the first that owns a file has it. */
export const INFRASTRUCTURE_TOOLS: readonly InfrastructureTool[] = [
  {
    owns: /\.pkr\.(?:hcl|json)$|\.pkrvars\.hcl$|(?:^|\/)packer\//i,
    step: (_tree, file) => run(`packer build ${quote(dirname(file) || '.')}`),
  },
  {
    owns: /(?:^|\/)terragrunt(?:\.hcl$|\/)/i,
    step: (_tree, file) => run(`terragrunt --working-dir ${quote(dirname(file) || '.')} apply`),
  },
  {
    owns: /\.(?:tf|tfvars|tofu)(?:\.json)?$|\.terraform\.lock\.hcl$|\.tftpl$|(?:^|\/)(?:terraform|tofu|opentofu)\//i,
    step: (tree, file) => run(terraform(tree, file)),
  },
  {
    owns: /(?:^|\/)(?:ansible|playbooks?|group_vars|host_vars)\/|(?:^|\/)roles\/[^/]+\/(?:tasks|handlers|defaults|vars|meta|templates|files)\/|(?:^|\/)ansible\.cfg$|(?:^|\/)(?:inventory|hosts)(?:\.(?:ini|ya?ml)|\/[^/]+)$/i,
    step: ansible,
  },
  {
    owns: /(?:^|\/)Pulumi(?:\.[^/]+)?\.ya?ml$|(?:^|\/)pulumi\//,
    step: (_tree, file) => run(`pulumi up --cwd ${quote(dirname(file) || '.')}`),
  },
  { owns: /(?:^|\/)cdk\.json$|(?:^|\/)cdk\//, step: () => run('cdk deploy') },
  { owns: /(?:^|\/)(?:cloudformation|cfn)\//i, step: () => run('aws cloudformation deploy') },
  {
    owns: /\.bicep(?:param)?$/,
    step: (_tree, file) => run(`az deployment group create --template-file ${quote(file)}`),
  },
  { owns: /(?:^|\/)serverless\.ya?ml$/, step: () => run('serverless deploy') },
  { owns: /(?:^|\/)talconfig\.ya?ml$|(?:^|\/)talos\/(?!.*Taskfile)/, step: () => run('talosctl apply-config') },
  { owns: /(?:^|\/)Vagrantfile$/, step: () => run('vagrant up --provision') },
  {
    owns: /(?:^|\/)(?:cloud-init|cloud-config|kickstart|preseed)(?:\/|\.)/i,
    step: (_tree, file) => ({ does: 'say', sentence: t`Set up the machines that ${file} describes again.` }),
  },
];

/** The root module that a file belongs to: modules are applied through the directory that holds them. */
function terraform(tree: Tree, file: string): string {
  const modules = /^(.*?)(?:^|\/)modules\//.exec(file)?.[1];
  let directory = modules ?? dirname(file);
  while (directory !== '' && !holds(tree, directory, /\.(?:tf|tofu)$/)) directory = dirname(directory);
  const module = holds(tree, directory, /\.(?:tf|tofu)$/) ? directory : (modules ?? dirname(file));
  return module === '' ? 'terraform apply' : `terraform -chdir=${quote(module)} apply`;
}

/** The playbook that a file belongs to: itself, or the site.yml above it. */
function ansible(tree: Tree, file: string): Step {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    for (const name of ['site.yml', 'site.yaml', 'main.yml', 'main.yaml', 'playbook.yml', 'playbook.yaml'])
      if (!/(?:^|\/)roles\//.test(join(directory, name)) && tree.kind(join(directory, name)) === 'file')
        return run(`ansible-playbook ${quote(join(directory, name))}`);
    if (directory === '') break;
  }
  return /(?:^|\/)(?:roles|group_vars|host_vars|inventor)/.test(file) || !/\.ya?ml$/.test(basename(file))
    ? { does: 'say', sentence: t`Run the playbooks that use ${dirname(file) || '.'} again.` }
    : run(`ansible-playbook ${quote(file)}`);
}

function holds(tree: Tree, directory: string, name: RegExp): boolean {
  return tree.list(directory).some((entry) => entry.kind === 'file' && name.test(entry.name));
}
