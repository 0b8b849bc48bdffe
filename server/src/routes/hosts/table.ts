import type { Tree } from '../../files/tree.ts';
import { ansible } from '../declared/ansible.ts';
import { flux, holdsFlux } from '../declared/flux.ts';
import { helmfile } from '../declared/helmfile.ts';
import { skaffold } from '../declared/skaffold.ts';
import { terraform } from '../declared/terraform.ts';
import { azurePipelines } from './azurePipelines.ts';
import { circleci } from './circleci.ts';
import { githubWorkflow } from './githubWorkflow.ts';
import { gitlab } from './gitlab.ts';
import type { Host } from './host.ts';
import { jenkinsfile } from './jenkinsfile.ts';
import { holdsJob, jobScript } from './jobScript.ts';
import { justfile } from './justfile.ts';
import { makefile } from './makefile.ts';
import { markdown } from './markdown.ts';
import { packageJson } from './packageJson.ts';
import { pipelines } from './pipelines.ts';
import { powershellScript } from './powershellScript.ts';
import { shellScript } from './shellScript.ts';
import { taskfile } from './taskfile.ts';

/** Every kind of file that tells ways to a cluster: the one table of them. */
const HOSTS: readonly Host[] = [
  githubWorkflow,
  gitlab,
  azurePipelines,
  circleci,
  pipelines,
  jenkinsfile,
  makefile,
  taskfile,
  justfile,
  packageJson,
  shellScript,
  powershellScript,
  markdown,
  helmfile,
  skaffold,
  ansible,
  terraform,
];

/** The kind of a file, by its name alone; Flux's objects and Jobs stand in manifests of any name. */
export function hostOf(tree: Tree, path: string): Host | undefined {
  const named = HOSTS.find((host) => host.matches(path));
  if (named) return named;
  if (holdsFlux(tree, path)) return flux;
  return holdsJob(tree, path) ? jobScript : undefined;
}
