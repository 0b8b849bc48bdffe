import type { YamlPath } from '../../documents/yamlFile.ts';
import { t } from '../../l10n/t.ts';
import type { FixtureGenerator } from '../../settings/model.ts';
import { type JsonObject, objectOf } from '../json.ts';
import { addValues, type ExpandScope, type Generator, type ParamSet, unknownSet, type Yield } from '../params.ts';
import { flatten } from './git.ts';

/** Generators that ask a service or a cluster: what they yield is unknown, unless the settings tell. */
function unknowable(
  key: FixtureGenerator,
  what: () => string,
  known: (spec: JsonObject) => JsonObject = () => ({}),
): Generator {
  return {
    key,
    generate(spec, scope, at) {
      const fixtures = scope.context.fixtures[key];
      if (fixtures) return fromFixtures(fixtures, spec, scope);
      const made = unknownSet(t`${what()}, which is not in Git`, known(spec), spec['values'], scope);
      return { ...made, problems: [problemOf(key, what(), at)] };
    },
  };
}

function problemOf(key: FixtureGenerator, what: string, path: YamlPath): Yield['problems'][number] {
  return {
    code: 'unresolvable-generator',
    message: t`The repository can’t tell what this generator yields (${what}): what it makes is possible only.`,
    path,
    data: { generator: key },
  };
}

function fromFixtures(fixtures: readonly JsonObject[], spec: JsonObject, scope: ExpandScope): Yield {
  const sets: ParamSet[] = [];
  const closed = { open: false, uncertainty: undefined };
  for (const fixture of fixtures) {
    let params: JsonObject = fixture;
    if (!scope.goTemplate) {
      const out: Record<string, unknown> = {};
      flatten(fixture, '', out);
      params = out;
    }
    const added = addValues(params, spec['values'], closed, scope);
    if ('error' in added) return { sets: [], error: added.error, problems: [] };
    sets.push({ values: added.values, ...closed, element: '' });
  }
  return { sets, problems: [] };
}

export const scmProvider = unknowable('scmProvider', () => t`it asks the host which repositories there are`);
export const pullRequest = unknowable('pullRequest', () => t`it asks the host which pull requests are open`);
export const clusterDecisionResource = unknowable(
  'clusterDecisionResource',
  () => t`it reads a resource of the cluster`,
);
/** A plugin's answer comes with its own input parameters. */
export const plugin = unknowable(
  'plugin',
  () => t`it asks a service`,
  (spec) => {
    const parameters = objectOf(objectOf(spec['input'])['parameters']);
    return Object.keys(parameters).length > 0 ? { generator: { input: { parameters } } } : {};
  },
);
