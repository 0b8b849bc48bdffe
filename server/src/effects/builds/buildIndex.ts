import type { Repository } from '../../coverage/repository.ts';
import { lineIndex } from '../../documents/lineIndex.ts';
import { dirname, isWithin, join, normalise } from '../../files/paths.ts';
import { hasUnknown, UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { mayTellRoutes } from '../../routes/findings.ts';
import { workflow } from '../../routes/hosts/workflow.ts';
import { copiedPaths, inContext } from './dockerfile.ts';
import { fileBuilds } from './fileBuilds.ts';
import type { ImageBuild } from './imageBuild.ts';

/** A build with the file that people know it by. */
export interface PlacedBuild extends ImageBuild {
  /** The workflow that runs it; the file it stands in where nothing else calls that. */
  readonly file: string;
  readonly line: number;
  /** Neither context nor Dockerfile is told: only the filters of its workflow say what goes in. */
  readonly vague: boolean;
}

/** All image builds of one repository. */
export interface BuildIndex {
  /** The builds whose image a file goes into. */
  of(file: string): readonly PlacedBuild[];
  /** The builds of one step or command: several where a matrix repeats it. */
  at(file: string, line: number): readonly PlacedBuild[];
}

/** Files that call each other, at most so many deep. */
const MAX_DEPTH = 5;

/** Gathers the builds of a repository; nothing is read again that did not change. */
export function indexBuilds(repository: Repository): BuildIndex {
  const { tree } = repository;
  const carriers = tree.files().filter((file) => mayTellRoutes(tree, file) && repository.live(file));
  const called = new Set<string>();
  const reachedFrom = (caller: string, file: string, depth: number): PlacedBuild[] => [
    ...tree.derive(fileBuilds, file).map((build) => placed(repository, caller, file, build)),
    ...(depth > MAX_DEPTH ? [] : calls(repository, file)).flatMap((callee) => {
      called.add(callee);
      return reachedFrom(caller, callee, depth + 1);
    }),
  ];
  const builds = carriers.flatMap((file) => reachedFrom(file, file, 0));
  const roots = builds.filter(({ file }) => !called.has(file));
  const known = new Map<string, readonly PlacedBuild[]>();
  return {
    at: (file, line) => roots.filter((build) => build.file === file && build.line === line),
    of(file) {
      let found = known.get(file);
      if (!found) {
        found = roots.filter((build) => takes(repository, build, file));
        known.set(file, found);
      }
      return found;
    },
  };
}

/** Reusable workflows and composite actions of the repository that a workflow calls. */
function calls({ tree }: Repository, file: string): string[] {
  const found = tree.derive(workflow, file);
  const uses = found?.jobs.flatMap((job) => [job.uses, ...job.steps.map((step) => step.uses)]) ?? [];
  return [...new Set(uses)].flatMap((name) => {
    if (name === undefined || !name.startsWith('./')) return [];
    const path = normalise(name) ?? '';
    return [path, join(path, 'action.yml'), join(path, 'action.yaml')].filter((one) => tree.kind(one) === 'file');
  });
}

function placed({ tree }: Repository, file: string, place: string, build: ImageBuild): PlacedBuild {
  const line = file === place ? lineIndex(tree.text(place) ?? '').position(build.span.start).line + 1 : 1;
  return { ...build, file, line, vague: isVague(build) };
}

function isVague({ context, dockerfile }: ImageBuild): boolean {
  return contextBase(context, dockerfile)
    .split('/')
    .every((segment) => segment === UNKNOWN_TEXT);
}

/** The directory, perhaps with unknown stretches, that stands for what a build takes. */
function contextBase(context: string, dockerfile: string): string {
  return hasUnknown(dockerfile) || context === '' ? dirname(dockerfile) || dockerfile : context;
}

/** Whether a file goes into an image: it is the Dockerfile, or what that copies out of the context. */
function takes({ tree }: Repository, { context, dockerfile, vague }: PlacedBuild, file: string): boolean {
  if (file === dockerfile || vague) return true;
  if (hasUnknown(context) || hasUnknown(dockerfile)) return matchesUnknown(contextBase(context, dockerfile), file);
  if (!isWithin(file, context)) return false;
  const copied = tree.derive(copiedPaths, dockerfile);
  // A Dockerfile that can't be read, or copies nothing by name, may take all of its context.
  if (copied === undefined || copied.length === 0) return context !== '';
  return copied.some((source) => isWithin(file, inContext(context, source)));
}

/** Whether a file lies in a directory whose path has unknown stretches; each stays within its segment. */
function matchesUnknown(directory: string, file: string): boolean {
  const names = file.split('/');
  const wanted = directory.split('/');
  return (
    names.length > wanted.length &&
    wanted.every((segment, i) => {
      const [before = '', ...rest] = segment.split(UNKNOWN_TEXT);
      const name = names[i] as string;
      return rest.length === 0
        ? name === before
        : name.startsWith(before) && name.endsWith(rest[rest.length - 1] ?? '');
    })
  );
}
