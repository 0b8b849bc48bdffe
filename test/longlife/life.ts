import { isDeepStrictEqual } from 'node:util';
import { createEngine, type Engine } from '../../server/src/engine.ts';
import { Disk } from './disk.ts';
import { OPERATIONS, type World } from './operations.ts';
import { randomFrom } from './random.ts';
import { FILES, ROOTS } from './texts.ts';

export interface Life {
  readonly operations: number;
  /** What differs between the engine that lived and a fresh one, with the operation it was seen after; empty: nothing. */
  readonly difference: string | undefined;
}

/**
 * Lives through random operations and compares the answers with those of an engine that sees the world for the first time.
 * @param every operations between two comparisons.
 */
export async function live(seed: number, operations: number, every = 100): Promise<Life> {
  const world = await bear(seed);
  /** What a client was told, and so shows. */
  const shown = new Map<string, unknown>();
  const weights = OPERATIONS.flatMap((operation) => Array<typeof operation>(operation.weight).fill(operation));
  for (let done = 1; done <= operations; done++) {
    const operation = world.random.pick(weights);
    await operation.run(world);
    if (world.random.chance(0.5)) publish(world.engine, shown);
    if (done % every !== 0 && done !== operations) continue;
    publish(world.engine, shown);
    const difference = await compare(world, shown);
    if (difference !== undefined) return { operations: done, difference: `after ${operation.name}: ${difference}` };
  }
  return { operations, difference: undefined };
}

async function bear(seed: number): Promise<World> {
  const random = randomFrom(seed);
  const disk = new Disk();
  for (const [root, remote] of Object.entries(ROOTS)) {
    disk.write(`${root}/.git/HEAD`, 'ref: refs/heads/main\n');
    disk.write(`${root}/.git/config`, `[remote "origin"]\n\turl = ${remote}\n`);
  }
  for (const file of FILES) if (random.chance(0.7)) disk.write(file.path, file.write(random));
  const folders = Object.keys(ROOTS);
  const engine = createEngine({ fileSystem: disk });
  engine.setFolders(folders);
  await engine.index();
  return { disk, engine, random, buffers: new Map(), folders, settings: undefined };
}

function publish(engine: Engine, shown: Map<string, unknown>): void {
  for (const path of engine.takeChangedDiagnostics()) {
    const diagnostics = engine.diagnostics(path);
    if (diagnostics.length > 0) shown.set(path, diagnostics);
    else shown.delete(path);
  }
}

async function compare(world: World, shown: ReadonlyMap<string, unknown>): Promise<string | undefined> {
  const fresh = createEngine({ fileSystem: world.disk });
  fresh.setEditorSettings(world.settings);
  fresh.setFolders(world.folders);
  for (const [path, text] of world.buffers) fresh.open(path, text);
  await fresh.index();
  const expected = new Map(fresh.takeChangedDiagnostics().map((path) => [path, fresh.diagnostics(path)]));
  for (const path of new Set([...expected.keys(), ...shown.keys()]))
    if (!isDeepStrictEqual(plain(expected.get(path)), plain(shown.get(path))))
      return `${path} shows ${JSON.stringify(shown.get(path))}, a fresh index ${JSON.stringify(expected.get(path))}`;
  const now = world.engine.report() as unknown as Record<string, unknown>;
  const then = fresh.report() as unknown as Record<string, unknown>;
  for (const key of Object.keys(then))
    if (!isDeepStrictEqual(plain(now[key]), plain(then[key]))) return `${key} ${firstDifference(now[key], then[key])}`;
  return isDeepStrictEqual(world.engine.summary(), fresh.summary()) ? undefined : 'the summary';
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

function firstDifference(now: unknown, then: unknown): string {
  if (!Array.isArray(now) || !Array.isArray(then)) return `${JSON.stringify(now)} instead of ${JSON.stringify(then)}`;
  const at = then.findIndex((item, i) => !isDeepStrictEqual(plain(item), plain(now[i])));
  return `[${at}] ${JSON.stringify(now[at])} instead of ${JSON.stringify(then[at])} (${now.length} and ${then.length})`;
}
