import { isObject } from '../../applications/json.ts';
import { CONFIG_FILE } from '../../files/scan.ts';
import { t } from '../../l10n/t.ts';
import { scalarText } from '../edits.ts';
import { addBelow } from './configFile.ts';
import { type ActionProvider, textFact } from './provider.ts';

/** Writes the skeleton by which the settings tell what a generator yields; a person puts in what is true. */
export const tellGenerator: ActionProvider = {
  id: 'tellGenerator',
  offer(_context, { diagnostics, repository }) {
    return diagnostics.flatMap(({ code, data }) => {
      if (code !== 'unresolvable-generator' || !isObject(data)) return [];
      const { generator, labels, parameters } = data;
      const facts = { generator, labels, parameters };
      if (typeof generator !== 'string' || !addBelow(repository, 'generators', skeleton(facts))) return [];
      const title =
        generator === 'clusters'
          ? t`Tell in ${CONFIG_FILE} which clusters there are`
          : t`Tell in ${CONFIG_FILE} what ${generator} yields`;
      return [{ title, kind: 'quickfix' as const, code, preferred: true, facts }];
    });
  },
  resolve(_context, at) {
    if (textFact(at, 'generator') === undefined) return undefined;
    const steps = addBelow(at.repository, 'generators', skeleton(at.facts));
    return steps && { steps };
  },
};

/** What a parameter may look like. Parameters of a generator are those of `applicationset/generators`. */
const EXAMPLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  clusters: {},
  clusterDecisionResource: { name: 'my-cluster', server: 'https://my-cluster.example.com' },
  plugin: {},
  scmProvider: {
    organization: 'my-organization',
    repository: 'my-repository',
    url: 'https://git.example.com/my-organization/my-repository.git',
    branch: 'main',
    branchNormalized: 'main',
    sha: '0123456789012345678901234567890123456789',
    short_sha: '01234567',
    short_sha_7: '0123456',
  },
  pullRequest: {
    number: '1',
    title: 'my title',
    branch: 'my-branch',
    branch_slug: 'my-branch',
    target_branch: 'main',
    target_branch_slug: 'main',
    head_sha: '0123456789012345678901234567890123456789',
    head_short_sha: '01234567',
    head_short_sha_7: '0123456',
    author: 'me',
  },
};
/** Written even where the template does not use them: what tells one entry from the next. */
const ALWAYS = new Set(['name', 'server', 'organization', 'repository', 'branch', 'number']);
/** Parameters that other generators or the ApplicationSet itself make. */
const FOREIGN = new Set(['path', 'values', 'generator', 'metadata', 'nameNormalized', 'labels']);

function skeleton({ generator, labels, parameters }: Readonly<Record<string, unknown>>): string[] {
  const key = String(generator);
  const used = Array.isArray(parameters) ? parameters.filter((item) => typeof item === 'string') : [];
  const entry = key === 'clusters' ? clusterEntry(labels, used) : entryOf(key, used);
  return [`  ${key}:`, ...entry.map((line, i) => `${i === 0 ? '    - ' : '      '}${line}`)];
}

function entryOf(generator: string, used: readonly string[]): string[] {
  const examples = EXAMPLES[generator] ?? {};
  const names = new Set(used.map((name) => name.split('.')[0] as string));
  const known = Object.keys(examples).filter((name) => ALWAYS.has(name) || names.has(name));
  const open = generator === 'plugin' || generator === 'clusterDecisionResource';
  const others = open ? [...names].filter((name) => !FOREIGN.has(name) && !Object.hasOwn(examples, name)) : [];
  const all = [...known, ...others];
  return (all.length > 0 ? all : ['parameter']).map((name) => `${name}: ${scalarText(examples[name] ?? `my-${name}`)}`);
}

/** A cluster that the generator's selector takes, with the labels and annotations that the template uses. */
function clusterEntry(labels: unknown, used: readonly string[]): string[] {
  const wanted = new Map<string, string>(
    isObject(labels) ? Object.entries(labels).map(([k, v]) => [k, String(v)]) : [],
  );
  const annotations = new Set<string>();
  for (const name of used) {
    const [, kind, key] = /^metadata\.(labels|annotations)\.(.+)$/.exec(name) ?? [];
    if (kind === 'labels' && key !== undefined && !wanted.has(key)) wanted.set(key, `my-${key}`);
    if (kind === 'annotations' && key !== undefined) annotations.add(key);
  }
  const block = (title: string, entries: readonly (readonly [string, string])[]): string[] =>
    entries.length === 0
      ? []
      : [`${title}:`, ...entries.map(([key, value]) => `  ${scalarText(key)}: ${scalarText(value)}`)];
  return [
    'name: my-cluster',
    'server: https://my-cluster.example.com',
    ...block('labels', [...wanted]),
    ...block(
      'annotations',
      [...annotations].map((key) => [key, `my-${key}`] as const),
    ),
  ];
}
