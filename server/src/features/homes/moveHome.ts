import type { Repository } from '../../coverage/repository.ts';
import { parseYaml } from '../../documents/yamlFile.ts';
import { basename, dirname, join, relative } from '../../files/paths.ts';
import { escapeTemplate } from '../chartScaffold.ts';
import { absolute } from '../codeActions/provider.ts';
import type { FeatureContext } from '../context.ts';
import { appendItem, type TextEdit } from '../edits.ts';
import { renameFiles } from '../renameFiles.ts';
import type { FileEdit } from '../results.ts';
import type { Home } from './suggestHomes.ts';

/**
 * The steps that bring a file to its home: what names it follows, the kustomization lists it, and the file moves, with what
 * Helm would read as an action escaped.
 * @returns undefined where the kustomization’s list can’t be edited.
 */
export function moveHome(
  context: FeatureContext,
  repository: Repository,
  file: string,
  { directory, kustomization, root }: Home,
): FileEdit[] | undefined {
  const target = join(directory, basename(file));
  const [from, to] = [absolute(repository, file), absolute(repository, target)];
  const { steps } = renameFiles(context, [{ from, to }]);
  const edits = new Map<string, readonly TextEdit[]>(steps.map((step) => [step.path, step.edits]));
  if (kustomization !== undefined) {
    const entry = listingEdit(repository, kustomization, target);
    if (!entry) return undefined;
    const path = absolute(repository, kustomization);
    edits.set(path, [...(edits.get(path) ?? []), entry]);
  }
  const text = repository.tree.text(file) ?? '';
  const escaped = root.type === 'Helm' ? escapeTemplate(text) : text;
  const move: FileEdit = { type: 'rename', from, to, ...(escaped === text ? {} : { text: escaped }) };
  return [...[...edits].map(([path, own]): FileEdit => ({ type: 'edit', path, edits: own })), move];
}

/** The entry of a file in the `resources` of a kustomization. */
function listingEdit(repository: Repository, kustomization: string, target: string): TextEdit | undefined {
  const text = repository.tree.text(kustomization);
  const document = text === undefined ? undefined : parseYaml(text).documents[0];
  const entry = relative(dirname(kustomization), target);
  return text !== undefined && document ? appendItem(text, document, ['resources'], entry) : undefined;
}
