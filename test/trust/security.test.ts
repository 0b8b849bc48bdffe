import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** A row of the table: its last column is a test file, perhaps with the test's name behind it. */
const ROW = /^\|.*\| `(test\/[^`]+\.test\.ts)`(?:: (?:`([^`]+)`|`` (.+) ``))? \|$/;

/** What is wrong with the rows of a table of threats. */
function unproved(markdown: string): string[] {
  const rows = markdown.split('\n').filter((line) => /^\| (?!Threat )/.test(line));
  return rows.filter((row) => {
    const [, file, quoted, doubled] = ROW.exec(row) ?? [];
    const name = quoted ?? doubled;
    if (file === undefined || !existsSync(file)) return true;
    return name !== undefined && !readFileSync(file, 'utf8').includes(`'${name}'`);
  });
}

test('every threat of SECURITY.md names a test that is there', () => {
  const text = readFileSync('SECURITY.md', 'utf8');
  expect(text.match(/^\| /gm)?.length).toBeGreaterThan(15);
  expect(unproved(text)).toEqual([]);
});

test.each([
  '| a | b | `no such name anywhere` |',
  '| a | b | `test/trust/none.test.ts` |',
  '| a | b | `test/trust/escaping.test.ts`: `no such name in it` |',
  // A test of another file.
  '| a | b | `test/trust/escaping.test.ts`: `Git runs nothing that the repository chooses` |',
  '| a | b | |',
])('a row without its test is found: %s', (row) => {
  expect(unproved(row)).toEqual([row]);
});
