import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const read = (file: string): string => readFileSync(file, 'utf8');
const json = <T>(file: string): T => JSON.parse(read(file)) as T;

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly contributes: {
    readonly keybindings?: unknown;
    readonly menus: Readonly<Record<string, readonly unknown[]>>;
    readonly commands: readonly { readonly command: string; readonly category: string; readonly title: string }[];
    readonly configuration: readonly {
      readonly properties: Record<string, { default?: unknown; scope?: string; markdownDescription?: string }>;
    }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly completionEvents: readonly string[];
        readonly media: { readonly svg: string; readonly altText: string };
      }[];
    }[];
  };
}

const manifest = json<Manifest>('package.json');
const english = json<Record<string, string>>('package.nls.json');
const korean = json<Record<string, string>>('package.nls.ko.json');
const client = readdirSync('client/src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => read(join('client/src', name)));

const placeholders = (text: string): string[] => (text.match(/\{\d+\}|\(command:[^)]+\)|`[^`]+`/g) ?? []).sort();

describe('the manifest', () => {
  it('repeats the table of codes', () => {
    expect(() => execFileSync(process.execPath, ['scripts/syncManifest.mjs', '--check'])).not.toThrow();
  });

  it('has an English text for every key it uses, and uses every text', () => {
    const used = new Set([...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
    expect([...used].sort()).toEqual(Object.keys(english).sort());
  });

  it('has a Korean text for every English one, with the same placeholders', () => {
    expect(Object.keys(korean).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english))
      expect(placeholders(korean[key] ?? ''), key).toEqual(placeholders(text));
  });

  it('declares the commands that the client registers, and no others', () => {
    const registered = client.flatMap((text) =>
      [...text.matchAll(/(?:\bid: |const ID = |fileAction\()'(\w+)'/g)].map(([, id]) => `argocdCoverage.${id}`),
    );
    expect(manifest.contributes.commands.map(({ command }) => command).sort()).toEqual(registered.sort());
    for (const { category } of manifest.contributes.commands) expect(category).toBe('Argo CD Coverage');
  });

  it('activates on languages and files only, never always', () => {
    for (const event of manifest.activationEvents)
      expect(event).toMatch(/^(?:onLanguage:(?:yaml|helm|helm-template)|workspaceContains:\S+)$/);
  });

  it('brings no keys, and at most two entries into a context menu that others share', () => {
    expect(manifest.contributes.keybindings).toBeUndefined();
    for (const menu of ['explorer/context', 'editor/context', 'editor/title'])
      expect(manifest.contributes.menus[menu]?.length, menu).toBeLessThanOrEqual(2);
  });

  it('has an icon for sharp screens', () => {
    const png = readFileSync(manifest.icon);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
  });

  it('describes each setting, with a default and a scope', () => {
    for (const [name, setting] of manifest.contributes.configuration.flatMap(({ properties }) =>
      Object.entries(properties),
    )) {
      expect(name).toMatch(/^argocdCoverage\./);
      expect(setting, name).toHaveProperty('default');
      expect(setting.scope, name).toMatch(/^(?:resource|window)$/);
      expect(setting.markdownDescription, name).toMatch(/^%.+%$/);
    }
  });

  it('has three to five walkthrough steps, each with a command, an end and a picture that is described', () => {
    for (const { steps } of manifest.contributes.walkthroughs) {
      expect(steps.length).toBeGreaterThanOrEqual(3);
      expect(steps.length).toBeLessThanOrEqual(5);
      for (const { description, completionEvents, media } of steps) {
        expect(english[description.slice(1, -1)]).toMatch(/\]\(command:argocdCoverage\.[\w.]+\)$/);
        // One backtick alone is drawn as it stands.
        for (const texts of [english, korean]) expect(texts[description.slice(1, -1)]).not.toMatch(/(?<!`)`(?!`)/);
        expect(completionEvents).not.toEqual([]);
        expect(existsSync(media.svg), media.svg).toBe(true);
        expect(media.altText).toMatch(/^%walkthrough\.\w+\.alt%$/);
      }
    }
  });

  it('paints the walkthrough in the theme’s colours, by attributes: the editor’s page refuses other styles', () => {
    for (const { svg } of manifest.contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media))) {
      const picture = read(svg);
      expect(picture, svg).not.toMatch(/<style|\sstyle=|<script|href=/);
      for (const [, paint] of picture.matchAll(/\b(?:fill|stroke)="([^"]+)"/g))
        expect(paint, svg).toMatch(/^(?:none|var\(--vscode-.+\))$/);
    }
  });
});

describe('the client’s strings', () => {
  const bundle = json<Record<string, string>>('l10n/bundle.l10n.ko.json');
  const used = new Set(client.flatMap((text) => [...text.matchAll(/l10n\.t\(\s*'([^']+)'/g)].map(([, key]) => key)));

  it('are all translated, and nothing else is', () => {
    expect(Object.keys(bundle).sort()).toEqual([...used].sort());
  });

  it('keep their placeholders', () => {
    for (const [key, text] of Object.entries(bundle)) expect(placeholders(text), key).toEqual(placeholders(key));
  });
});
