import { run } from './cli/run.ts';

/** Set by the build from package.json. */
declare const __VERSION__: string;
declare const __REPOSITORY_URL__: string;

// The command line: the same engine as the editor's, for CI and the terminal.
run(process.argv.slice(2), {
  version: __VERSION__,
  href: (code) => `${__REPOSITORY_URL__}/blob/main/docs/rules/${code}.md`,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  locale: process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG,
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`argocd-coverage: ${error.stack}\n`);
    process.exitCode = 2;
  },
);
