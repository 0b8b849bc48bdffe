import type { FeatureContext, FileAt } from '../features/context.ts';
import { ToolError } from './agentTool.ts';

/** The property by which tools are told a file. */
export const FILE_PROPERTY = {
  type: 'string',
  description: 'Absolute path of the file, or its path from the root of the repository.',
} as const;

/** Finds the file that a model names, by its absolute path or by its path within one of the repositories. */
export function fileInput(context: FeatureContext, value: unknown): FileAt {
  if (typeof value !== 'string' || value === '')
    throw new ToolError('`file` is missing: give the absolute path of a file.');
  const path = value.replaceAll('\\', '/');
  const place = context.workspace.locate(path);
  const candidates = place
    ? [place]
    : context.workspace.repositories().map((repository) => ({ repository, file: path.replace(/^\.\//, '') }));
  for (const { repository, file } of candidates) {
    const text = repository.tree.text(file);
    if (text !== undefined) return { repository, file, text };
  }
  throw new ToolError(
    `${value} is no text file of the repositories ${context.workspace
      .repositories()
      .map(({ id }) => id)
      .join(', ')}: give the absolute path of a file that exists there.`,
  );
}
