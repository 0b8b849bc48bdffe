import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createEngine, type Engine } from '../engine.ts';
import { nodeFileSystem } from '../files/nodeFileSystem.ts';
import { compareBranch } from '../impact.ts';
import { setLanguage } from '../l10n/t.ts';
import { impactMarkdown } from '../report/branchImpact.ts';
import { formatReport } from '../report/formats.ts';
import type { Report } from '../report/model.ts';
import { type CliOptions, HELP, parseArguments, UsageError } from './arguments.ts';
import { type Baseline, readBaseline, shrinkBaseline, writeBaseline } from './baseline.ts';
import { serveTools } from './mcp.ts';

/** The streams and facts of the process. */
export interface Terminal {
  readonly version: string;
  out(text: string): void;
  err(text: string): void;
  readonly colour: boolean;
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
    const options = parseArguments(args);
    setLanguage(options.lang ?? terminal.locale);
    if (options.help) terminal.out(HELP);
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
  const engine = createEngine({ fileSystem: nodeFileSystem() });
  engine.setEditorSettings({ repositoryAliases: options.aliases });
  engine.setFolders(directories, { nested: false });
  if (options.explain !== undefined) return explain(engine, options.explain, options, terminal);
  await engine.index();
  const report = engine.report({ relativeTo: workingDirectory() });
  const written = (what: Report): string =>
    formatReport(what, options.format, {
      colour: terminal.colour && options.output === undefined,
      version: terminal.version,
      href: terminal.href,
    });
  const text =
    options.base === undefined ? written(report) : await branchView(engine, options.base, options.format, report);
  if (options.output === undefined) terminal.out(text);
  else write(options.output, text);
  const baseline = handleBaseline(report, options);
  return exitCode(report, options, baseline);
}

/** The branch view: Markdown, or the report's JSON with the impact beside it. */
async function branchView(engine: Engine, reference: string, format: string, report: Report): Promise<string> {
  try {
    const { impact } = await compareBranch(engine, nodeFileSystem(), reference);
    if (format === 'json') return `${JSON.stringify({ ...report, impact }, null, 2)}\n`;
    return impactMarkdown(impact, reference, report.repositories[0]?.branch);
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
      throw new UsageError(`${directory} is not a directory: name the root of a repository`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `${directory} can’t be read (${(error as NodeJS.ErrnoException).code ?? 'error'}): name a directory that exists`,
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
  if (markdown === undefined) throw new UsageError(`${named} is no text file of the repository: name one that is`);
  terminal.out(`${markdown}\n`);
  return 0;
}

function handleBaseline(report: Report, options: CliOptions): Baseline | undefined {
  if (options.baseline === undefined) return undefined;
  const today = new Date().toISOString().slice(0, 10);
  const old = existsSync(options.baseline) ? readBaseline(readFileSync(options.baseline, 'utf8'), today) : undefined;
  if (options.writeBaseline) {
    const text = writeBaseline(report, old);
    write(options.baseline, text);
    return readBaseline(text, today);
  }
  if (!old) throw new UsageError(`${options.baseline} does not exist: make it with --write-baseline`);
  const smaller = shrinkBaseline(report, old);
  if (smaller !== undefined) write(options.baseline, smaller);
  return old;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(
      `${file} can’t be written (${(error as NodeJS.ErrnoException).code ?? 'error'}): name another file`,
    );
  }
}

/** 1 when a finding that is not in the baseline is as loud as `failOn`, or coverage is below `failUnder`. */
export function exitCode(
  report: Report,
  options: Pick<CliOptions, 'failOn' | 'failUnder'>,
  baseline: Baseline | undefined,
): number {
  const failing = options.failOn === 'never' ? [] : options.failOn === 'warning' ? ['error', 'warning'] : ['error'];
  const found = report.diagnostics.some(
    (diagnostic) => failing.includes(diagnostic.severity) && !baseline?.covers(diagnostic),
  );
  const low = options.failUnder !== undefined && report.summary.coverage * 100 < options.failUnder;
  return found || low ? 1 : 0;
}
