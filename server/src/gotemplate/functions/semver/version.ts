/** A version as github.com/Masterminds/semver/v3 reads it. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;
}

const longestVersion = 256;
const maxUint64 = 0xffff_ffff_ffff_ffffn;
const identifiers = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const versionShape = new RegExp(
  `^v?([0-9]+)(?:\\.([0-9]+))?(?:\\.([0-9]+))?(?:-(${identifiers}))?(?:\\+(${identifiers}))?$`,
);

/** Reads a version loosely: a leading `v` and missing parts are allowed (version.go NewVersion). */
export function parseVersion(text: string): Version | { readonly error: string } {
  if (text.length > longestVersion) return { error: `version string is too long (max ${longestVersion} bytes)` };
  const match = versionShape.exec(text);
  if (!match) return { error: 'invalid semantic version' };
  const [, major = '0', minor = '0', patch = '0', prerelease = '', metadata = ''] = match;
  for (const part of [major, minor, patch]) {
    if (BigInt(part) > maxUint64)
      return { error: `error parsing version segment: strconv.ParseUint: parsing "${part}": value out of range` };
  }
  if (prerelease.split('.').some((part) => /^0[0-9]+$/.test(part))) return { error: 'version segment starts with 0' };
  return {
    major: BigInt(major),
    minor: BigInt(minor),
    patch: BigInt(patch),
    prerelease,
    metadata,
    original: text,
  };
}

/** The version written out in full. */
export function formatVersion(version: Version): string {
  const prerelease = version.prerelease && `-${version.prerelease}`;
  const metadata = version.metadata && `+${version.metadata}`;
  return `${version.major}.${version.minor}.${version.patch}${prerelease}${metadata}`;
}

/** -1, 0 or 1; build metadata does not count (version.go Compare). */
export function compareVersions(a: Version, b: Version): number {
  for (const part of ['major', 'minor', 'patch'] as const) {
    if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === '') return 1;
  if (b.prerelease === '') return -1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

/** The version with one part raised; the parts after it become 0 and the prerelease goes. */
export function incrementVersion(version: Version, part: 'major' | 'minor' | 'patch'): Version {
  const { major, minor, patch } = version;
  const base = { prerelease: '', metadata: '' };
  // Raising the patch of a prerelease only removes the prerelease.
  const patchStep = version.prerelease === '' ? 1n : 0n;
  const parts = {
    major: { major: major + 1n, minor: 0n, patch: 0n },
    minor: { major, minor: minor + 1n, patch: 0n },
    patch: { major, minor, patch: patch + patchStep },
  }[part];
  const next = { ...base, ...parts, original: '' };
  return { ...next, original: (version.original.startsWith('v') ? 'v' : '') + formatVersion(next) };
}

export function comparePrereleases(a: string, b: string): number {
  const left = a.split('.');
  const right = b.split('.');
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const order = compareIdentifiers(left[at] ?? '', right[at] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

function compareIdentifiers(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return -1;
  if (b === '') return 1;
  const numberA = /^[0-9]+$/.test(a);
  const numberB = /^[0-9]+$/.test(b);
  if (numberA && numberB) return BigInt(a) > BigInt(b) ? 1 : -1;
  if (numberA || numberB) return numberA ? -1 : 1;
  return a > b ? 1 : -1;
}
