import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { help } from '../../server/src/cli/arguments.ts';
import { setLanguage } from '../../server/src/l10n/t.ts';
import { CODES } from '../../server/src/problems/codes.ts';

const english = readFileSync('README.md', 'utf8');
const korean = readFileSync('README.ko.md', 'utf8');
const nls = JSON.parse(readFileSync('package.nls.ko.json', 'utf8')) as Record<string, string>;
const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: { commands: { title: string }[] };
};

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The parts of a page whose number and order do not depend on its language. */
function partsOf(page: string) {
  const blocks: Block[] = [];
  const prose = page.replace(/^```(\w*)\n(.*?)^```$/gms, (_, language: string, text: string) => {
    blocks.push({ language, text });
    return '```';
  });
  const lines = prose.split('\n');
  return {
    blocks,
    skeleton: lines.flatMap((line) => /^(#+) /.exec(line)?.[1] ?? /^(```)$/.exec(line)?.[1] ?? tableRow(line) ?? []),
    bullets: lines.filter((line) => line.startsWith('- ')).length,
    links: [...prose.matchAll(/\]\(([^)#]+)\)/g)].map((match) => match[1] as string).sort(),
    anchors: [...prose.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1] as string),
    headings: lines.flatMap((line) => /^#+ (.*)$/.exec(line)?.[1] ?? []),
    prose,
  };
}

/** A row by its number of cells, and by the code word that begins it: that is the same in every language. */
function tableRow(line: string): string | undefined {
  if (!line.startsWith('|')) return undefined;
  const name = /^\| (\[?`[^`]+`\]?(?:\([^)]+\))?) \|/.exec(line)?.[1] ?? '';
  return `${line.replaceAll('\\|', '').split('|').length - 2} ${name}`;
}

describe('README.ko.md has what README.md has', () => {
  const [en, ko] = [partsOf(english), partsOf(korean)];

  it('headings, code blocks and rows of tables in the same order', () => {
    const languages = ({ language }: Block) => language;
    expect(ko.skeleton).toEqual(en.skeleton);
    expect(ko.blocks.map(languages)).toEqual(en.blocks.map(languages));
    expect(ko.bullets).toBe(en.bullets);
  });

  it('the same code, except for what the program says in the reader’s language', () => {
    const code = ({ blocks }: { blocks: readonly Block[] }) => blocks.filter(({ language }) => language !== 'text');
    expect(code(ko)).toEqual(code(en));
  });

  it('the same links, and anchors that lead to its own headings', () => {
    const others = (links: readonly string[]) => links.filter((link) => !/^README/.test(link));
    expect(others(ko.links)).toEqual(others(en.links));
    const anchors = new Set(ko.headings.map((title) => title.toLowerCase().replaceAll(' ', '-')));
    expect(ko.anchors.filter((anchor) => !anchors.has(anchor))).toEqual([]);
    expect(ko.anchors).toHaveLength(en.anchors.length);
  });

  it('the code words of each paragraph’s table, setting and option', () => {
    const words = (page: string) => [...new Set([...page.matchAll(/`([^`\n]*)`/g)].map((match) => match[1]))].sort();
    expect(words(ko.prose)).toEqual(words(en.prose));
  });
});

describe('README.ko.md speaks as the program does', () => {
  afterEach(() => setLanguage('en'));

  it('in the titles of commands and rules', () => {
    const rows = korean.split('\n').filter((line) => line.startsWith('| '));
    const titles = contributes.commands.map(({ title }) => nls[title.slice(1, -1)]);
    expect(titles.filter((title) => !rows.some((row) => row.startsWith(`| ${title} | `)))).toEqual([]);
    const rules = Object.entries(CODES).map(
      ([code, { severity }]) => `| [\`${code}\`](docs/rules/${code}.md) | ${severity} | ${nls[`severity.${code}`]} |`,
    );
    expect(rows.filter((row) => row.startsWith('| ['))).toEqual(rules);
  });

  it('in the command line’s help', () => {
    setLanguage('ko');
    expect(korean).toContain(`\`\`\`text\n${help()}\`\`\``);
  });
});
