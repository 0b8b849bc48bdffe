import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const page = readFileSync('docs/ux.md', 'utf8');
/** A line of the checklist with what follows it. */
const items = page.split(/^(?=- )/m).slice(1);

describe('docs/ux.md', () => {
  it('holds the whole checklist', () => {
    expect([...page.matchAll(/^## /gm)]).toHaveLength(15);
    expect(items).toHaveLength(62);
    expect(items.filter((item) => !/^- \[[x ]\] \S/.test(item))).toEqual([]);
  });

  it.each(items.map((item) => [item.split('\n')[0] as string, item]))('%s', (_, item) => {
    expect(item).toMatch(/^- .*\n {2}→ \S.*\n {2}Tested: .*\.\n/);
    // An answer that begs for more than “as it says” says what is missing.
    if (item.startsWith('- [ ]')) expect(item).not.toMatch(/→ As it says\.\n/);
    const tests = [...(/Tested: (.*)/.exec(item)?.[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] as string);
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('has at most five lines open', () => {
    expect(items.filter((item) => item.startsWith('- [ ]')).length).toBeLessThanOrEqual(5);
  });

  it('shows pictures that exist', () => {
    const pictures = [...page.matchAll(/\]\((images\/[^)]+)\)/g)].map((match) => match[1] as string);
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((file) => !existsSync(`docs/${file}`))).toEqual([]);
  });
});
