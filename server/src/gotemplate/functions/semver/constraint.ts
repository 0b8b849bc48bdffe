import { toBytes } from '../../goString.ts';
import { quoteGo } from '../../yaml/quoteGo.ts';
import { comparePrereleases, compareVersions, parseVersion, type Version } from './version.ts';

interface Condition {
  readonly operator: string;
  readonly version: Version;
  /** Parts that were left out or written as a wildcard. */
  readonly dirty: boolean;
  readonly minorDirty: boolean;
  readonly patchDirty: boolean;
}

/** Groups joined by `||`, each of conditions that must all hold. */
export type Constraint = readonly (readonly Condition[])[];

/** Which release of Masterminds/semver reads: 3.5, which Helm has, quotes in its errors and bounds what it reads; 3.4 doesn't. */
export type SemverRelease = '3.4' | '3.5';

const longestConstraint = 512;
const mostGroups = 32;
const part = '[0-9|xX*]+';
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const version = `v?(?:${part})(?:\\.${part})?(?:\\.${part})?(?:-${identifiers})?(?:\\+${identifiers})?`;
const operators = '!=|>=|=>|<=|=<|~>|=|>|<|~|\\^|';
const condition = new RegExp(`(${operators})\\s*(${version})`, 'y');
const range = new RegExp(`\\s*(${version})\\s+-\\s+(${version})\\s*`, 'g');
const pieces = new RegExp(`^v?(${part})(?:\\.(${part}))?(?:\\.(${part}))?(-${identifiers})?(?:\\+${identifiers})?$`);

/**
 * Reads a constraint such as `>=1.2, <2 || ^3.1` (Masterminds/semver/v3 constraints.go NewConstraint). Conditions of a
 * group are separated by commas or spaces; `1.2 - 1.4` is a range.
 */
export function parseConstraint(text: string, release: SemverRelease = '3.5'): Constraint | { readonly error: string } {
  const isBounded = release === '3.5';
  if (isBounded && toBytes(text).length > longestConstraint)
    return { error: `constraint string is too long (max ${longestConstraint} bytes)` };
  const groups = text.replace(range, (_, low: string, high: string) => `>= ${low}, <= ${high} `).split('||');
  if (isBounded && groups.length > mostGroups) return { error: `too many constraint groups (max ${mostGroups})` };
  const result: Condition[][] = [];
  for (const group of groups) {
    const conditions = parseGroup(group, release);
    if ('error' in conditions) return conditions;
    result.push(conditions.conditions);
  }
  return result;
}

function parseGroup(
  text: string,
  release: SemverRelease,
): { readonly conditions: Condition[] } | { readonly error: string } {
  const improper = { error: `improper constraint: ${release === '3.5' ? quoteGo(text) : text}` };
  const conditions: Condition[] = [];
  let at = /^\s*/.exec(text)?.[0].length ?? 0;
  let count = 0;
  let broken: { readonly error: string } | undefined;
  while (at < text.length || count === 0) {
    condition.lastIndex = at;
    const match = condition.exec(text);
    if (!match) return improper;
    const parsed = readCondition(match[1] as string, match[2] as string);
    // The whole text must have the shape of a constraint before one of its versions is looked at.
    if ('error' in parsed) broken ??= parsed;
    else conditions.push(parsed);
    count++;
    at = condition.lastIndex;
    const separator = /^(?:\s*,\s*|\s+)/.exec(text.slice(at));
    if (at < text.length && !separator) return improper;
    at += separator?.[0].length ?? 0;
    if (at === text.length && separator?.[0].includes(',')) return improper;
  }
  return broken ?? { conditions };
}

function readCondition(operator: string, text: string): Condition | { readonly error: string } {
  const [, major = '', minor = '', patch = '', prerelease = ''] = pieces.exec(text) ?? [];
  const isOpen = (piece: string): boolean => piece === '' || piece === 'x' || piece === 'X' || piece === '*';
  let minorDirty = false;
  let patchDirty = false;
  let full = text;
  if (isOpen(major)) {
    full = `0.0.0${prerelease}`;
  } else if (isOpen(minor)) {
    minorDirty = true;
    full = `${major}.0.0${prerelease}`;
  } else if (isOpen(patch)) {
    patchDirty = true;
    full = `${major}.${minor}.0${prerelease}`;
  }
  const parsed = parseVersion(full);
  if ('error' in parsed) return { error: 'constraint parser error' };
  const dirty = isOpen(major) || minorDirty || patchDirty;
  return { operator, version: parsed, dirty, minorDirty, patchDirty };
}

/** Whether a version satisfies a constraint; prereleases only in groups that name one (constraints.go Check). */
export function checkConstraint(constraint: Constraint, candidate: Version): boolean {
  return constraint.some((group) => {
    const namesPrerelease = group.some((one) => one.version.prerelease !== '');
    if (candidate.prerelease !== '' && !namesPrerelease) return false;
    return group.every((one) => checks[one.operator]?.(candidate, one) ?? false);
  });
}

type Check = (candidate: Version, condition: Condition) => boolean;

const isTilde: Check = (candidate, { version, minorDirty, patchDirty }) => {
  if (compareVersions(candidate, version) < 0) return false;
  const any = version.major === 0n && version.minor === 0n && version.patch === 0n && !minorDirty && !patchDirty;
  if (any) return true;
  return candidate.major === version.major && (candidate.minor === version.minor || minorDirty);
};

const isEqual: Check = (candidate, wanted) =>
  wanted.dirty ? isTilde(candidate, wanted) : compareVersions(candidate, wanted.version) === 0;

const isDifferent: Check = (candidate, { version, dirty, minorDirty, patchDirty }) => {
  if (!dirty) return compareVersions(candidate, version) !== 0;
  if (candidate.major !== version.major) return true;
  if (minorDirty) return false;
  if (candidate.minor !== version.minor) return true;
  if (!patchDirty) return candidate.patch !== version.patch || compareVersions(candidate, version) !== 0;
  return comparePrereleases(candidate.prerelease, version.prerelease) !== 0;
};

const isGreater: Check = (candidate, { version, dirty, minorDirty, patchDirty }) => {
  if (!dirty) return compareVersions(candidate, version) > 0;
  if (candidate.major !== version.major) return candidate.major > version.major;
  if (minorDirty) return false;
  if (patchDirty) return candidate.minor > version.minor;
  return compareVersions(candidate, version) > 0;
};

const isAtMost: Check = (candidate, { version, dirty, minorDirty }) => {
  if (!dirty) return compareVersions(candidate, version) <= 0;
  if (candidate.major > version.major) return false;
  return !(candidate.major === version.major && candidate.minor > version.minor && !minorDirty);
};

const isCaret: Check = (candidate, { version, minorDirty, patchDirty }) => {
  if (compareVersions(candidate, version) < 0) return false;
  if (version.major > 0n || minorDirty) return candidate.major === version.major;
  if (candidate.major > 0n) return false;
  if (version.minor > 0n || patchDirty) return candidate.minor === version.minor;
  return candidate.minor === 0n && candidate.patch === version.patch;
};

const isAtLeast: Check = (candidate, { version }) => compareVersions(candidate, version) >= 0;

const checks: Readonly<Record<string, Check>> = {
  '': isEqual,
  '=': isEqual,
  '!=': isDifferent,
  '>': isGreater,
  '<': (candidate, { version }) => compareVersions(candidate, version) < 0,
  '>=': isAtLeast,
  '=>': isAtLeast,
  '<=': isAtMost,
  '=<': isAtMost,
  '~': isTilde,
  '~>': isTilde,
  '^': isCaret,
};
