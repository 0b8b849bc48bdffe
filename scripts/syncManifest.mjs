// Writes what package.json repeats of the code: the severity setting, from the table of codes. `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const { outputFiles } = await build({
  entryPoints: ['server/src/problems/codes.ts'],
  bundle: true,
  write: false,
  format: 'esm',
});
const { CODES } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const before = JSON.stringify(manifest);
const { severity } = Object.assign(
  {},
  ...manifest.contributes.configuration
    .map(({ properties }) => ({ severity: properties['argocdCoverage.severity'] }))
    .filter((entry) => entry.severity),
);
severity.properties = Object.fromEntries(
  Object.entries(CODES).map(([code, facts]) => [
    code,
    {
      type: 'string',
      enum: ['error', 'warning', 'information', 'hint', 'off'],
      default: facts.severity,
      description: facts.title,
    },
  ]),
);
if (process.argv.includes('--check')) {
  if (JSON.stringify(manifest) !== before) {
    console.error('package.json does not repeat the table of codes: run `npm run manifest`.');
    process.exit(1);
  }
} else writeFileSync('package.json', `${JSON.stringify(manifest, null, 2)}\n`);
