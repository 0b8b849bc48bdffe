import { compilePathMatch, type PathGlob } from '../../globs/pathMatch.ts';
import type { Span } from '../../problems/problem.ts';

/** One rule of a `.helmignore`, with its place; Helm's own rule has none. */
export interface IgnoreRule {
  readonly pattern: string;
  readonly span: Span | undefined;
}

/** The rules of a chart. */
export interface HelmIgnore {
  /** The rule that keeps a path out of the chart, path relative to it; undefined when none does. */
  ignoredBy(path: string, isDirectory: boolean): IgnoreRule | undefined;
  /** Helm's complaint about the file; the chart can't be loaded then. */
  readonly error: { readonly message: string; readonly span: Span } | undefined;
}

interface Rule extends IgnoreRule {
  readonly negated: boolean;
  readonly onlyDirectories: boolean;
  /** Without a slash only the name counts. */
  readonly nameOnly: boolean;
  readonly glob: PathGlob;
}

/**
 * Reads a `.helmignore` (Helm's `internal/ignore/rules.go`), which is unlike Git's: no `**`, the first rule that matches decides,
 * and `!x` ignores everything that is not `x`. Dot-files in templates/ are always ignored.
 */
export function parseHelmIgnore(text: string): HelmIgnore {
  const rules: Rule[] = [];
  let error: HelmIgnore['error'];
  let offset = 0;
  for (const line of text.split('\n')) {
    const pattern = line.trim();
    const start = offset + line.indexOf(pattern);
    const span = { start, end: start + pattern.length };
    offset += line.length + 1;
    if (pattern === '' || pattern.startsWith('#')) continue;
    const rule = parseRule(pattern, span);
    if ('message' in rule) error ??= { message: rule.message, span };
    else rules.push(rule);
  }
  const dotFiles = parseRule('templates/.?*', undefined);
  if (!('message' in dotFiles)) rules.push(dotFiles);
  return { error, ignoredBy: (path, isDirectory) => rules.find((rule) => matches(rule, path, isDirectory)) };
}

function parseRule(pattern: string, span: Span | undefined): Rule | { readonly message: string } {
  if (pattern.includes('**')) return { message: 'double-star (**) syntax is not supported' };
  const whole = compilePathMatch(pattern);
  if ('error' in whole) return { message: whole.error };
  const negated = pattern.startsWith('!');
  const positive = negated ? pattern.slice(1) : pattern;
  const onlyDirectories = positive.endsWith('/');
  const text = onlyDirectories ? positive.slice(0, -1) : positive;
  const glob = compilePathMatch(text.replace(/^\//, ''));
  if ('error' in glob) return { message: glob.error };
  return { pattern, span, negated, onlyDirectories, nameOnly: !text.includes('/'), glob };
}

function matches(rule: Rule, path: string, isDirectory: boolean): boolean {
  const subject = rule.nameOnly ? path.slice(path.lastIndexOf('/') + 1) : path;
  if (rule.onlyDirectories && !isDirectory) return rule.negated;
  return rule.glob.match(subject) !== rule.negated;
}
