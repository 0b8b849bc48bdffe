import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../server/src/problems/codes.ts';
import {
  DEFAULT_SETTINGS,
  FIXTURE_GENERATORS,
  readSettings,
  type Settings,
} from '../../server/src/settings/settings.ts';
import { SETTING_KEYS } from '../../server/src/settings/table.ts';

/** Reads a file (and editor settings) and compares what differs from the defaults, and the problems as `text: message`. */
function check(yaml: string | undefined, expected: Partial<Settings>, problems: string[] = [], editor?: unknown): void {
  const read = readSettings(yaml, editor);
  expect(read.settings).toEqual({ ...DEFAULT_SETTINGS, ...expected });
  const told = read.problems.map((p) =>
    p.source === 'file' && p.span && yaml !== undefined
      ? `${yaml.slice(p.span.start, p.span.end).trim()}: ${p.message}`
      : `${p.source}: ${p.message}`,
  );
  expect(told).toEqual(problems);
}

describe('readSettings', () => {
  it('gives the defaults where nothing is set', () => {
    check(undefined, {});
    check('', {});
    check('# nothing yet\n', {});
    check('---\n', {});
    check('ignore:\nhelm:\n', {});
  });

  it('reads every key', () => {
    check(
      `
root: true
remotes: [https://git.example.com/acme/platform.git]
ignore: [legacy/, ./old/**, "**/*.bak.yaml"]
repositoryAliases: git@example.com:acme/platform
severity: { unwatched-manifest: error, default-project: hint, other-repository: off }
applications: { namespace: gitops, include: ["clusters/**"], exclude: [] }
kustomize: { buildOptions: --enable-helm }
helm: { kubeVersion: 1.30, major: 4 }
gitFiles: { newGlobbing: true }
generators:
  clusters:
    - name: in-cluster
    - { name: eu, server: "https://eu", labels: { env: prod, tier: 1.0 } }
  pullRequest: []
  plugin: [{ tenant: a }]
`,
      {
        root: true,
        remotes: ['https://git.example.com/acme/platform.git'],
        ignore: ['legacy/**', 'old/**', '**/*.bak.yaml'],
        repositoryAliases: ['git@example.com:acme/platform'],
        severity: { 'unwatched-manifest': 'error', 'default-project': 'hint', 'other-repository': 'off' },
        applications: { namespace: 'gitops', include: ['clusters/**'], exclude: [] },
        kustomize: { buildOptions: '--enable-helm' },
        helm: { kubeVersion: '1.30', major: 4 },
        gitFiles: { newGlobbing: true },
        generators: {
          clusters: [
            { name: 'in-cluster', server: 'https://kubernetes.default.svc', labels: {}, annotations: {} },
            { name: 'eu', server: 'https://eu', labels: { env: 'prod', tier: '1.0' }, annotations: {} },
          ],
          pullRequest: [],
          plugin: [{ tenant: 'a' }],
        },
      },
    );
  });

  it('tells wrong types with their places, and keeps the defaults', () => {
    check('ignore: { a: b }\n', {}, ['{ a: b }: “ignore” must be a list of texts.']);
    check('ignore: [a, 5]\n', { ignore: ['a'] }, ['5: “ignore.1” must be a text.']);
    check('ignore: ["!a"]\n', { ignore: [] }, [
      '"!a": “ignore.0” begins with “!”: a glob can’t take files back. Write a narrower glob.',
    ]);
    check('helm: 3\n', {}, ['3: “helm” must be a mapping.']);
    check('helm: { major: 5, kubeVersion: newest }\n', {}, [
      'newest: “helm.kubeVersion” must be a Kubernetes version such as 1.33.0.',
      '5: “helm.major” must be 3 or 4.',
    ]);
    check('severity: { unwatched-manifest: loud }\n', {}, [
      'loud: “severity.unwatched-manifest” must be one of error, warning, information, hint, off.',
    ]);
    check('generators: { clusters: [{ server: x }] }\n', { generators: { clusters: [] } }, [
      '{ server: x }: “generators.clusters.0” must have a name.',
    ]);
  });

  it('tells unknown keys and what was probably meant', () => {
    check('ignored: []\n', {}, ['ignored: “ignored” is no known setting. Did you mean “ignore”?']);
    check('helm: { mayor: 4 }\n', {}, ['mayor: “helm.mayor” is no known setting. Did you mean “major”?']);
    check('severity: { unwatched-manifests: error }\n', {}, [
      'unwatched-manifests: “severity.unwatched-manifests” is no known diagnostic code. Did you mean “unwatched-manifest”?',
    ]);
    check('generators: { cluster: [] }\n', {}, [
      'cluster: “generators.cluster” is no known generator. Did you mean “clusters”?',
    ]);
  });

  it('tells what can’t be read at all', () => {
    expect(readSettings('ignore: [\n').problems[0]?.message).toMatch(/^The settings can’t be read: /);
    check('- a\n', {}, ['- a: The settings must be a mapping.']);
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefghij'].map((c, i) => `${c}: &${c} [${`*${'abcdefghij'[i]},`.repeat(9)}]`).join('\n')}\n`;
    expect(readSettings(bomb).settings).toEqual(DEFAULT_SETTINGS);
    check('severity: { __proto__: error }\n', {}, ['__proto__: “severity.__proto__” is no known diagnostic code.']);
  });

  it('lets the file win over the editor, code by code, and adds up aliases', () => {
    const editor = {
      ignore: ['mine/**'],
      severity: { 'unwatched-manifest': 'hint', 'other-revision': 'off' },
      repositoryAliases: ['https://a'],
      'applications.namespace': 'dotted',
      root: true,
      'trace.server': 'verbose',
    };
    check(
      'severity: { unwatched-manifest: error }\nrepositoryAliases: [https://b]\n',
      {
        ignore: ['mine/**'],
        severity: { 'unwatched-manifest': 'error', 'other-revision': 'off' },
        repositoryAliases: ['https://a', 'https://b'],
        applications: { ...DEFAULT_SETTINGS.applications, namespace: 'dotted' },
      },
      [],
      editor,
    );
    check(undefined, {}, ['editor: “argocdCoverage.ignore” must be a list of texts.'], {
      argocdCoverage: { ignore: 7 },
    });
    check(undefined, {}, [], { helm: { kubeVersion: '', major: null }, severity: {} });
    for (const odd of [null, 7, 'x', []]) check(undefined, {}, [], odd);
  });
});

describe('the JSON schema', () => {
  const schema = JSON.parse(readFileSync('schemas/argocd-coverage.schema.json', 'utf8'));

  it('knows the keys that are read, and no others', () => {
    const keys = Object.entries<{ properties?: object }>(schema.properties).flatMap(([name, value]) =>
      value.properties && name !== 'severity' && name !== 'generators'
        ? Object.keys(value.properties).map((inner) => `${name}.${inner}`)
        : [name],
    );
    expect(keys).toEqual(SETTING_KEYS.map((key) => key.path.join('.')));
    expect(Object.keys(schema.properties.severity.properties)).toEqual(Object.keys(CODES));
    expect(Object.keys(schema.properties.generators.properties)).toEqual(['clusters', ...FIXTURE_GENERATORS]);
  });

  it('states the defaults that hold', () => {
    const { properties } = schema;
    expect(properties.ignore.default).toEqual(DEFAULT_SETTINGS.ignore);
    expect(properties.applications.properties.include.default).toEqual(DEFAULT_SETTINGS.applications.include);
    expect(properties.applications.properties.exclude.default).toEqual(DEFAULT_SETTINGS.applications.exclude);
    expect(properties.applications.properties.namespace.default).toBe(DEFAULT_SETTINGS.applications.namespace);
    expect(properties.helm.properties.major.default).toBe(DEFAULT_SETTINGS.helm.major);
    expect(properties.gitFiles.properties.newGlobbing.default).toBe(false);
    for (const [code, facts] of Object.entries(CODES))
      expect(properties.severity.properties[code].default).toBe(facts.severity);
  });
});
