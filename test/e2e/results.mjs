// What the suites wrote: read the same way for every host.
import * as fs from 'node:fs';

const MARKS = { passed: 'ok  ', failed: 'FAIL', pending: 'skip' };

/**
 * Prints each test and counts. A test that did not run has failed, and so has a run without results: an extension host that
 * crashes reports success.
 * @returns {found, passed, failed}
 */
export function printResults(file) {
  const found = fs.existsSync(file);
  const tests = found ? JSON.parse(fs.readFileSync(file, 'utf8')).tests : [];
  for (const { state, title, ms, error } of tests)
    console.log(`  ${MARKS[state]} ${title}${ms === undefined ? '' : ` (${ms} ms)`}${error ? `\n${error}` : ''}`);
  const passed = tests.filter(({ state }) => state === 'passed').length;
  return { found, passed, failed: Math.max(tests.length - passed, tests.length === 0 ? 1 : 0) };
}
