import { normalise } from '../../files/paths.ts';
import type { Derivation, Tree } from '../../files/tree.ts';
import { hasUnknown, UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { sameJson } from '../../manifests/sameJson.ts';
import type { Span } from '../../problems/problem.ts';
import { distinctRuns, evaluate } from '../../routes/hosts/githubWorkflow.ts';
import { hostOf } from '../../routes/hosts/table.ts';
import { type Job, type Step, type Workflow, workflow } from '../../routes/hosts/workflow.ts';
import { interpretShell } from '../../routes/shell/interpret.ts';
import { NO_OUTPUT } from '../../routes/shell/invocation.ts';
import { spanIn } from '../../routes/sourceMap.ts';
import { buildCommand } from './buildCommands.ts';
import { type ImageBuild, imageName } from './imageBuild.ts';

const WORDS = /docker|podman|buildah|nerdctl|kaniko|\bko\b/;
const MAX_TEXT = 1_000_000;
/** Actions that build an image of `context` and `file`. */
const BUILD_ACTION = /(?:^|\/)(?:build-push-action|docker-build-push|buildah-build|kaniko[\w-]*)(?:@|$)/;
const EXPRESSION = /\$\{\{(.*?)\}\}/gs;
/** An action that pushes what an earlier step built. */
const PUSH_ACTION = /(?:^|\/)push-to-registry(?:@|$)/;
/** An action that makes tags of the images it is given. */
const METADATA_ACTION = /(?:^|\/)metadata-action(?:@|$)/;

/** The images that a workflow, pipeline, Makefile or script builds. Those of a document are what people are told to do: none. */
export const fileBuilds: Derivation<readonly ImageBuild[]> = {
  name: 'imageBuilds',
  compute(tree, path) {
    const host = hostOf(tree, path);
    const text = host && tree.kind(path) === 'file' ? tree.text(path) : undefined;
    if (!host || text === undefined || text.length > MAX_TEXT || !WORDS.test(text)) return [];
    const found: ImageBuild[] = [];
    const pushed = new Set<string>();
    for (const script of host.read(tree, path, text).scripts) {
      if (script.documented === true || script.language !== 'shell') continue;
      interpretShell({ ...script, text: script.text.text }, (invocation) => {
        const command = buildCommand(invocation);
        if (command?.does === 'push') pushed.add(command.image);
        if (command?.does === 'build')
          found.push({ ...command.build, span: spanIn(script.text, invocation.span.start, invocation.span.end) });
        return NO_OUTPUT;
      });
    }
    const built = found.map((build) => ({
      ...build,
      pushes: build.pushes || (build.images.some((image) => pushed.has(image) || hasUnknown(image)) && pushed.size > 0),
    }));
    return [...built, ...actionBuilds(tree, path)];
  },
  equals: sameJson,
};

function actionBuilds(tree: Tree, path: string): ImageBuild[] {
  const found = tree.derive(workflow, path);
  if (!found) return [];
  return found.jobs.flatMap((job) =>
    job.steps
      .filter(({ uses }) => uses !== undefined && BUILD_ACTION.test(uses))
      .flatMap((step) => stepBuilds(found, job, step)),
  );
}

function stepBuilds(found: Workflow, job: Job, step: Step): ImageBuild[] {
  const { with: inputs } = step;
  if (inputs['push'] === 'false' && inputs['outputs'] === undefined) return [];
  const pushedLater = job.steps.some(({ uses }) => uses !== undefined && PUSH_ACTION.test(uses));
  const described = job.steps.filter(({ uses }) => uses !== undefined && METADATA_ACTION.test(uses));
  return distinctRuns(job.matrix, Object.values(inputs)).map((matrix) => {
    const expand = (text: string | undefined): string =>
      (text ?? '').replace(EXPRESSION, (_, inner: string) =>
        evaluate(inner, { env: step.env, matrix, inputs: found.inputs }),
      );
    const context = pathOf(expand(inputs['context'])) ?? '';
    const file = expand(inputs['file'] ?? inputs['dockerfile'] ?? inputs['containerfiles']);
    const registry = inputs['registry'] === undefined ? '' : `${expand(inputs['registry'])}/`;
    const given = inputs['tags']?.includes('/') === false && inputs['image'] !== undefined ? undefined : inputs['tags'];
    const named = [expand(given), expand(inputs['images']), registry + expand(inputs['image'])].flatMap(namesIn);
    const fallback = described.flatMap((other) => namesIn(expand(other.with['images'])));
    return {
      span: stepSpan(step),
      images: [...new Set(named.length > 0 ? named : fallback)],
      context,
      dockerfile: file === '' ? (context === '' ? 'Dockerfile' : `${context}/Dockerfile`) : (pathOf(file) ?? ''),
      pushes: pushedLater || inputs['push'] !== undefined || inputs['outputs'] !== undefined,
    };
  });
}

/** The names in a list of references; what is unknown as a whole is none. */
function namesIn(list: string): string[] {
  return list
    .split(/[\n, ]+/)
    .map(imageName)
    .filter((name) => /[\w]\/?[\w]/.test(name));
}

function stepSpan({ span }: Step): Span {
  return { start: span.start, end: span.start };
}

/** A path of the repository; undefined for an address or a path outside of it. */
function pathOf(text: string): string | undefined {
  const clean = text.trim().replace(/^\{\{defaultContext\}\}:?/, '');
  if (/^[a-z]+:\/\//.test(clean)) return undefined;
  return clean.startsWith(UNKNOWN_TEXT) && clean.length === 1 ? clean : normalise(clean.replace(/^\/+/, ''));
}
