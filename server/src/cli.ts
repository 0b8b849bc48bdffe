import { run } from './cli/run.ts';

/** Set by the build from package.json. */
declare const __VERSION__: string;
declare const __REPOSITORY_URL__: string;

// A reader that has seen enough (`head`) is no mistake; anything else that keeps the result from being written is one.
process.stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  process.stderr.write(`argocd-coverage: the result can’t be written (${code ?? message})\n`);
  process.exitCode = 2;
});
process.stderr.on('error', () => undefined);

// The command line: the same engine as the editor's, for CI and the terminal.
run(process.argv.slice(2), {
  version: __VERSION__,
  href: (code) => `${__REPOSITORY_URL__}/blob/main/docs/rules/${code}.md`,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  ...(process.stderr.isTTY ? { progress: (words) => void process.stderr.write(`\r\u001b[K${words ?? ''}`) } : {}),
  stepSummary: process.env.GITHUB_STEP_SUMMARY,
  locale: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG,
  colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
}).then(
  (code) => {
    process.exitCode ??= code;
  },
  (error: Error) => {
    const where = error.stack?.split('\n')[1]?.trim() ?? '';
    process.stderr.write(`argocd-coverage: ${error.message.split('\n')[0]} ${where}: please report this\n`);
    process.exitCode = 2;
  },
);
