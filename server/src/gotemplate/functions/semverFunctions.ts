import {
  any,
  bool,
  fn,
  type GoFunction,
  intNumber,
  objectType,
  string,
  TemplateError,
  uint64Type,
} from '../functionTypes.ts';
import { GoObject, type Value } from '../values.ts';
import { checkConstraint, parseConstraint, type SemverRelease } from './semver/constraint.ts';
import { compareVersions, formatVersion, incrementVersion, parseVersion, type Version } from './semver/version.ts';

/** A *semver.Version in a template: its parts are methods. */
export class VersionValue extends GoObject {
  readonly goType = '*semver.Version';
  readonly version: Version;

  constructor(version: Version) {
    super();
    this.version = version;
  }

  override text(): string {
    return formatVersion(this.version);
  }

  marshalJson(): string {
    return this.text();
  }

  override method(name: string): GoFunction | undefined {
    const { version } = this;
    if (name === 'Major' || name === 'Minor' || name === 'Patch') {
      const part = name.toLowerCase() as 'major' | 'minor' | 'patch';
      return fn(name, [], uint64Type, () => version[part]);
    }
    if (name === 'Prerelease') return fn(name, [], string, () => version.prerelease);
    if (name === 'Metadata') return fn(name, [], string, () => version.metadata);
    if (name === 'Original') return fn(name, [], string, () => version.original);
    if (name === 'String') return fn(name, [], string, () => this.text());
    if (name === 'IncMajor' || name === 'IncMinor' || name === 'IncPatch') {
      const part = name.slice(3).toLowerCase() as 'major' | 'minor' | 'patch';
      return fn(name, [], any, () => new VersionValue(incrementVersion(version, part)));
    }
    if (name === 'Compare')
      return fn(name, [versionType], intNumber, (other) => compareVersions(version, other.version));
    const comparison = comparisons.get(name);
    return comparison && fn(name, [versionType], bool, (other) => comparison(compareVersions(version, other.version)));
  }
}

const versionType = objectType<VersionValue>(
  '*semver.Version',
  (value: Value): value is VersionValue => value instanceof VersionValue,
);

const comparisons: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ['Equal', (order: number) => order === 0],
  ['LessThan', (order: number) => order < 0],
  ['LessThanEqual', (order: number) => order <= 0],
  ['GreaterThan', (order: number) => order > 0],
  ['GreaterThanEqual', (order: number) => order >= 0],
]);

function semver(text: string): VersionValue {
  const version = parseVersion(text);
  if ('error' in version) throw new TemplateError(version.error);
  return new VersionValue(version);
}

function compareWith(release: SemverRelease): GoFunction {
  return fn('semverCompare', [string, string], bool, (constraintText, text) => {
    const constraint = parseConstraint(constraintText, release);
    if ('error' in constraint) throw new TemplateError(constraint.error);
    return checkConstraint(constraint, semver(text).version);
  });
}

/** sprig's versions (semver.go), by Masterminds/semver's rules. */
export const semverFunctions = [fn('semver', [string], versionType, semver), compareWith('3.5')];

/** Argo CD is built with an older release of that library. */
export const applicationSetSemverFunctions = [compareWith('3.4')];
