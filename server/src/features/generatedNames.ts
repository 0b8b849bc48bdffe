import { expandApplicationSet } from '../applications/applicationSet.ts';
import { objectOf } from '../applications/json.ts';
import { type Definition, fileDefinitions } from '../coverage/definition.ts';
import type { Tree } from '../files/tree.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import type { FeatureContext } from './context.ts';

/**
 * The names of the Applications that a set would make in another state of its repository; only those known in full.
 * @param file where the set stands in that state. Other repositories are as they are.
 */
export function generatedNames(
  context: FeatureContext,
  { at, object }: Definition,
  tree: Tree,
  file: string,
): Set<string> {
  const then = fileDefinitions
    .compute(tree, file)
    .find(({ kind, object: other }) => kind === 'ApplicationSet' && nameOf(other) === nameOf(object));
  const settings = context.workspace.byId(at.repository)?.settings();
  if (!then || !settings) return new Set();
  const { applications, error } = expandApplicationSet(then.object, {
    treeOf(url) {
      const repository = context.identify(url, at.repository);
      if (repository) return repository.id === at.repository ? tree : repository.tree;
      return { unknown: 'another repository' };
    },
    newGlobbing: settings.gitFiles.newGlobbing,
    fixtures: settings.generators,
  });
  if (error !== undefined) return new Set();
  return new Set(applications.map((made) => String(nameOf(made.object))).filter((name) => !hasUnknown(name)));
}

function nameOf(value: unknown): unknown {
  return objectOf(objectOf(value)['metadata'])['name'];
}
