import { compileDoublestar } from './doublestar.ts';

/** Whose rules a CODEOWNERS file follows. */
export type CodeOwnersDialect = 'github' | 'gitlab';

/** Tells the owners of a file; none for one that nobody owns. Undefined once matching has cost too much to go on. */
export type OwnersOf = (path: string) => readonly string[] | undefined;

interface Rule {
  readonly owners: readonly string[];
  readonly pattern: Pattern;
}

interface Pattern {
  /** What a path must begin with, and what it must hold: they tell most paths apart without matching. */
  readonly start: string;
  readonly part: string;
  /** Steps that one character of a path costs at most. */
  readonly weight: number;
  match(path: string): boolean;
}

/** Files of more rules are cut: nobody keeps so many by hand. */
const MAX_RULES = 3_000;
/** Longer patterns, or with more wildcards, are no patterns that a person wrote. */
const MAX_PATTERN = 1_000;
const MAX_WILDCARDS = 16;
/** Steps that the owners of all files of a repository may cost: some seconds. */
const MAX_STEPS = 5_000_000;

/**
 * Reads a CODEOWNERS file. The last rule that matches wins; at GitLab in each section of its own, and the owners of all
 * sections count. Patterns are matched in linear time; a line that can't be understood is passed over, as both do.
 */
export function readCodeOwners(text: string, dialect: CodeOwnersDialect): OwnersOf {
  const sections = new Map<string, Rule[]>([['', []]]);
  let rules = sections.get('') as Rule[];
  let defaults: readonly string[] = [];
  let count = 0;
  for (const line of text.split(/\r?\n/)) {
    const words = line.trim();
    if (words === '' || words.startsWith('#')) continue;
    const section = dialect === 'gitlab' ? SECTION.exec(words) : null;
    if (section) {
      // Names of sections are not case-sensitive; those of one name are one section.
      const name = (section[1] as string).toLowerCase();
      rules = sections.get(name) ?? [];
      sections.set(name, rules);
      defaults = ownersIn(section[2] ?? '');
      continue;
    }
    const [, pattern = '', rest = ''] = /^((?:\\.|[^\s\\])+)(.*)$/.exec(words) ?? [];
    if (pattern.length > MAX_PATTERN || pattern.replace(/[^*?]/g, '').length > MAX_WILDCARDS) continue;
    const read = dialect === 'gitlab' ? gitlabPattern(pattern) : githubPattern(pattern);
    if (!read || count++ >= MAX_RULES) continue;
    const own = ownersIn(rest);
    rules.push({ owners: own.length === 0 ? defaults : own, pattern: read });
  }
  let steps = 0;
  return (path) => {
    const owners = new Set<string>();
    for (const list of sections.values()) {
      const last = list.findLast(({ pattern }) => {
        if (steps > MAX_STEPS || !path.startsWith(pattern.start) || !path.includes(pattern.part)) return false;
        steps += path.length * pattern.weight;
        return pattern.match(path);
      });
      for (const owner of last?.owners ?? []) owners.add(owner);
    }
    return steps > MAX_STEPS ? undefined : [...owners];
  };
}

/** `[Name]`, `^[Optional]`, `[Name][2]`, each with owners for its rules that name none. */
const SECTION = /^\^?\[([^\]]+)\](?:\[\d+\])?(?:\s+(.*))?$/;

/** Users, groups, roles and addresses; a comment at the line's end is none. */
function ownersIn(text: string): string[] {
  return (text.split(/\s#/)[0] as string).split(/\s+/).filter((word) => word.includes('@'));
}

/**
 * GitHub takes `.gitignore`'s rules without `!`, `[ ]` and escaped `#`: a slash before the end ties a pattern to the root, a
 * directory owns all below it, and `docs/*` only what is directly in it.
 */
function githubPattern(pattern: string): Pattern | undefined {
  if (pattern.startsWith('!') || pattern.startsWith('\\#') || /[[\]]/.test(pattern)) return undefined;
  const body = literalBraces(pattern.replace(/^\//, ''));
  const directory = body.endsWith('/');
  const name = directory ? body.slice(0, -1) : body;
  const anchored = pattern.startsWith('/') || name.includes('/');
  const base = anchored ? name : `**/${name}`;
  if (directory) return globs([`${base}/**/*`]);
  return globs(anchored && /(?:^|\/)\*$/.test(name) ? [base] : [base, `${base}/**`]);
}

/**
 * GitLab matches with Ruby's `File.fnmatch` and its flags for paths and dot files (`Gitlab::CodeOwners::Entry`): a pattern
 * without a leading slash counts anywhere, one with a trailing slash for all below, and `**` only before a slash.
 */
function gitlabPattern(pattern: string): Pattern | undefined {
  if (pattern === '*') return { start: '', part: '', weight: 0, match: () => true };
  const plain = pattern.replace(/^\\#/, '#').replace(/\\(\s)/g, '$1');
  const rooted = plain.startsWith('/') ? plain.slice(1) : `**/${plain}`;
  const whole = rooted.endsWith('/') ? `${rooted}**/*` : rooted;
  return globs([literalBraces(whole.replace(/(^|\/)\*\*$/, '$1*'))]);
}

/** Neither knows alternatives. */
function literalBraces(pattern: string): string {
  return pattern.replace(/(\\.)|([{}])/g, (_, escaped: string | undefined, brace: string) => escaped ?? `\\${brace}`);
}

function globs(patterns: readonly string[]): Pattern | undefined {
  const compiled = patterns.map((pattern) => compileDoublestar(pattern));
  if (compiled.some((glob) => 'error' in glob)) return undefined;
  return {
    start: /^[^*?[\]\\{}]*/.exec(patterns[0] ?? '')?.[0] ?? '',
    part: literalPart(patterns[0] ?? ''),
    weight: patterns.join('').replace(/[^*?]/g, '').length + 1,
    match: (path) => compiled.some((glob) => 'match' in glob && glob.match(path)),
  };
}

/** The longest text that every match holds; slashes beside wildcards may stand for nothing. */
function literalPart(pattern: string): string {
  if (/[[\]\\{}]/.test(pattern)) return '';
  const parts = pattern.split(/\/*[*?]+\/*/);
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
