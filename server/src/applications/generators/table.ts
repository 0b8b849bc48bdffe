import type { YamlPath } from '../../documents/yamlFile.ts';
import { hasUnknown } from '../../gotemplate/unknown.ts';
import { t } from '../../l10n/t.ts';
import type { SpecProblem } from '../application.ts';
import { goText, isObject, type JsonObject, objectOf } from '../json.ts';
import type { ExpandScope, Generator, ParamSet, Yield } from '../params.ts';
import { matchesSelector, readSelector } from '../selector.ts';
import { clusters } from './clusters.ts';
import { flatten, git } from './git.ts';
import { list } from './list.ts';
import { matrix } from './matrix.ts';
import { merge } from './merge.ts';
import { oci } from './oci.ts';
import { clusterDecisionResource, plugin, pullRequest, scmProvider } from './unknowable.ts';

/** Every generator. A new one is a file and a line here. */
const GENERATORS: readonly Generator[] = [
  list,
  git,
  matrix,
  merge,
  clusters,
  scmProvider,
  pullRequest,
  clusterDecisionResource,
  plugin,
  oci,
];

/**
 * Runs one entry of `generators`: every kind that is set, then its selector
 * (`applicationset/generators/generator_spec_processor.go` Transform). `ran` tells how many kinds are set.
 */
export function runGenerator(entry: JsonObject, scope: ExpandScope, at: YamlPath): Yield & { readonly ran: number } {
  const chosen = GENERATORS.filter(({ key }) => isObject(entry[key]));
  const ran = chosen.length;
  const selector = readSelector(entry['selector']);
  if ('error' in selector) return { sets: [], error: selector.error, problems: [], ran };
  if (chosen.length === 0) {
    const known = ['selector', 'template', ...GENERATORS.map(({ key }) => key)];
    const wrong = Object.keys(entry).find((key) => !known.includes(key));
    return { sets: [], problems: [wrong === undefined ? emptyGenerator(at) : unknownGenerator(wrong, at)], ran };
  }
  const sets: ParamSet[] = [];
  const problems: Yield['problems'][number][] = [];
  for (const generator of chosen) {
    const made = generator.generate(objectOf(entry[generator.key]), scope, [...at, generator.key]);
    if (made.error !== undefined) return { ...made, ran };
    problems.push(...made.problems);
    for (const set of made.sets) {
      const kept = select(set, selector.selector);
      if (kept) sets.push(kept);
    }
  }
  return { sets, problems, ran };
}

/** `- {}`, or a generator without a value: Argo CD takes it for none. */
function emptyGenerator(path: YamlPath): SpecProblem {
  return {
    code: 'generator-matches-nothing',
    message: t`The generator is empty: it makes no Application.`,
    path,
  };
}

function unknownGenerator(name: string, at: YamlPath): SpecProblem {
  return {
    code: 'invalid-application',
    message: t`Argo CD knows no generator “${name}”: it makes no Application.`,
    path: [...at, name],
  };
}

/** Whether a set passes a selector; one that hangs on something unknown passes as possible. */
function select(set: ParamSet, selector: Parameters<typeof matchesSelector>[0]): ParamSet | undefined {
  if (selector.length === 0) return set;
  const flat: Record<string, unknown> = {};
  flatten(set.values, '', flat);
  let unknown = false;
  const label = (key: string): string | undefined => {
    const value = Object.hasOwn(flat, key) ? goText(flat[key]) : undefined;
    if ((value === undefined && set.open) || (value !== undefined && hasUnknown(value))) unknown = true;
    return value;
  };
  if (matchesSelector(selector, label)) return set;
  return unknown
    ? { ...set, uncertainty: set.uncertainty ?? t`a selector looks at a value that the repository can’t tell` }
    : undefined;
}
