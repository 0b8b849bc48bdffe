import ignore from 'ignore';

/** What a file of ignore rules says of a path; neither where no rule matches. */
export interface IgnoreVerdict {
  readonly ignored: boolean;
  readonly unignored: boolean;
}

/** A file of ignore rules. */
export interface IgnoreRules {
  /** @param path relative to the rules' directory; one that ends in a slash is a directory's. */
  test(path: string): IgnoreVerdict;
}

/** A rule with `**` between other segments more than once: as a regular expression it would try every split of a path. */
const COSTLY = /\/\*\*\/.*[^/*].*\/\*\*\//;
/** Longer than any path may be, in characters: such a rule could only be made to exhaust the compiler of regular expressions. */
const MAX_RULE = 4096;
const NEITHER: IgnoreVerdict = { ignored: false, unignored: false };

/**
 * Reads ignore rules (`gitignore(5)`); the last one that matches decides. They are matched in polynomial time of a small
 * degree, whatever the repository writes.
 * @param ignoreCase what `core.ignoreCase` says: Git sets it where the disk does not tell cases apart.
 */
export function readIgnoreRules(texts: readonly string[], ignoreCase: boolean): IgnoreRules {
  const groups: IgnoreRules[] = [];
  let plain: string[] = [];
  const close = (): void => {
    if (plain.length > 0) groups.push(ignore({ ignoreCase }).add(plain.join('\n')));
    plain = [];
  };
  for (const line of texts.join('\n').split(/\r?\n/)) {
    if (line === '' || line.startsWith('#') || line.length > MAX_RULE) continue;
    if (!COSTLY.test(line)) plain.push(line);
    else {
      close();
      groups.push(segmentRule(line, ignoreCase));
    }
  }
  close();
  const [only] = groups;
  if (groups.length === 1 && only) return only;
  return {
    test(path) {
      for (let i = groups.length - 1; i >= 0; i--) {
        const verdict = (groups[i] as IgnoreRules).test(path);
        if (verdict.ignored || verdict.unignored) return verdict;
      }
      return NEITHER;
    },
  };
}

/** One rule matched segment by segment, with all that `**` may stand for followed at once. It has slashes: it is tied to its root. */
function segmentRule(line: string, ignoreCase: boolean): IgnoreRules {
  const negated = line.startsWith('!');
  const body = line.slice(negated ? 1 : 0).replace(/(?<!\\) +$/, '');
  const directoryOnly = body.endsWith('/');
  const segments = body
    .replace(/^\/|\/$/g, '')
    .split('/')
    .map((segment) => (segment === '**' ? undefined : ignore({ ignoreCase }).add(`/${segment}`)));
  /** Positions in the rule, each with those that `**` reaches by standing for nothing; at the end it stands for something. */
  const reached = (positions: Iterable<number>): Set<number> => {
    const all = new Set(positions);
    for (const at of all) if (at < segments.length - 1 && segments[at] === undefined) all.add(at + 1);
    return all;
  };
  return {
    test(path) {
      const directory = path.endsWith('/');
      if (directoryOnly && !directory) return NEITHER;
      let states = reached([0]);
      for (const name of (directory ? path.slice(0, -1) : path).split('/')) {
        const next = new Set<number>();
        for (const at of states) {
          if (at >= segments.length) continue;
          const segment = segments[at];
          if (segment === undefined) next.add(at === segments.length - 1 ? at + 1 : at).add(at);
          else if (segment.ignores(name)) next.add(at + 1);
        }
        states = reached(next);
      }
      return states.has(segments.length) ? { ignored: !negated, unignored: negated } : NEITHER;
    },
  };
}
