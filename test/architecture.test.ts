import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const SOURCE = 'server/src';

/** The way data flows; a folder imports only what stands before it (and itself). `engine.ts` and the entries stand above all. */
const FLOW = [
  'l10n',
  'problems',
  'gotemplate',
  'files',
  'documents',
  'globs',
  'settings',
  'manifests',
  'applications',
  'claims',
  'routes',
  'coverage',
  'rules',
  'effects',
  'features',
  'report',
  'agents',
];
/** What the core must not touch: the disk, processes, the protocol, the editor. */
const OUTSIDE = /^(?:node:(?!timers)|vscode)/;
/** One folder knows LSP, three files know disk and Git, the command line is a process. */
const ALLOWED_OUTSIDE = [
  /^lsp\//,
  /^cli\//,
  /^files\/(?:nodeFileSystem|git)\.ts$/,
  /^(?:cli|main|browser|protocol)\.ts$/,
];
/** Files over 400 lines say why in their first lines. */
const LONGEST = 400;

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const files = filesBelow(SOURCE);
const importsOf = (text: string): string[] =>
  [...text.matchAll(/^(?:import|export)\s[^;]*?from\s+'([^']+)'/gms)].map((match) => match[1] as string);

test.each(FLOW)('%s imports only from the left', (folder) => {
  const wrong: string[] = [];
  for (const file of files.filter((path) => path.startsWith(`${SOURCE}/${folder}/`)))
    for (const imported of importsOf(readFileSync(file, 'utf8'))) {
      if (!imported.startsWith('.')) continue;
      const target = relative(SOURCE, resolve(dirname(file), imported));
      const other = target.split('/')[0] as string;
      const allowed = folder === 'gotemplate' ? [folder] : FLOW.slice(0, FLOW.indexOf(folder) + 1);
      if (!allowed.includes(other)) wrong.push(`${file} → ${target}`);
    }
  expect(wrong).toEqual([]);
});

test('the core touches neither disk nor process nor protocol', () => {
  const wrong = files
    .filter((file) => !ALLOWED_OUTSIDE.some((pattern) => pattern.test(relative(SOURCE, file))))
    .flatMap((file) =>
      importsOf(readFileSync(file, 'utf8'))
        .filter((imported) => OUTSIDE.test(imported))
        .map((imported) => `${file} → ${imported}`),
    );
  expect(wrong).toEqual([]);
});

test('one file makes reactive values, so that one tracker sees all reads', () => {
  const others = files
    .filter((file) => relative(SOURCE, file) !== 'files/signals.ts')
    .filter((file) => importsOf(readFileSync(file, 'utf8')).some((imported) => imported.startsWith('alien-signals')));
  expect(others).toEqual([]);
});

test('files stay small', () => {
  const sizes = files
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .map(({ file, text }) => ({ file, text, lines: text.split('\n').length }));
  const long = sizes.filter(({ lines, text }) => lines > LONGEST && !/long because/i.test(text.slice(0, 600)));
  expect(long.map(({ file }) => file)).toEqual([]);
  const ordered = sizes.map(({ lines }) => lines).sort((a, b) => a - b);
  expect(ordered[Math.floor(ordered.length / 2)]).toBeLessThan(100);
});

test('no work is left undone in comments', () => {
  const marks = files.filter((file) =>
    /\b(?:TODO|FIXME|XXX)\b/.test(readFileSync(file, 'utf8').replace(/xxx\+?/g, '')),
  );
  expect(marks).toEqual([]);
});
