import { compareBytes, dirname } from '../files/paths.ts';
import type { Tree } from '../files/tree.ts';
import { t } from '../l10n/t.ts';

/** One thing that somebody does to make a change take effect. */
export type Step =
  /** `kubectl apply -f` of a file. */
  | { readonly does: 'apply'; readonly file: string }
  /** `argocd app sync` of an Application. */
  | { readonly does: 'sync'; readonly application: string }
  /** Any other command; those of a lower rank are run first. */
  | { readonly does: 'run'; readonly command: string; readonly rank?: number }
  /** What is said in a sentence. */
  | { readonly does: 'say'; readonly sentence: string };

/** Arguments of one command, commands, and sentences that are written out; the rest is counted. */
const MAX_LISTED = 6;

/** Joins the steps of many files: equal commands once, files of one command together, a whole directory as one argument. */
export function writeSteps(tree: Tree, steps: readonly Step[]): string {
  const of = <D extends Step['does']>(does: D): Extract<Step, { does: D }>[] =>
    steps.filter((step): step is Extract<Step, { does: D }> => step.does === does);
  const files = wholeDirectories(tree, unique(of('apply').map(({ file }) => file)));
  const apps = unique(of('sync').map(({ application }) => application));
  const commands = [
    withArguments(
      'kubectl apply',
      files.map((file) => `-f ${quote(file)}`),
    ),
    withArguments('argocd app sync', apps.map(quote)),
  ].filter((command) => command !== '');
  const ranked = of('run').sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || compareBytes(a.command, b.command));
  const runs = [...new Set(ranked.map(({ command }) => command))];
  const sentences = unique(of('say').map(({ sentence }) => sentence));
  const listed = [...commands, ...runs.slice(0, MAX_LISTED)].join(' && ');
  const all = runs.length > MAX_LISTED ? t`${listed} # and ${runs.length - MAX_LISTED} more` : listed;
  const rest = sentences.length > MAX_LISTED ? [t`And ${sentences.length - MAX_LISTED} more.`] : [];
  return [all, ...sentences.slice(0, MAX_LISTED), ...rest].filter((part) => part !== '').join(' · ');
}

function withArguments(command: string, words: readonly string[]): string {
  if (words.length === 0) return '';
  const listed = `${command} ${words.slice(0, MAX_LISTED).join(' ')}`;
  return words.length > MAX_LISTED ? t`${listed} # and ${words.length - MAX_LISTED} more` : listed;
}

/** Replaces the files of a directory by the directory where kubectl would read exactly these. */
function wholeDirectories(tree: Tree, files: readonly string[]): string[] {
  if (files.length < 4) return [...files];
  const byDirectory = new Map<string, string[]>();
  for (const file of files) byDirectory.set(dirname(file), [...(byDirectory.get(dirname(file)) ?? []), file]);
  return [...byDirectory].flatMap(([directory, own]) => {
    const read = tree
      .list(directory)
      .filter(({ name, kind }) => kind !== 'directory' && /\.(?:ya?ml|json)$/.test(name));
    return own.length > 1 && read.length === own.length ? [`${directory || '.'}/`] : own;
  });
}

/** A word of a shell command. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_./@:=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)].sort(compareBytes);
}
