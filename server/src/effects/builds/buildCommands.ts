import type { Invocation } from '../../routes/shell/invocation.ts';
import { candidatesOf, joinPath } from '../../routes/shell/path.ts';
import { type ImageBuild, imageName } from './imageBuild.ts';

/** What a command builds or pushes; undefined for any other command. */
export type BuildCommand =
  | { readonly does: 'build'; readonly build: Omit<ImageBuild, 'span'> }
  | { readonly does: 'push'; readonly image: string };

const DOCKER = new Set(['docker', 'podman', 'buildah', 'nerdctl']);
/** Flags that take no value; any other is followed by one, unless it has `=`. */
const SWITCHES = new Set(['--push', '--load', '--no-cache', '--pull', '-q', '--quiet', '--rm', '--squash', '--all']);

/** Reads `docker build`, `docker push`, `ko build`, kaniko and their like. */
export function buildCommand(invocation: Invocation): BuildCommand | undefined {
  const [program = '', ...rest] = invocation.argv;
  const words = rest[0] === 'buildx' || rest[0] === 'image' || rest[0] === 'builder' ? rest.slice(1) : rest;
  if (DOCKER.has(program) && words[0] === 'push') {
    const image = operands(words.slice(1))[0];
    return image === undefined ? undefined : { does: 'push', image: imageName(image) };
  }
  if (DOCKER.has(program) && (words[0] === 'build' || words[0] === 'bud'))
    return dockerBuild(invocation, words.slice(1));
  if (program === 'ko' && (words[0] === 'build' || words[0] === 'publish' || words[0] === 'apply')) {
    const context = path(invocation, operands(words.slice(1))[0] ?? '.');
    return { does: 'build', build: { images: [], context, dockerfile: '', pushes: true } };
  }
  if (/(?:^|\/)executor$/.test(program)) {
    const context = path(invocation, (flag(rest, '--context', '-c')[0] ?? '.').replace(/^dir:\/\//, ''));
    const file = flag(rest, '--dockerfile', '-f')[0];
    const images = flag(rest, '--destination', '-d').map(imageName);
    return {
      does: 'build',
      build: { images, context, dockerfile: dockerfileIn(invocation, context, file), pushes: true },
    };
  }
  return undefined;
}

function dockerBuild(invocation: Invocation, args: readonly string[]): BuildCommand {
  const context = path(invocation, operands(args)[0] ?? '.');
  const images = flag(args, '--tag', '-t').map(imageName);
  const pushes = args.includes('--push') || args.some((word) => /type=registry|push=true/.test(word));
  const dockerfile = dockerfileIn(invocation, context, flag(args, '--file', '-f')[0]);
  return { does: 'build', build: { images, context, dockerfile, pushes } };
}

function dockerfileIn(invocation: Invocation, context: string, file: string | undefined): string {
  if (file !== undefined) return path(invocation, file);
  return context === '' ? 'Dockerfile' : `${context}/Dockerfile`;
}

/** The repository's path that an argument means; the root for what lies outside of it. */
function path({ directory, starts }: Invocation, argument: string): string {
  return candidatesOf(joinPath(directory, argument), starts)[0] ?? '';
}

function operands(args: readonly string[]): string[] {
  const found: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const word = args[i] as string;
    if (!word.startsWith('-')) found.push(word);
    else if (!word.includes('=') && !SWITCHES.has(word)) i++;
  }
  return found;
}

/** The values of a flag, given as `--flag value`, `--flag=value` or `-f value`. */
function flag(args: readonly string[], long: string, short: string): string[] {
  return args.flatMap((word, i) => {
    if (word === long || word === short) return args[i + 1] === undefined ? [] : [args[i + 1] as string];
    return word.startsWith(`${long}=`) ? [word.slice(long.length + 1)] : [];
  });
}
