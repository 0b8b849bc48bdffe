import { githubWorkflow } from './githubWorkflow.ts';
import type { Host } from './host.ts';
import { shellScript } from './shellScript.ts';

/** Every kind of file that carries commands: the one table of them. */
const HOSTS: readonly Host[] = [githubWorkflow, shellScript];

/** The kind of a file, by its name alone. */
export function hostOf(path: string): Host | undefined {
  return HOSTS.find((host) => host.matches(path));
}
