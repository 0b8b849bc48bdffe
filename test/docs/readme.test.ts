import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { help } from '../../server/src/cli/arguments.ts';
import { readBaseline } from '../../server/src/cli/baseline.ts';
import { CODES } from '../../server/src/problems/codes.ts';
import { readSettings } from '../../server/src/settings/settings.ts';
import { SETTING_KEYS } from '../../server/src/settings/table.ts';

const readme = readFileSync('README.md', 'utf8');
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  contributes: {
    commands: { title: string }[];
    configuration: { properties: Record<string, unknown> }[];
  };
};

/** The lines of a chapter, without those of the chapters within it. */
function chapter(title: string): string[] {
  const [, text = ''] = readme.split(`\n## ${title}\n`);
  return (text.split(/\n##+ /)[0] as string).split('\n');
}

/** The code words that begin a table's rows. */
function firstColumn(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^\| `([^`]+)` \|/.exec(line)?.[1] ?? []);
}

describe('README.md', () => {
  it('lists every rule with its severity and title', () => {
    const rows = chapter('Rules').filter((line) => line.startsWith('| ['));
    expect(rows).toEqual(
      Object.entries(CODES).map(
        ([code, { severity, title }]) => `| [\`${code}\`](docs/rules/${code}.md) | ${severity} | ${title()} |`,
      ),
    );
  });

  it('lists every setting of the file and of the editor', () => {
    const ofFile = SETTING_KEYS.map((key) => key.path.join('.'));
    const ofEditor = manifest.contributes.configuration
      .flatMap(({ properties }) => Object.keys(properties))
      .map((name) => name.replace('argocdCoverage.', ''));
    expect(firstColumn(chapter('Settings')).sort()).toEqual([...new Set([...ofFile, ...ofEditor])].sort());
  });

  it('shows settings that can be read', () => {
    const example = /```yaml\n(# \.argocd-coverage\.yaml\n[^`]*)```/.exec(readme)?.[1] ?? '';
    const { settings, problems } = readSettings(example);
    expect(problems).toEqual([]);
    expect(settings.severity).toEqual({ 'unwatched-manifest': 'error', 'missing-key-not-error': 'warning' });
    expect(settings.generators.clusters).toHaveLength(1);
  });

  it('lists every command', () => {
    const english = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
    const rows = chapter('In the editor').flatMap((line) => /^\| ([A-Z][^|]+) \| [a-z]/.exec(line)?.[1] ?? []);
    const titles = manifest.contributes.commands.map(({ title }) => english[title.slice(1, -1)]);
    expect(rows).toEqual(titles);
  });

  it('shows a baseline that can be read', () => {
    const example = /```yaml\n# argocd-coverage-baseline\.yaml\n([^`]*)```/.exec(readme)?.[1] ?? '';
    const { entries, coverage } = readBaseline(example, 'example', '2026-01-01');
    expect({ coverage, entries: entries.length }).toEqual({ coverage: 72.5, entries: 1 });
  });

  it('shows the command line’s help', () => {
    expect(readme).toContain(`\`\`\`text\n${help()}\`\`\``);
  });

  it.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'])('%s: its links lead to files', (name) => {
    const links = [...readFileSync(name, 'utf8').matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] as string);
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });
});
