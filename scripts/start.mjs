// `npm start [-- DIR… OPTIONS…]`: builds what is stale, then runs the command line; without arguments on examples/seed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

function newest(directory) {
  return Math.max(
    ...readdirSync(directory, { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? newest(join(directory, entry.name)) : statSync(join(directory, entry.name)).mtimeMs,
    ),
  );
}

const built = existsSync('dist/cli.js') ? statSync('dist/cli.js').mtimeMs : 0;
if (built < Math.max(newest('server/src'), statSync('package.json').mtimeMs)) {
  const build = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  if (build.status !== 0) process.exit(build.status ?? 1);
}
const args = process.argv.slice(2);
// The example has findings on purpose: showing them is its success.
const run = args.length > 0 ? args : ['examples/seed', '--fail-on', 'never'];
const result = spawnSync(process.execPath, ['dist/cli.js', ...run], { stdio: 'inherit' });
process.exit(result.status ?? 1);
