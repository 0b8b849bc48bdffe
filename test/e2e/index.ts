import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

interface Result {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly ms?: number;
  readonly error?: string;
}

/** Entry point: VS Code calls run() inside the extension host. Results go to the file that TEST_RESULTS names. */
export async function run(): Promise<void> {
  const started = Date.now();
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 30_000, reporter: 'spec', grep: process.env.TEST_GREP });
  for (const file of fs.readdirSync(__dirname))
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file));
  const tests: Result[] = [];
  const failures = await new Promise<number>((done) => {
    mocha
      .run(done)
      .on('pass', (test) => tests.push({ title: test.fullTitle(), state: 'passed', ms: test.duration }))
      .on('pending', (test) => tests.push({ title: test.fullTitle(), state: 'pending' }))
      .on('fail', (test, error: Error) =>
        tests.push({ title: test.fullTitle(), state: 'failed', error: error.stack ?? String(error) }),
      );
  });
  const out = process.env.TEST_RESULTS;
  if (out) {
    fs.writeFileSync(`${out}.tmp`, JSON.stringify({ started, ended: Date.now(), failures, tests }));
    fs.renameSync(`${out}.tmp`, out);
  }
  if (failures > 0) throw new Error(`${failures} test(s) failed`);
}
