import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sources = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(join('test', file), 'utf8'))
  .join('\n');

test('every threat of SECURITY.md names a test that is there', () => {
  const rows = [...readFileSync('SECURITY.md', 'utf8').matchAll(/^\|.*\| `([^`]+)` \|$/gm)].map((match) => match[1]);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter((name) => !existsSync(name as string) && !sources.includes(`'${name}'`))).toEqual([]);
});
