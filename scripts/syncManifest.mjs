// Writes what the manifest repeats of the code: the severity setting and its English words, from the table of codes.
// `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const LEVELS = ['error', 'warning', 'information', 'hint', 'off'];

const { outputFiles } = await build({
  entryPoints: ['server/src/problems/codes.ts'],
  bundle: true,
  write: false,
  format: 'esm',
});
const { CODES } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`
);
const codes = Object.entries(CODES);

/** Changes a JSON file; with `--check` fails when that would change it. */
function update(file, change) {
  const value = JSON.parse(readFileSync(file, 'utf8'));
  const before = JSON.stringify(value);
  const after = change(value);
  if (JSON.stringify(after) === before) return;
  if (process.argv.includes('--check')) {
    console.error(`${file} does not repeat the table of codes: run \`npm run manifest\`.`);
    process.exitCode = 1;
  } else writeFileSync(file, `${JSON.stringify(after, null, 2)}\n`);
}

update('package.json', (manifest) => {
  const section = manifest.contributes.configuration.find(
    ({ properties }) => properties['argocdCoverage.severity'] !== undefined,
  );
  section.properties['argocdCoverage.severity'].properties = Object.fromEntries(
    codes.map(([code, { severity }]) => [
      code,
      { type: 'string', enum: LEVELS, default: severity, description: `%severity.${code}%` },
    ]),
  );
  return manifest;
});
update('package.nls.json', (strings) => ({
  ...Object.fromEntries(Object.entries(strings).filter(([key]) => !key.startsWith('severity.'))),
  ...Object.fromEntries(codes.map(([code, { title }]) => [`severity.${code}`, title])),
}));
