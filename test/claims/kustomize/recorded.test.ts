import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildKustomization } from '../../../server/src/claims/kustomizeBuild.ts';
import { memoryTree } from '../../../server/src/files/memoryTree.ts';

interface Recorded {
  readonly name: string;
  readonly tree: Record<string, string>;
  readonly path: string;
  readonly options?: string;
  readonly expect: { readonly objects?: Fields[]; readonly error?: string };
}

interface Fields {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

/** Objects in an order of their own: kustomize sorts its output, we don't. Generated ones have a hash in kustomize's answer, and content. */
function inOrder(objects: readonly Fields[]): Fields[] {
  const key = ({ kind, metadata }: Fields): string => `${kind} ${metadata?.namespace} ${metadata?.name}`;
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function check({ tree, path, options, expect: recorded }: Recorded): void {
  const { objects, problems } = buildKustomization(memoryTree(tree), path, {
    buildOptions: options ?? '',
    filter: () => true,
  });
  const messages = problems.map(({ message }) => message);
  if (recorded.error !== undefined) {
    expect(messages, `kustomize says: ${recorded.error}`).not.toEqual([]);
    return;
  }
  expect(messages).toEqual([]);
  const plain = objects.map(({ object, generated }) => {
    const { apiVersion, kind, metadata } = object;
    return JSON.parse(JSON.stringify(generated ? { apiVersion, kind, metadata } : object)) as Fields;
  });
  const wanted = (recorded.objects ?? []).map((object, i) =>
    objects.some(({ generated }) => generated) ? { ...object, data: undefined } : (recorded.objects?.[i] as Fields),
  );
  expect(inOrder(plain)).toEqual(inOrder(wanted));
}

const directory = join(import.meta.dirname, 'recorded');
for (const file of readdirSync(directory))
  describe(`as kustomize answers: ${file}`, () => {
    const cases = JSON.parse(readFileSync(join(directory, file), 'utf8')) as Recorded[];
    for (const recorded of cases) test(recorded.name, () => check(recorded));
  });
