import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Git takes no locks, asks nobody and fetches nothing. */
const ENVIRONMENT = { GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1' };
/** Git runs nothing that a repository chooses: no hooks, no monitor, no signature checks, no transport. */
const SAFE = [
  ...['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'log.showSignature=false'],
  ...['-c', 'protocol.allow=never', '-c', 'core.pager=cat', '--no-pager', '--no-replace-objects'],
];
const LIMIT = 1 << 30;
const TIMEOUT = 60_000;

/**
 * Runs one of our own Git commands in a work tree; nothing of it comes from the workspace but revisions and object names.
 * @returns what it printed. @throws when Git isn't there, fails, or takes a minute.
 */
export function runGit(root: string, args: readonly string[], input = ''): Buffer {
  return execFileSync('git', ['-C', root, ...SAFE, ...args], {
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
    maxBuffer: LIMIT,
    timeout: TIMEOUT,
    env: { ...environment(root), ...withoutFilters(root, args) },
  });
}

/** The same while others go on. @param signal ends it early. */
export function startGit(root: string, args: readonly string[], input = '', signal?: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      'git',
      ['-C', root, ...SAFE, ...args],
      {
        encoding: 'buffer',
        maxBuffer: LIMIT,
        timeout: TIMEOUT,
        env: { ...environment(root), ...withoutFilters(root, args) },
        ...(signal ? { signal } : {}),
      },
      (error, stdout) => (error ? reject(new Error(`git ${args[0]} failed`)) : resolve(stdout)),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/**
 * Takes apart what `cat-file --batch` printed: `<id> blob <size>`, the bytes and a line end for each object.
 * @param limit larger objects are left out, in bytes. @returns the bytes by id; what is missing is left out too.
 */
export function readBatch(output: Buffer, limit: number): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>();
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    const [id, type, size] = output.subarray(at, end).toString().split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    const length = Number(size);
    if (length <= limit) found.set(id as string, output.subarray(at, at + length));
    at += length + 1;
  }
  return found;
}

/** Variables that lead Git to another repository, as they do inside of a hook (`git rev-parse --local-env-vars`), or that run a program. */
const ELSEWHERE = new Set([
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_NAMESPACE', 'GIT_GRAFT_FILE'],
  ...[
    'GIT_OBJECT_DIRECTORY',
    'GIT_ALTERNATE_OBJECT_DIRECTORIES',
    'GIT_SHALLOW_FILE',
    'GIT_EXTERNAL_DIFF',
    'GIT_CONFIG',
  ],
]);

/**
 * The user's environment, with the repository that contains `root` for the only one. The work tree is told: `core.worktree` may name
 * any directory of the disk, whose files Git would list and compare.
 */
function environment(root: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !ELSEWHERE.has(name));
  let top = root;
  while (!existsSync(join(top, '.git')) && dirname(top) !== top) top = dirname(top);
  const tree = existsSync(join(top, '.git')) ? { GIT_WORK_TREE: top } : {};
  return { ...Object.fromEntries(kept), ...ENVIRONMENT, ...tree };
}

/** Commands that compare the work tree's content would run its clean filters, which `.git/config` may make any program. */
const COMPARING = new Set(['diff']);

/** Settings that empty every filter of the repository: Git takes an empty command for none. Names may hold any character. */
function withoutFilters(root: string, args: readonly string[]): Record<string, string> {
  if (!COMPARING.has(args[0] ?? '')) return {};
  const keys = new Set<string>();
  for (const key of filterKeys(root)) {
    const name = key.slice(0, key.lastIndexOf('.'));
    for (const part of ['clean', 'smudge', 'process', 'required']) keys.add(`${name}.${part}`);
  }
  const settings = [...keys].map((key) => [key, key.endsWith('.required') ? 'false' : ''] as const);
  // What the user's environment sets (`safe.directory`, say) stays.
  const first = Number(process.env['GIT_CONFIG_COUNT'] ?? 0) || 0;
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(first + settings.length)],
    ...settings.flatMap(([key, value], i) => [
      [`GIT_CONFIG_KEY_${first + i}`, key],
      [`GIT_CONFIG_VALUE_${first + i}`, value],
    ]),
  ]);
}

function filterKeys(root: string): string[] {
  try {
    const command = ['config', '-z', '--name-only', '--get-regexp', '^filter\\.'];
    const listed = execFileSync('git', ['-C', root, ...SAFE, ...command], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: TIMEOUT,
      env: environment(root),
    });
    return listed
      .toString()
      .split('\0')
      .filter((key) => key !== '');
  } catch {
    // Git says by its exit code that there is none.
    return [];
  }
}
