import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gatedPaths, type Joined, type JoinedItem, joiner } from '../../server/src/coverage/joined.ts';
import type { App } from '../../server/src/coverage/model.ts';
import { computed, signal } from '../../server/src/files/signals.ts';

interface Said extends JoinedItem {
  readonly path: string;
  readonly text: string;
}

/** An Application that says something of some paths; nothing else of it is looked at. */
function speaker(name: string, paths: readonly string[]): App {
  const app = { id: name } as App;
  said.set(
    app,
    paths.map((path, i) => ({ app, path, text: `${name}.${i}` })),
  );
  return app;
}

const said = new WeakMap<App, readonly Said[]>();

function newJoiner(): (apps: readonly App[]) => Joined<readonly Said[]> {
  return joiner<Said, readonly Said[]>({
    items: (app) => said.get(app) ?? [],
    repository: ({ path }) => path.slice(0, 1),
    path: ({ path }) => path,
    entry: (items) => items,
    itemsOf: (items) => items,
  });
}

const PATHS = ['a1', 'a2', 'a3', 'b1', 'b2'];

function shown({ get }: Joined<readonly Said[]>): (string | undefined)[] {
  return PATHS.map((path) =>
    get(path.slice(0, 1), path)
      ?.map(({ text }) => text)
      .join(),
  );
}

const APPS = Array.from({ length: 12 }, (_, i) =>
  speaker(`app-${i}`, i === 0 ? PATHS : [PATHS[i % 5] as string, PATHS[(i * 3) % 5] as string]),
);

test('whatever comes, goes and changes its place, a join equals one made at once', () => {
  fc.assert(
    fc.property(fc.array(fc.shuffledSubarray(APPS), { maxLength: 8 }), (lives) => {
      const join = newJoiner();
      for (const apps of lives) expect(shown(join(apps))).toEqual(shown(newJoiner()(apps)));
    }),
  );
});

test('Applications that come and go in their order touch their own paths, and leave other entries the same objects', () => {
  fc.assert(
    fc.property(fc.subarray(APPS), fc.subarray(APPS), (before, next) => {
      const join = newJoiner();
      const first = join(before);
      const kept = new Map(PATHS.map((path) => [path, first.get(path.slice(0, 1), path)]));
      const { get, touched } = join(next);
      const differing = APPS.filter((app) => before.includes(app) !== next.includes(app));
      const expected = new Set(differing.flatMap((app) => (said.get(app) ?? []).map(({ path }) => path)));
      if (before.length === 0 || differing.length > 0)
        expect(new Set([...(touched ?? [])].flatMap(([, paths]) => [...paths]))).toEqual(expected);
      for (const path of PATHS) if (!expected.has(path)) expect(get(path.slice(0, 1), path)).toBe(kept.get(path));
    }),
  );
});

test('equal Applications give the same join', () => {
  const join = newJoiner();
  expect(join([...APPS])).toBe(join([...APPS]));
});

test('a gate that missed a join looks at everything', () => {
  const apps = signal<readonly App[]>([]);
  const join = newJoiner();
  const joined = computed(() => join(apps()));
  const known = ['a', 'b'].map((repository) => gatedPaths(joined, repository, (x, y) => x === y));
  const read = computed(() =>
    PATHS.map((path) => known[path.startsWith('a') ? 0 : 1]?.(path)?.map(({ text }) => text)),
  );
  apps([speaker('one', ['b1'])]);
  expect(read()).toEqual([undefined, undefined, undefined, ['one.0'], undefined]);
  // A join that no gate looks at: what it touches, the next one does not.
  join([]);
  apps([speaker('two', ['a1'])]);
  expect(read()).toEqual([['two.0'], undefined, undefined, undefined, undefined]);
});
