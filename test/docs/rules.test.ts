import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CODES, type DiagnosticCode } from '../../server/src/problems/codes.ts';
import { FILE_RULES, FLEET_RULES, OPEN_FILE_RULES, SUPPRESSION_RULES } from '../../server/src/rules/table.ts';

const codes = Object.keys(CODES) as DiagnosticCode[];
const reported = new Set<string>(
  [...FLEET_RULES, ...FILE_RULES, ...OPEN_FILE_RULES, ...SUPPRESSION_RULES].flatMap((rule) => rule.codes),
);

function page(code: string): string {
  return readFileSync(`docs/rules/${code}.md`, 'utf8');
}

describe('docs/rules', () => {
  it('has a page for every code, and no other', () => {
    const pages = readdirSync('docs/rules').map((name) => name.replace(/\.md$/, ''));
    expect(pages.sort()).toEqual([...codes].sort());
  });

  it.each(codes)('%s: title, severity and how to silence it', (code) => {
    const text = page(code);
    const { severity, title } = CODES[code];
    expect(text).toMatch(new RegExp(`^# \`${code}\`\n`));
    expect(text).toContain(`\n${title()}.\n`);
    expect(text.match(/^Default severity: .*$/gm)).toEqual([`Default severity: **${severity}**`]);
    expect(text).toContain(`# argocd-coverage-ignore ${code}`);
  });

  // A rule that is new takes the line out of its page.
  it.each(codes)('%s: says whether this version reports it', (code) => {
    expect(page(code).includes('\nNot reported by this version.\n')).toBe(!reported.has(code));
  });
});
