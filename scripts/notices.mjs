// Writes THIRD_PARTY_NOTICES.md: every package whose code is in the bundles, with its licence. `--check` only compares.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const FILE = 'THIRD_PARTY_NOTICES.md';
const { metafile } = await build({
  entryPoints: ['client/src/extension.ts', 'server/src/main.ts', 'server/src/cli.ts', 'server/src/mcp.ts'],
  bundle: true,
  write: false,
  metafile: true,
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['vscode'],
  mainFields: ['module', 'main'],
});
// A package inside another's `node_modules` is one of its own: what counts is the last such part of a path.
const packages = new Set(
  Object.keys(metafile.inputs).flatMap((path) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
);
const sections = [...packages]
  .map((directory) => {
    const { name, version, license } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
    const file = readdirSync(directory).find((entry) => /^licen[cs]e(?:[.-]|$)/i.test(entry));
    const text = file ? readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim() : '';
    return { name, version, license, text };
  })
  .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1))
  .map(
    ({ name, version, license, text }) =>
      `## ${name} ${version}\n\nLicence: ${license}\n\n\`\`\`text\n${text}\n\`\`\`\n`,
  );
const notices = `# Third-party notices\n\nThe bundles of Argo CD Coverage hold code of these packages.\n\n${sections.join('\n')}`;
if (!process.argv.includes('--check')) writeFileSync(FILE, notices);
else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== notices) {
  console.error(`${FILE} does not list what is in the bundles: run \`npm run notices\`.`);
  process.exitCode = 1;
}
