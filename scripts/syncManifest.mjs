// Writes what the manifest repeats of the code: the severity setting with its English words from the table of codes, and
// the tools for language models from theirs.
// `--check` only compares.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';

const LEVELS = ['error', 'warning', 'information', 'hint', 'off'];

/** A source file's exports. */
async function load(entry) {
  const outfile = resolve('out/manifest', `${basename(entry, '.ts')}-${process.pid}.cjs`);
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs' });
  try {
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(outfile);
  }
}

const { CODES } = await load('server/src/problems/codes.ts');
const { AGENT_TOOLS } = await load('server/src/agents/table.ts');
const codes = Object.entries(CODES);
const camel = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** Changes a JSON file; with `--check` fails when that would change it. */
function update(file, change) {
  const value = JSON.parse(readFileSync(file, 'utf8'));
  const before = JSON.stringify(value);
  const after = change(value);
  if (JSON.stringify(after) === before) return;
  if (process.argv.includes('--check')) {
    console.error(`${file} does not repeat the tables of the code: run \`npm run manifest\`.`);
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
  manifest.contributes.languageModelTools = AGENT_TOOLS.map(({ name, description, input }) => ({
    name: `argocd_coverage_${name}`,
    toolReferenceName: camel(`argocd_${name}`),
    displayName: `%tool.${name}%`,
    userDescription: `%tool.${name}.summary%`,
    modelDescription: description,
    canBeReferencedInPrompt: true,
    icon: '$(rocket)',
    tags: ['argocd', 'kubernetes', 'gitops'],
    when: 'argocdCoverage.active',
    inputSchema: input,
  }));
  return manifest;
});
update('package.nls.json', (strings) => ({
  ...Object.fromEntries(Object.entries(strings).filter(([key]) => !/^(?:severity|tool)\./.test(key))),
  ...Object.fromEntries(
    AGENT_TOOLS.flatMap(({ name, title, summary }) => [
      [`tool.${name}`, title],
      [`tool.${name}.summary`, summary],
    ]),
  ),
  ...Object.fromEntries(codes.map(([code, { title }]) => [`severity.${code}`, title()])),
}));
