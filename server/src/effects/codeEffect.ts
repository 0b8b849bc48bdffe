import { compareBytes, dirname } from '../files/paths.ts';
import { shown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import type { PlacedBuild } from './builds/buildIndex.ts';
import { startOf } from './builds/triggers.ts';
import { better, type EffectContext, type FileFacts, type Judgement } from './effect.ts';
import { quote, type Step } from './steps.ts';

/** What becomes of a program when it is merged: it has to be built and pushed as an image that a manifest names. */
export function effectOfCode(context: EffectContext, facts: FileFacts): Judgement {
  const builds = context
    .builds(facts.repository)
    .of(facts.file)
    .filter((build) => !build.vague || namesItsPaths(facts, build));
  const pushing = builds.filter(({ pushes }) => pushes);
  const [first, ...rest] = (pushing.length > 0 ? pushing : builds).map((build) => effectOfBuild(context, facts, build));
  if (first) return rest.reduce(better, first);
  const directory = dockerDirectory(facts);
  return directory === undefined
    ? {
        effect: 'manual',
        reason: t`Nothing in the repository builds an image of it.`,
        steps: [{ does: 'say', sentence: t`Whoever runs it takes it from the branch, or builds and publishes it.` }],
      }
    : {
        effect: 'manual',
        reason: t`No workflow of the repository builds and pushes an image of it.`,
        steps: [
          { does: 'run', command: `docker build ${quote(directory || '.')}` },
          { does: 'say', sentence: t`Push the image and change its tag in the manifests.` },
        ],
      };
}

/** Where a step doesn't tell what it builds, the paths that start its workflow do. */
function namesItsPaths({ repository, file }: FileFacts, build: PlacedBuild): boolean {
  const start = startOf(repository, build.file, file);
  return start.by === 'push' && start.paths.length > 0;
}

function effectOfBuild(context: EffectContext, { repository, file }: FileFacts, build: PlacedBuild): Judgement {
  const place = `${build.file}:${build.line}`;
  // The images of one step, whatever its matrix: they are built together.
  const siblings = context.builds(repository).at(build.file, build.line);
  const images = [...new Set(siblings.flatMap((sibling) => sibling.images))].sort(compareBytes);
  const named = images.length > 0 ? images.map(shown).join(', ') : t`an image`;
  const steps = decidedBy(context, images);
  if (!build.pushes)
    return {
      effect: 'manual',
      reason: t`${place} builds ${named}, and nothing pushes it.`,
      steps: [{ does: 'say', sentence: t`Push the image and change its tag in the manifests.` }],
    };
  const start = startOf(repository, build.file, file);
  switch (start.by) {
    case 'push':
      return {
        effect: 'conditional',
        reason:
          start.paths.length > 0
            ? t`${place} builds and pushes ${named} when ${start.paths.join(', ')} changes.`
            : t`${place} builds and pushes ${named} with every push.`,
        steps,
      };
    case 'event':
      return {
        effect: 'conditional',
        reason: t`${place} builds and pushes ${named} on this event: ${start.event}.`,
        steps,
      };
    case 'hand':
      return {
        effect: 'manual',
        reason: t`${place} builds and pushes ${named} when somebody runs it.`,
        steps: [run(build.file)],
      };
  }
}

/** How somebody runs a workflow, a Makefile or a script. */
function run(file: string): Step {
  if (file.startsWith('.github/workflows/'))
    return { does: 'run', command: `gh workflow run ${quote(file.slice(18))}` };
  if (/(?:^|\/)(?:GNU)?[Mm]akefile$/.test(file))
    return { does: 'run', command: dirname(file) === '' ? 'make' : `make -C ${quote(dirname(file))}` };
  return /\.sh$/.test(file) ? { does: 'run', command: `./${quote(file)}` } : { does: 'say', sentence: t`Run ${file}.` };
}

/** Manifests whose image decides what runs, at most. */
const MAX_USES = 3;

function decidedBy(context: EffectContext, images: readonly string[]): Step[] {
  const uses = images.flatMap((image) => context.imageUses(image)).slice(0, MAX_USES);
  if (uses.length === 0)
    return [{ does: 'say', sentence: t`Once the image is pushed, the manifests that name it decide what runs.` }];
  return uses.map((place) => ({
    does: 'say',
    sentence: t`Once the image is pushed, the tag in ${place} decides what runs.`,
  }));
}

/** The nearest directory upwards with a Dockerfile. */
function dockerDirectory({ repository, file }: FileFacts): string | undefined {
  for (let directory = dirname(file); ; directory = dirname(directory)) {
    const found = repository.tree
      .list(directory)
      .some(({ name, kind }) => kind === 'file' && /^(?:Docker|Container)file/.test(name));
    if (found) return directory;
    if (directory === '') return undefined;
  }
}
