import type { Engine } from '../engine.ts';
import type { FetchedFileSystem } from '../files/fetchedFileSystem.ts';

/** Brings the engine what it asked for in vain. One at a time. */
export interface Fetching {
  /** The directories and what decides which of them count. */
  load(): Promise<void>;
  /** Whether something was asked for in vain. */
  missing(): boolean;
  /** What is missing; the engine is told. */
  bring(): Promise<void>;
  /** All that the answers lack. */
  settle(): Promise<void>;
  /** Fetches anew what changed, before the engine is told. */
  reread(paths: readonly string[]): Promise<void>;
  /** Fetches everything anew. */
  refresh(): Promise<void>;
}

export function createFetching(engine: Engine, files: FetchedFileSystem): Fetching {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn(run: () => Promise<void>): Promise<void> {
    const next = last.then(run, run);
    last = next.catch(() => undefined);
    return next;
  }

  async function load(): Promise<void> {
    // Each round walks one level further down.
    do engine.refresh();
    while ((await files.fetch()).length > 0);
  }

  async function bring(): Promise<void> {
    engine.changed(await files.fetch());
  }

  async function settle(): Promise<void> {
    for (engine.look(() => false); files.missing(); engine.look(() => false)) await bring();
  }

  return {
    missing: () => files.missing(),
    load: () => inTurn(load),
    bring: () => inTurn(bring),
    settle: () => inTurn(settle),
    reread: (paths) => inTurn(() => files.reread(paths)),
    refresh: () =>
      inTurn(async () => {
        files.forget();
        await load();
        await settle();
      }),
  };
}
