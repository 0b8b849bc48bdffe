/** A command line taken apart. */
export interface Flags {
  readonly positional: readonly string[];
  /** Values by the flag's name with its dashes; an empty text for a flag without one. */
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** All values of a flag under any of its names. */
  all(...names: readonly string[]): readonly string[];
  has(...names: readonly string[]): boolean;
  last(...names: readonly string[]): string | undefined;
}

/**
 * Takes a command line apart as Go's pflag does: `--name value`, `--name=value`, `-n value`, `-nvalue`, `-Rf value`.
 * @param takes the flags that take a value, with their dashes; others are switches.
 */
export function parseFlags(args: readonly string[], takes: ReadonlySet<string>): Flags {
  const positional: string[] = [];
  const values = new Map<string, string[]>();
  const add = (name: string, value: string): void => {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] as string;
    if (arg === '--') {
      positional.push(...args.slice(i + 1));
      break;
    }
    if (!arg.startsWith('-') || arg === '-') {
      positional.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    if (arg.startsWith('--')) {
      if (equals > 0) add(arg.slice(0, equals), arg.slice(equals + 1));
      else if (takes.has(arg)) add(arg, args[++i] ?? '');
      else add(arg, '');
      continue;
    }
    for (let at = 1; at < arg.length; at++) {
      const name = `-${arg[at]}`;
      if (!takes.has(name)) {
        add(name, '');
        continue;
      }
      const rest = arg.slice(at + 1).replace(/^=/, '');
      add(name, rest !== '' ? rest : (args[++i] ?? ''));
      break;
    }
  }
  const all = (...names: readonly string[]): string[] => names.flatMap((name) => values.get(name) ?? []);
  return {
    positional,
    values,
    all,
    has: (...names) => names.some((name) => values.has(name)),
    last: (...names) => all(...names).at(-1),
  };
}
