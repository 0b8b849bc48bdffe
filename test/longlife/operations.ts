import type { Engine } from '../../server/src/engine.ts';
import type { Disk } from './disk.ts';
import type { Random } from './random.ts';
import { FILES, ROOTS, typed } from './texts.ts';

/** Everything that an editor and its disk hold at one moment. */
export interface World {
  readonly disk: Disk;
  readonly engine: Engine;
  readonly random: Random;
  /** Unsaved buffers by path. */
  readonly buffers: Map<string, string>;
  /** Folders of the workspace. */
  folders: string[];
  settings: unknown;
}

type Operation = (world: World) => void | Promise<void>;

/** What happens in an editor's day, with how often. */
export const OPERATIONS: readonly { readonly name: string; readonly weight: number; readonly run: Operation }[] = [
  { name: 'type', weight: 40, run: type },
  { name: 'save', weight: 15, run: save },
  { name: 'close', weight: 10, run: close },
  { name: 'create or change', weight: 20, run: change },
  { name: 'delete', weight: 8, run: remove },
  { name: 'rename a directory', weight: 3, run: rename },
  { name: 'switch branches', weight: 1, run: switchBranch },
  { name: 'settings', weight: 2, run: changeSettings },
  { name: 'folders', weight: 2, run: changeFolders },
  { name: 'cancelled index', weight: 1, run: async ({ engine }) => engine.index(async () => false) },
  { name: 'refresh', weight: 1, run: ({ engine }) => engine.refresh() },
  { name: 'look', weight: 10, run: look },
];

function type({ engine, random, buffers, disk }: World): void {
  const path = buffers.size > 0 && random.chance(0.6) ? random.pick([...buffers.keys()]) : random.pick(FILES).path;
  const file = FILES.find((candidate) => candidate.path === path);
  const text = typed(random.chance(0.5) ? (disk.text(path) ?? '') : (file?.write(random) ?? ''), random);
  buffers.set(path, text);
  engine.open(path, text);
}

function save({ engine, random, buffers, disk }: World): void {
  if (buffers.size === 0) return;
  const path = random.pick([...buffers.keys()]);
  disk.write(path, buffers.get(path) as string);
  engine.changed([path]);
}

function close({ engine, random, buffers }: World): void {
  if (buffers.size === 0) return;
  const path = random.pick([...buffers.keys()]);
  buffers.delete(path);
  engine.close(path);
}

function change({ engine, random, disk }: World): void {
  const file = random.pick(FILES);
  disk.write(file.path, typed(file.write(random), random));
  engine.changed([file.path]);
}

function remove({ engine, random, disk }: World): void {
  const paths = removable(disk);
  if (paths.length === 0) return;
  const path = random.pick(paths);
  const whole = random.chance(0.3) ? disk.below(path.slice(0, path.lastIndexOf('/'))).filter(isContent) : [path];
  for (const file of whole) disk.remove(file);
  engine.changed(whole);
}

/** A client tells either of the files or, as some do, of the two directories alone. */
function rename({ engine, random, disk }: World): void {
  const root = random.pick(Object.keys(ROOTS));
  const [from, to] = random.pick([
    ['plain', 'gone'],
    ['gone', 'plain'],
    ['base', 'gone'],
    ['sets/a', 'sets/c'],
    ['sets/c', 'sets/a'],
  ]) as [string, string];
  const files = disk.below(`${root}/${from}`);
  const moved = files.map((path) => `${root}/${to}${path.slice(root.length + 1 + from.length)}`);
  const texts = files.map((path) => disk.text(path) as string);
  for (const path of files) disk.remove(path);
  moved.forEach((path, i) => void disk.write(path, texts[i] as string));
  engine.changed(random.chance(0.5) ? [...files, ...moved] : [`${root}/${from}`, `${root}/${to}`]);
}

function switchBranch({ engine, random, disk }: World): void {
  const root = random.pick(Object.keys(ROOTS));
  const changed: string[] = [`${root}/.git/HEAD`];
  disk.write(`${root}/.git/HEAD`, `ref: refs/heads/${random.pick(['main', 'feature', 'v1'])}\n`);
  for (const file of FILES) {
    if (!file.path.startsWith(`${root}/`)) continue;
    if (random.chance(0.2)) disk.remove(file.path);
    else disk.write(file.path, file.write(random));
    changed.push(file.path);
  }
  engine.changed(changed);
}

function changeSettings(world: World): void {
  world.settings = world.random.pick([
    {},
    { ignore: ['**/plain/**'] },
    { severity: { 'unwatched-manifest': 'off' } },
    { applications: { namespace: 'gitops' } },
    { repositoryAliases: ['https://example.test/acme/apps.git'] },
    'nonsense',
  ]);
  world.engine.setEditorSettings(world.settings);
}

function changeFolders(world: World): void {
  const folder = world.random.pick(Object.keys(ROOTS));
  if (world.folders.includes(folder)) {
    world.engine.changeFolders([], [folder]);
    world.folders = world.folders.filter((other) => other !== folder);
  } else {
    world.engine.changeFolders([folder], []);
    world.folders = [...world.folders, folder];
  }
}

function look({ engine, random }: World): void {
  const { path } = random.pick(FILES);
  const text = engine.text(path);
  engine.hover(path, random.below((text?.length ?? 0) + 1));
  engine.codeActions(path, { start: 0, end: text?.length ?? 0 });
  engine.summary();
}

const isContent = (path: string): boolean => !path.includes('/.git/');
const removable = (disk: Disk): string[] => Object.keys(ROOTS).flatMap((root) => disk.below(root).filter(isContent));
