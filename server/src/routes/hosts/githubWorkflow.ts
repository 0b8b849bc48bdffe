import { normalise } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinPath } from '../shell/path.ts';
import { replaceIn } from '../sourceMap.ts';
import { deployCommand } from './deploySteps.ts';
import type { Host, Script } from './host.ts';
import { BASE_MARK, ROOT_MARK } from './host.ts';
import { isWorkflowFile, type Job, type Step, type Workflow, workflow } from './workflow.ts';

/** Scripts that one step's matrix may make, at most. */
const MAX_RUNS = 64;
const EXPRESSION = /\$\{\{([^}]*)\}\}/g;

/** GitHub workflows and composite actions: `run` steps with their environment, matrix and working directory. */
export const githubWorkflow: Host = {
  name: 'GitHub workflow',
  matches: isWorkflowFile,
  read(tree, path) {
    const found = tree.derive(workflow, path);
    if (!found) return { scripts: [], notes: [] };
    return {
      scripts: found.jobs
        .filter((job) => !isThrowaway(job))
        .flatMap((job) => job.steps.flatMap((step) => scriptsOf(found, job, step))),
      notes: found.problems.map((problem) => `${path}: ${problem}`),
    };
  },
};

/** Whether a job makes a cluster for itself: what it applies there is gone with the job. */
function isThrowaway({ steps }: Job): boolean {
  return steps.some(
    ({ uses, run }) =>
      (uses !== undefined &&
        /(?:^|[/_-])(?:setup-)?(?:kind|k3d|k3s|minikube|microk8s)(?:-action|-cluster)?(?=@|$)/i.test(uses)) ||
      (run !== undefined && /\b(?:kind create cluster|k3d cluster create|minikube start)\b/.test(run.text)),
  );
}

function scriptsOf(found: Workflow, job: Job, step: Step): Script[] {
  const run = step.run ?? (step.uses === undefined ? undefined : deployCommand(step.uses, step.with, step.span));
  if (!run) return [];
  const starts = startsOf(job);
  const workspace = starts.includes('') ? ROOT_MARK : BASE_MARK;
  const texts = [run.text, step.directory ?? '', ...step.env.values()];
  return distinctRuns(job.matrix, texts).map((matrix) => {
    const value = (expression: string): string =>
      evaluate(expression, { env: step.env, matrix, inputs: found.inputs }).replaceAll(ROOT_MARK, workspace);
    const expand = (text: string): string => text.replace(EXPRESSION, (_, expression: string) => value(expression));
    const directory = expand(step.directory ?? '');
    return {
      language: /^(?:pwsh|powershell)/.test(step.shell ?? '') ? 'powershell' : 'shell',
      text: replaceIn(run, EXPRESSION, (match) => value(match[1] as string)),
      starts,
      directory: joinPath(BASE_MARK, directory),
      variables: new Map([
        ...[...step.env].map(([name, text]) => [name, expand(text)] as const),
        ['GITHUB_WORKSPACE', workspace],
      ]),
    };
  });
}

/** Where the job's checkouts of its own repository stand: the workspace, or the directory that `path` names. */
function startsOf({ steps }: Job): string[] {
  const own = steps.filter(
    (step) =>
      /^actions\/checkout(?:@|$)/.test(step.uses ?? '') &&
      /^(?:\$\{\{\s*github\.repository\s*\}\})?$/.test(step.with['repository'] ?? ''),
  );
  const starts = own.map((step) => {
    const path = normalise(step.with['path'] ?? '') ?? '';
    return path === '' || path.includes('${{') ? '' : `${BASE_MARK}${path}`;
  });
  return starts.length === 0 ? [''] : [...new Set(starts)];
}

export interface Context {
  readonly env: ReadonlyMap<string, string>;
  readonly matrix: ReadonlyMap<string, string>;
  readonly inputs: ReadonlyMap<string, string | undefined>;
}

/** What an expression of `${{ … }}` stands for, as far as the file tells. */
export function evaluate(expression: string, context: Context, depth = 0): string {
  const text = expression.trim();
  if (text === 'github.workspace') return ROOT_MARK;
  const literal = /^'((?:[^']|'')*)'$/.exec(text)?.[1];
  if (literal !== undefined) return literal.replaceAll("''", "'");
  const [scope, ...rest] = text.split('.');
  const name = rest.join('.');
  if (scope === 'matrix') return context.matrix.get(name) ?? UNKNOWN_TEXT;
  if (scope === 'inputs') return UNKNOWN_TEXT;
  const found = scope === 'env' ? context.env.get(name) : undefined;
  if (found === undefined || depth > 5) return UNKNOWN_TEXT;
  return found.replace(EXPRESSION, (_, inner: string) => evaluate(inner, context, depth + 1));
}

/** The runs that differ in what the texts use of the matrix. */
export function distinctRuns(
  runs: readonly ReadonlyMap<string, string>[],
  texts: readonly string[],
): readonly ReadonlyMap<string, string>[] {
  const used = [...new Set(texts.flatMap((text) => [...text.matchAll(/matrix\.([\w.-]+)/g)].map((match) => match[1])))];
  const seen = new Map<string, ReadonlyMap<string, string>>();
  for (const run of runs) {
    const key = JSON.stringify(used.map((axis) => run.get(axis as string)));
    if (!seen.has(key)) seen.set(key, run);
    if (seen.size >= MAX_RUNS) break;
  }
  return [...seen.values()];
}
