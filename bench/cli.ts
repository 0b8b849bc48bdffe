import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { Report } from '../server/src/report/model.ts';
import { startEditor } from './editor.ts';
import { EDITS } from './edits.ts';
import { quantile, type Run, runNode } from './processes.ts';
import { type Repository, writeRepository } from './repository.ts';
import { renderTime } from './templates.ts';
import { wrongVerdicts } from './truth.ts';

// npm run bench [-- --services 400,2000,10000] [--rounds 5] [--edits 40]: what the analysis costs, in one run, beside the least
// that any tool must do. Ratios count; absolute times are those of this machine and hour.
const { values } = parseArgs({
  options: {
    services: { type: 'string', default: '400,2000,10000' },
    rounds: { type: 'string', default: '5' },
    edits: { type: 'string', default: '40' },
  },
});
const sizes = values.services.split(',').map(Number);
const rounds = Number(values.rounds);
const edits = Number(values.edits);
const DIST = 'out/bench/dist';
const MEGABYTE = 1024 * 1024;
const LIMITS = { cold: 2, growth: 1.1, edit: 0.02, memory: 150 * MEGABYTE, hover: 50 };
/** The size whose memory has a limit: 17,000 files. */
const MEASURED_MEMORY = 2_000;
const BURST = 5_000;

let missed = 0;

/** Prints a line; with a target also whether it holds. */
function tell(label: string, value: string, holds?: boolean): void {
  if (holds === false) missed++;
  console.log(`  ${label.padEnd(44)} ${value}${holds === undefined ? '' : holds ? '  ✓' : '  ✗ target missed'}`);
}

const ms = (time: number): string => `${time.toFixed(time < 10 ? 2 : 0)} ms`;
const mb = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(0)} MB`;
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

function build(): void {
  mkdirSync('out/bench', { recursive: true });
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs', '--production', '--outdir', DIST], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs both programs in turn, so that both meet the same hours of the machine. */
function measureCold(root: string): { bare: Run; ours: Run; empty: Run } {
  const runs = { bare: [] as Run[], ours: [] as Run[], empty: [] as Run[] };
  for (let i = 0; i <= rounds; i++) {
    const bare = runNode(['bench/bareWalk.mjs', root]);
    const ours = runNode([join(DIST, 'cli.js'), root, '--fail-on', 'never']);
    const empty = runNode(['--eval', '0']);
    // The first round warms the disk's cache.
    if (i === 0) continue;
    runs.bare.push(bare);
    runs.ours.push(ours);
    runs.empty.push(empty);
  }
  const middle = (list: readonly Run[]): Run => ({
    time: quantile(list.map(({ time }) => time)),
    peak: quantile(list.map(({ peak }) => peak)),
  });
  return { bare: middle(runs.bare), ours: middle(runs.ours), empty: middle(runs.empty) };
}

function checkVerdicts({ root, truth }: Repository): void {
  const output = join('out/bench', 'report.json');
  runNode([join(DIST, 'cli.js'), root, '--fail-on', 'never', '--format', 'json', '--output', output]);
  const wrong = wrongVerdicts(JSON.parse(readFileSync(output, 'utf8')) as Report, truth);
  tell('verdicts that are wrong', `${wrong.length} of ${truth.size} files`, wrong.length === 0);
  for (const line of wrong.slice(0, 5)) console.log(`    ${line}`);
}

async function measureEditor(repository: Repository, cold: number): Promise<void> {
  const { root, files } = repository;
  const editor = await startEditor(join(DIST, 'server.js'), root);
  try {
    tell('editor: start to first status', `${ms(editor.start)}, ${(editor.start / cold).toFixed(2)} × cold run`);
    editor.published();
    for (const edit of EDITS) {
      const before = files.get(edit.path) ?? '';
      const times = await editor.type(
        edit.path,
        Array.from({ length: edits }, (_, i) => edit.text(before, i)),
      );
      const arrived = editor.published();
      const p95 = quantile(times, 0.95);
      const shares = `${percent(quantile(times) / cold)} of the cold run at p50, ${percent(p95 / cold)} at p95`;
      tell(`edit: ${edit.kind}`, `${shares} (${ms(p95)})`, p95 / cold <= LIMITS.edit);
      if (edit.shown && arrived < edits - 1) tell(`  its diagnostics`, `${arrived} of ${edits} arrived`, false);
    }
    const idle = await editor.idle();
    tell('idle CPU', idle === undefined ? 'this system does not tell' : `${ms(idle)} in a second`, !idle);
    await measureBurst(repository, editor);
    const peak = editor.peak();
    if (peak !== undefined) tell('editor: peak memory', mb(peak));
  } finally {
    editor.stop();
  }
}

/** A switch of branches: many files change at once on disk. */
async function measureBurst(
  { root, files }: Repository,
  editor: Awaited<ReturnType<typeof startEditor>>,
): Promise<void> {
  const paths = [...files.keys()].filter((path) => path.endsWith('.yaml')).slice(-BURST);
  const write = (more: string): void => {
    for (const path of paths) writeFileSync(join(root, path), `${files.get(path)}${more}`);
  };
  try {
    write('# changed\n');
    const hovered = 'teams/team-04/legacy/svc-00004/service.yaml';
    const { time, slowestHover } = await editor.burst(paths, hovered);
    tell(
      `burst of ${paths.length} files`,
      `${(time / editor.start).toFixed(2)} × the first index`,
      time <= editor.start,
    );
    tell('slowest hover meanwhile', ms(slowestHover), slowestHover <= LIMITS.hover);
  } finally {
    write('');
  }
}

function measurePeer(root: string): void {
  const start = performance.now();
  const { error } = spawnSync('argocd-source-lint', [root], { stdio: 'ignore', timeout: 300_000 });
  if (error && (error as NodeJS.ErrnoException).code === 'ENOENT')
    tell('argocd-source-lint', 'not installed (pip install argocd-source-lint): left out');
  else tell('argocd-source-lint', error ? 'more than 5 minutes' : ms(performance.now() - start));
}

build();
const colds: { files: number; time: number }[] = [];
for (const services of sizes) {
  const repository = writeRepository(services);
  console.log(`\n${services} services, ${repository.files.size} files`);
  const { bare, ours, empty } = measureCold(repository.root);
  tell('bare walk and read', ms(bare.time));
  const ratio = ours.time / bare.time;
  tell('command line', `${ms(ours.time)}, ${ratio.toFixed(2)} × bare`, services < 2_000 || ratio <= LIMITS.cold);
  const above = ours.peak - empty.peak;
  const memory = `${mb(above)} above an empty process, bare ${mb(bare.peak - empty.peak)}`;
  tell('peak memory', memory, services === MEASURED_MEMORY ? above <= LIMITS.memory : undefined);
  const last = colds.at(-1);
  if (last) {
    const growth = ours.time / last.time / (repository.files.size / last.files);
    tell('growth of time by growth of files', growth.toFixed(2), growth <= LIMITS.growth);
  }
  colds.push({ files: repository.files.size, time: ours.time });
  checkVerdicts(repository);
  await measureEditor(repository, ours.time);
  if (services === sizes[0]) {
    measurePeer(repository.root);
    tell('a chart of 30 templates', ms(renderTime(rounds * 4)));
  }
}
console.log(missed === 0 ? '\nEvery target holds.' : `\n${missed} targets missed.`);
process.exitCode = missed === 0 ? 0 : 1;
