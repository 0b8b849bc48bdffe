/** Programs that run the command behind their options: the options of each that take a value. */
const WRAPPERS: Readonly<Record<string, { readonly values: RegExp; readonly positional?: number }>> = {
  sudo: {
    values: /^-[CDghpRrTtUu]$|^--(?:user|group|chdir|host|prompt|role|type|close-from|other-user|command-timeout)$/,
  },
  doas: { values: /^-[Cu]$/ },
  env: { values: /^-[CSu]$|^--(?:unset|chdir)$/ },
  nohup: { values: /^$/ },
  exec: { values: /^-a$/ },
  command: { values: /^$/ },
  builtin: { values: /^$/ },
  time: { values: /^-[fo]$/ },
  nice: { values: /^-n$/ },
  stdbuf: { values: /^-[ioe]$/ },
  timeout: { values: /^-[ks]$|^--(?:kill-after|signal)$/, positional: 1 },
  watch: { values: /^-n$|^--interval$/ },
  caffeinate: { values: /^$/ },
  winpty: { values: /^$/ },
};
/** Distributions that bring kubectl along. */
const DISTRIBUTIONS: Readonly<Record<string, readonly string[]>> = {
  minikube: ['kubectl', '--'],
  k3s: ['kubectl'],
  k0s: ['kubectl'],
  microk8s: ['kubectl'],
};
const MAX_NESTING = 10;

/** The command itself: what stands in front of it (`sudo`, `env A=b`, `timeout 5m`) taken away, `xargs` given its words. */
export function unwrap(
  words: readonly string[],
  piped: readonly string[],
): { readonly argv: readonly string[]; readonly directory?: string } {
  let argv = words;
  let directory: string | undefined;
  for (let i = 0; i < MAX_NESTING; i++) {
    const program = (argv[0] ?? '').slice((argv[0] ?? '').lastIndexOf('/') + 1);
    if (program === 'xargs') {
      argv = xargs(argv.slice(1), piped);
      continue;
    }
    if (Object.hasOwn(DISTRIBUTIONS, program) && argv[1] === 'kubectl') {
      argv = ['kubectl', ...argv.slice(argv[2] === '--' ? 3 : 2)];
      continue;
    }
    if (program === 'microk8s.kubectl') {
      argv = ['kubectl', ...argv.slice(1)];
      continue;
    }
    const wrapper = Object.hasOwn(WRAPPERS, program) ? WRAPPERS[program] : undefined;
    if (!wrapper) break;
    let at = 1;
    for (; at < argv.length; at++) {
      const word = argv[at] as string;
      if (word === '--') {
        at++;
        break;
      }
      if (wrapper.values.test(word)) {
        if (program === 'env' && (word === '-C' || word === '--chdir')) directory = argv[at + 1];
        at++;
      } else if (!word.startsWith('-') && !/^[A-Za-z_]\w*=/.test(word)) break;
    }
    argv = argv.slice(at + (wrapper.positional ?? 0));
  }
  return { argv, ...(directory === undefined ? {} : { directory }) };
}

/** The command that `xargs` runs, with the words it reads where they go. */
function xargs(args: readonly string[], piped: readonly string[]): readonly string[] {
  let at = 0;
  let replace: string | undefined;
  for (; at < args.length; at++) {
    const word = args[at] as string;
    if (!word.startsWith('-')) break;
    if (word === '-I' || word === '-i') replace = args[++at];
    else if (word.startsWith('-I')) replace = word.slice(2);
    else if (/^-[adEeLnPsx]$|^--(?:max-args|max-procs|max-lines|delimiter|arg-file)$/.test(word) && word !== '-x') at++;
  }
  const command = args.slice(at);
  if (replace === undefined || replace === '') return [...command, ...piped];
  const marker = replace;
  return command.flatMap((word) =>
    word.includes(marker) ? piped.map((name) => word.replaceAll(marker, name)) : [word],
  );
}
