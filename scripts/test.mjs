// `npm test`: every check of the project in order; the last line is `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const bin = (name) => `node_modules/.bin/${name}`;
let passed = 0;
let failed = 0;

/** Runs a stage; its own counts where it tells them, else one for the stage. */
function stage(name, command, args, count) {
  console.log(`\n== ${name}`);
  const result = spawnSync(command, args, {
    stdio: count?.pipe ? ['ignore', 'pipe', 'inherit'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (count?.pipe) process.stdout.write(result.stdout ?? '');
  const counts = count?.read(result);
  passed += counts?.passed ?? (result.status === 0 ? 1 : 0);
  failed += counts?.failed ?? (result.status === 0 ? 0 : 1);
  if (result.status !== 0 && !(counts?.failed > 0)) failed++;
}

/** What the unit test runner wrote. */
function unitCounts() {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync('out/unit.json', 'utf8'));
  return { passed: numPassedTests, failed: numFailedTests + numPendingTests };
}

function printedCounts({ stdout }) {
  const match = [...(stdout ?? '').matchAll(/^(\d+) passed, (\d+) failed$/gm)].pop();
  return match ? { passed: Number(match[1]), failed: Number(match[2]) } : { passed: 0, failed: 1 };
}

mkdirSync('out', { recursive: true });
rmSync('out/unit.json', { force: true });
stage('format and lint', bin('biome'), ['ci', '--colors=off', '.']);
stage('types', bin('tsc'), ['--noEmit']);
stage('types of the client', bin('tsc'), ['--noEmit', '-p', 'client']);
stage('types of the tests', bin('tsc'), ['--noEmit', '-p', 'test']);
stage('package.json repeats the table of codes', process.execPath, ['scripts/syncManifest.mjs', '--check']);
stage(
  'unit tests, conformance rows, language server',
  bin('vitest'),
  ['run', '--reporter=default', '--reporter=json', '--outputFile.json=out/unit.json'],
  { read: unitCounts },
);
stage('the corpus', process.execPath, ['scripts/runTs.mjs', 'test/corpus/cli.ts', '--show', '3']);
stage('the packaged extension in a real editor', process.execPath, ['test/e2e/run.mjs'], {
  pipe: true,
  read: printedCounts,
});
stage('the build', process.execPath, ['scripts/build.mjs']);
stage('the report in a real browser', process.execPath, ['test/e2e/reportPage.mjs'], {
  pipe: true,
  read: printedCounts,
});
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
