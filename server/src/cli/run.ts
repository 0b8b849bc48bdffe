import { accessSync, constants, existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createEngine, type Engine } from '../engine.ts';
import { nodeFileSystem } from '../files/nodeFileSystem.ts';
import { followNothing } from '../files/signals.ts';
import { type ComparedBranch, compareBranch } from '../impact.ts';
import { setLanguage, t } from '../l10n/t.ts';
import type { FormatOptions } from '../report/format.ts';
import { formatReport } from '../report/formats.ts';
import { formatImpact } from '../report/impact/formats.ts';
import { impactMarkdown } from '../report/impact/markdown.ts';
import type { Report } from '../report/model.ts';
import { checkoutPath } from '../report/place.ts';
import { type CliOptions, help, parseArguments, UsageError } from './arguments.ts';
import { type Baseline, readBaseline, shrinkBaseline, writeBaseline } from './baseline.ts';
import { serveTools } from './mcp.ts';
import { failsOn, outcomeOf } from './outcome.ts';
import { appendSummary, writeOutput } from './output.ts';

/** The streams and facts of the process. */
export interface Terminal {
  readonly version: string;
  out(text: string): void;
  err(text: string): void;
  readonly colour: boolean;
  /** Shows how far the work is, where somebody watches; undefined takes it away. */
  progress?(words: string | undefined): void;
  /** The file that a GitHub workflow step's summary is written to. */
  readonly stepSummary?: string;
  /** The page that explains a code. */
  href(code: string): string;
  /** The environment's locale, as `LANG` has it. */
  readonly locale?: string;
}

/** Runs the command line. @returns the exit code (CONTRACT “Command line”). */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    if (args[0] === 'mcp') {
      const { directories } = parseArguments(args.slice(1));
      await serveTools(directories.map(existingDirectory), terminal.version);
      return 0;
    }
    setLanguage(terminal.locale);
    const options = parseArguments(args);
    if (options.lang) setLanguage(options.lang);
    if (options.help) terminal.out(help());
    else if (options.version) terminal.out(`${terminal.version}\n`);
    else return await analyse(options, terminal);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`argocd-coverage: ${error.message}\n`);
    return 2;
  }
}

async function analyse(options: CliOptions, terminal: Terminal): Promise<number> {
  const directories = options.directories.map(existingDirectory);
  const recorded = openBaseline(options);
  // Whoever waits for one answer need not pay for what keeps the next ones cheap.
  followNothing();
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  engine.setEditorSettings({ repositoryAliases: options.aliases });
  engine.setFolders(directories, { nested: false });
  if (options.explain !== undefined) return explain(engine, options.explain, options, terminal);
  await engine.index(async (done, total) => {
    terminal.progress?.(t`reading ${done} of ${total} files`);
    return true;
  });
  terminal.progress?.(undefined);
  const branch = options.base === undefined ? undefined : await compare(engine, options.base);
  const report = branch?.report ?? engine.report({ relativeTo: workingDirectory() });
  const note = (line: string): void => terminal.err(`argocd-coverage: ${line}\n`);
  const baseline = keepBaseline(report, options, recorded, note);
  const format: FormatOptions = {
    colour: terminal.colour && options.output === undefined,
    version: terminal.version,
    href: terminal.href,
    fails: failsOn(options),
    ...(baseline ? { known: (diagnostic) => baseline.find(diagnostic) } : {}),
  };
  const written = write(report, branch, options, format);
  if (options.output === undefined) terminal.out(written.text);
  else writeOutput(options.output, written.text);
  if (options.format === 'github' && terminal.stepSummary) appendSummary(terminal.stepSummary, written.summary());
  const { exitCode, notes } = outcomeOf(report, options, baseline);
  for (const line of notes) note(line);
  return exitCode;
}

/** The report, or with `--base` the branch view: formats that a CI system reads begin with what the branch changes. */
function write(
  report: Report,
  branch: ComparedBranch | undefined,
  { format: name }: CliOptions,
  format: FormatOptions,
) {
  const markdown = (): string => formatReport(report, 'markdown', format);
  if (!branch) return { text: formatReport(report, name, format), summary: markdown };
  const comment = (): string => impactMarkdown(branch.impact);
  const view = formatImpact(branch, name, format);
  if (view !== undefined) return { text: view, summary: comment };
  const paths = branch.files.map((place) => checkoutPath(report, place));
  return {
    text: formatReport(report, name, { ...format, changed: new Set(paths) }),
    summary: () => `${comment()}\n${markdown()}`,
  };
}

async function compare(engine: Engine, reference: string): Promise<ComparedBranch> {
  try {
    return await compareBranch(engine, nodeFileSystem(), { reference, relativeTo: workingDirectory() });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

function workingDirectory(): string {
  return slashed(realpathSync(process.cwd()));
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}

function existingDirectory(directory: string): string {
  const path = resolve(directory);
  let real: string;
  try {
    real = realpathSync(path);
    if (!statSync(real).isDirectory())
      throw new UsageError(t`${directory} is not a directory: name the root of a repository`);
    accessSync(real, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      t`${directory} can’t be read (${(error as NodeJS.ErrnoException).code ?? 'error'}): name a directory that exists`,
    );
  }
  return slashed(real);
}

function explain(engine: Engine, target: string, options: CliOptions, terminal: Terminal): number {
  const match = /^(.*?)(?::(\d+))?$/.exec(target);
  const line = match?.[2] === undefined ? undefined : Number(match[2]);
  const named = match?.[1] ?? target;
  const roots = engine.workspace.repositories().map((repository) => repository.id);
  const candidates = [
    resolve(named),
    ...options.directories.map((directory) => resolve(directory, named)),
    ...roots.map((root) => resolve(root, named)),
  ];
  const file = candidates.find((path) => existsSync(path));
  const path = file === undefined ? undefined : slashed(realpathSync(file));
  const markdown = path === undefined ? undefined : engine.explain(path, line);
  if (markdown === undefined) throw new UsageError(t`${named} is no text file of the repository: name one that is`);
  terminal.out(`${markdown}\n`);
  return 0;
}

/** The baseline as it is recorded. @throws UsageError when it is missing or can't be understood. */
function openBaseline({ baseline: file, writeBaseline: writes }: CliOptions): Baseline | undefined {
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'error' } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') throw new UsageError(t`${file} can’t be read (${code}): name another file`);
    if (writes) return undefined;
    throw new UsageError(t`${file} does not exist: make it with --write-baseline`);
  }
  return readBaseline(text, file, today());
}

/** Rewrites the baseline when asked, else lets it shrink. @returns the one that counts now. */
function keepBaseline(
  report: Report,
  { baseline: file, writeBaseline: writes }: CliOptions,
  recorded: Baseline | undefined,
  note: (line: string) => void,
): Baseline | undefined {
  if (file === undefined) return undefined;
  if (writes) {
    const text = writeBaseline(report, recorded);
    writeOutput(file, text);
    return readBaseline(text, file, today());
  }
  const smaller = recorded && shrinkBaseline(report, recorded);
  if (!smaller) return recorded;
  try {
    writeOutput(file, smaller.text);
    if (smaller.gone > 0) note(t`${file} is shorter by ${smaller.gone}: these findings are gone`);
    if (smaller.coverage !== undefined) note(t`${file} records a coverage of ${smaller.coverage} % now`);
  } catch {
    note(t`${file} could be shorter, and can’t be written`);
  }
  return recorded;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
