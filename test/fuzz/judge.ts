import { readBaseline, writeBaseline } from '../../server/src/cli/baseline.ts';
import { createEngine, type Engine } from '../../server/src/engine.ts';
import { codeLenses, lensText } from '../../server/src/features/codeLens.ts';
import { completionsAt } from '../../server/src/features/completion/complete.ts';
import { definitionAt, documentLinks } from '../../server/src/features/definition.ts';
import { inlayHints } from '../../server/src/features/inlayHints.ts';
import { referencesAt } from '../../server/src/features/references.ts';
import type { FileEdit } from '../../server/src/features/results.ts';
import { documentSymbols, workspaceSymbols } from '../../server/src/features/symbols.ts';
import { FORMAT_NAMES, formatReport } from '../../server/src/report/formats.ts';
import type { Disk } from '../longlife/disk.ts';
import type { Case, Target } from './target.ts';
import { INNOCENT, ROOTS, worldOf } from './world.ts';

/** Seconds of processor that one file of at most 64 KB may cost, with everything that is asked about it. */
export const MAX_SECONDS = 2;

/** Places of the hostile file that are asked about. */
const PLACES = 12;

/** Makes the engine that is judged: a test plants faults in it. */
export type MakeEngine = (disk: Disk) => Engine;

const sound: MakeEngine = (fileSystem) => createEngine({ fileSystem });

/**
 * Lets the whole engine answer everything about a world with one hostile file in it.
 * @returns what went wrong; undefined when nothing did.
 */
export async function judge(target: Target, hostile: Case, make = sound): Promise<string | undefined> {
  const first = await attempt(target, hostile, make);
  if (!first || !('seconds' in first)) return first?.failure;
  // Once more: the first time may have paid for compiling the code, or for other threads.
  const second = await attempt(target, hostile, make);
  return second?.failure;
}

type Failure = { readonly failure: string; readonly seconds?: number };

async function attempt(target: Target, hostile: Case, make: MakeEngine): Promise<Failure | undefined> {
  const clock = stopwatch();
  try {
    const failure = target.check?.(hostile.text) ?? (await askEverything(target, hostile, make));
    if (failure !== undefined) return { failure };
  } catch (error) {
    return { failure: (error as Error).stack ?? String(error) };
  }
  const seconds = clock();
  return seconds > MAX_SECONDS ? { failure: `took ${seconds.toFixed(1)} s`, seconds } : undefined;
}

/** Seconds of processor; the clock's where other threads work too. */
function stopwatch(): () => number {
  const usage = process.cpuUsage();
  const started = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(usage);
    return Math.min((user + system) / 1e6, (performance.now() - started) / 1e3);
  };
}

async function askEverything(target: Target, hostile: Case, make: MakeEngine): Promise<string | undefined> {
  const disk = worldOf(target, hostile);
  const engine = make(disk);
  engine.setFolders(Object.keys(ROOTS));
  await engine.index();
  const path = `/r/${hostile.file}`;
  for (const innocent of target.governs ? INNOCENT.slice(1) : INNOCENT) {
    const status = engine.manifests(innocent)[0]?.verdict.status;
    if (status !== 'deployed') return `${innocent} is ${status}`;
  }
  for (const changed of engine.takeChangedDiagnostics()) engine.diagnostics(changed);
  askFeatures(engine, path);
  const edits = escapingEdit(engine, disk, path);
  if (edits !== undefined) return edits;
  // An edit in the editor: what was derived is derived anew.
  engine.open(path, `${engine.text(path) ?? ''}\n# typed\n`);
  engine.summary();
  engine.close(path);
  return reportFailure(engine);
}

function askFeatures(engine: Engine, path: string): void {
  const { features } = engine;
  const at = engine.fileAt(path);
  engine.explain(path);
  engine.files();
  for (const view of ['applications', 'notDeployed', 'directories'] as const)
    for (const { id } of engine.tree.children(view)) engine.tree.children(view, id);
  workspaceSymbols(features, 'a');
  if (!at) return;
  const whole = { start: 0, end: at.text.length };
  documentSymbols(features, at);
  documentLinks(features, at);
  inlayHints(features, at, whole);
  for (const lens of codeLenses(at)) lensText(features, at, lens.span.start, undefined);
  for (let i = 0; i < PLACES; i++) {
    const offset = Math.floor((i / PLACES) * at.text.length);
    engine.hover(path, offset);
    engine.explain(path, engine.lines(path).position(offset).line + 1);
    definitionAt(features, at, offset);
    referencesAt(features, at, offset);
    completionsAt(features, at, offset);
  }
}

/** An edit that would write outside of the workspace, or over a file. */
function escapingEdit(engine: Engine, disk: Disk, path: string): string | undefined {
  const text = engine.text(path) ?? '';
  for (const action of engine.codeActions(path, { start: 0, end: text.length })) {
    for (const step of engine.resolveAction(action.data)?.steps ?? []) {
      const target = written(step);
      if (!Object.keys(ROOTS).some((root) => target.startsWith(`${root}/`)) || target.split('/').includes('..'))
        return `${action.title} writes ${target}`;
      if (step.type !== 'edit' && disk.text(target) !== undefined) return `${action.title} overwrites ${target}`;
    }
  }
  return undefined;
}

const written = (step: FileEdit): string => (step.type === 'rename' ? step.to : step.path);

const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

function reportFailure(engine: Engine): string | undefined {
  const report = engine.report();
  for (const name of FORMAT_NAMES) {
    const text = formatReport(report, name);
    if (name === 'json' || name === 'sarif' || name === 'gitlab') JSON.parse(text);
    if ((name === 'text' || name === 'github') && CONTROL.test(text)) {
      const at = CONTROL.exec(text)?.index ?? 0;
      return `the ${name} report holds a control character: ${JSON.stringify(text.slice(Math.max(0, at - 80), at + 20))}`;
    }
    if (name === 'html' && /<img src=x|<\/script><img/.test(text)) return 'the html report holds foreign markup';
  }
  const baseline = writeBaseline(report, undefined);
  const known = report.diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
  const read = readBaseline(baseline, 'baseline.yaml', '2030-01-01');
  const lost = known.find((diagnostic) => !read.find(diagnostic));
  return lost ? `the baseline does not know ${JSON.stringify(lost)}` : undefined;
}
