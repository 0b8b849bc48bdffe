import { UNKNOWN_TEXT } from '../gotemplate/unknown.ts';
import type { Span } from '../problems/problem.ts';
import { effectOf } from './commands/table.ts';
import { BASE_MARK, ROOT_MARK, type Script } from './hosts/host.ts';
import type { FileFindings, ImperativeCreation, RouteDraft, RouteKind } from './model.ts';
import { interpretShell } from './shell/interpret.ts';
import { type Invocation, NO_OUTPUT } from './shell/invocation.ts';
import { interpretPowerShell } from './shell/powershell.ts';
import { spanIn } from './sourceMap.ts';

/** What the scripts of a file do, with the texts that they hand to a cluster. */
export interface ScriptFindings extends Omit<FileFindings, 'described' | 'gitRepositories'> {
  readonly applied: readonly { readonly span: Span; readonly kind: RouteKind }[];
}

/** A command's text, at most. */
const MAX_COMMAND = 240;

/** Follows scripts and gathers what their commands do. @param source the text of the file they stand in. */
export function readScripts(path: string, source: string, scripts: readonly Script[]): ScriptFindings {
  const routes = new Map<string, RouteDraft>();
  const documented = new Map<string, RouteDraft>();
  const creations = new Map<string, ImperativeCreation>();
  const applied: { span: Span; kind: RouteKind }[] = [];
  const notes: string[] = [];
  for (const script of scripts) {
    const run = (invocation: Invocation) => {
      const effect = effectOf(invocation);
      if (!effect) return NO_OUTPUT;
      const span = spanIn(script.text, invocation.span.start, invocation.span.end);
      const text = commandText(invocation.text, source.slice(span.start, span.end));
      // The paths of a script inside a cluster are those of its container.
      if (effect.route && script.inCluster !== true) {
        const list = script.documented === true ? documented : routes;
        const draft = { ...effect.route, span, text };
        const key = `${span.start} ${span.end} ${effect.route.kind}`;
        const known = list.get(key);
        list.set(key, known ? { ...known, targets: distinct([...known.targets, ...draft.targets]) } : draft);
      }
      for (const { start, end } of effect.texts ?? [])
        applied.push({ span: spanIn(script.text, start, end), kind: 'kubectl' });
      if (effect.creation) {
        const made: ImperativeCreation = {
          ...effect.creation,
          at: { file: path, span },
          text,
          documented: script.documented === true,
          ...(script.inCluster === true ? { declared: true } : {}),
        };
        creations.set(`${span.start} ${made.kind} ${made.name}`, made);
      }
      return effect.output;
    };
    const input = {
      text: script.text.text,
      directory: script.directory,
      starts: script.starts,
      variables: script.variables,
      ...(script.file === undefined ? {} : { file: script.file }),
    };
    const problem = script.language === 'shell' ? interpretShell(input, run) : interpretPowerShell(input, run);
    if (problem !== undefined) notes.push(`${path}: ${problem}`);
  }
  return {
    routes: [...routes.values()],
    documented: [...documented.values()],
    creations: [...creations.values()],
    applied,
    notes,
  };
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** The command on one line, as it is written in the file where the script's text was filled in. */
function commandText(text: string, written: string): string {
  const own = [UNKNOWN_TEXT, ROOT_MARK, BASE_MARK].some((mark) => text.includes(mark)) ? written : text;
  const line = own
    .replace(/\\\r?\n/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > MAX_COMMAND ? `${line.slice(0, MAX_COMMAND)}…` : line;
}
