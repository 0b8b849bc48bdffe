import { sameList } from '../files/sameList.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { sameJson } from '../manifests/sameJson.ts';
import type { SpecProblem } from './application.ts';
import { runGenerator } from './generators/table.ts';
import { APPLICATION, inGoOrder } from './goTypes.ts';
import { isObject, type JsonObject, listOf, objectOf } from './json.ts';
import { mergeTemplate } from './mergeTemplate.ts';
import { type ExpandScope, type GeneratorContext, MAX_SETS, type ParamSet, renderText, renderValue } from './params.ts';
import { applyTemplatePatch } from './templatePatch.ts';
import type { Rendered } from './templating/fastTemplate.ts';
import { usedParameters } from './usedParameters.ts';

export type { GeneratorContext } from './params.ts';

/** One Application that an ApplicationSet makes. */
export interface GeneratedApplication {
  readonly object: JsonObject;
  /** False when something that the repository can't tell decides whether it exists, or what it says. */
  readonly certain: boolean;
  readonly uncertainty?: string;
  readonly parameters: JsonObject;
  /** What made it, for people: `name=auth`, `apps/auth`. */
  readonly element: string;
}

/** What an ApplicationSet makes. */
export interface Expansion {
  readonly applications: readonly GeneratedApplication[];
  /** When set, Argo CD applies nothing of the set; `applications` then holds what it would yield besides. */
  readonly error?: string;
  readonly problems: readonly SpecProblem[];
}

/** What an ApplicationSet made before, as far as it makes the same again: what was derived of those Applications stays. */
export function keepApplications(before: Expansion | undefined, next: Expansion): Expansion {
  if (before === undefined) return next;
  const known = new Map(before.applications.map((one) => [one.element, one]));
  const applications = next.applications.map((one) => {
    const old = known.get(one.element);
    // One that is made twice stays two.
    known.delete(one.element);
    return old !== undefined && sameJson(old, one) ? old : one;
  });
  const kept = sameList(before.applications, applications) ? before.applications : applications;
  return kept === before.applications && before.error === next.error && sameJson(before.problems, next.problems)
    ? before
    : { ...next, applications: kept };
}

/** The finalizer that the controller puts on each rendered Application (`applicationset/utils/utils.go` RenderTemplateParams). */
const FINALIZER = 'resources-finalizer.argocd.argoproj.io';

/** Expands an ApplicationSet as `applicationset/controllers/template/template.go` GenerateApplications does. Never throws. */
export function expandApplicationSet(appset: unknown, context: GeneratorContext): Expansion {
  const root = objectOf(appset);
  const spec = objectOf(root['spec']);
  const scope = scopeOf(spec, context);
  const applications: GeneratedApplication[] = [];
  const problems: SpecProblem[] = [];
  let error: string | undefined;
  const fail = (message: string): void => {
    error ??= message;
  };
  if (scope.goTemplate && !scope.goTemplateOptions.includes('missingkey=error'))
    problems.push({
      code: 'missing-key-not-error',
      message: t`goTemplate without missingkey=error: a parameter that is missing becomes “<no value>”.`,
      path: ['spec', 'goTemplate'],
    });
  const generators = listOf(spec['generators']);
  // Without a template it is but a piece of one: a patch that nothing uses.
  if (generators.length === 0 && isObject(spec['template']))
    problems.push({
      code: 'generator-matches-nothing',
      message: t`The ApplicationSet has no generators: it makes no Application.`,
      path: ['spec'],
    });
  for (const [i, entry] of generators.entries()) {
    const at = ['spec', 'generators', i];
    const made = runGenerator(objectOf(entry), scope, at);
    problems.push(...made.problems);
    if (made.error !== undefined) {
      fail(made.error);
      continue;
    }
    const template = templateFor(objectOf(entry), objectOf(spec['template']));
    for (const set of made.sets.slice(0, MAX_SETS)) {
      const rendered = renderApplication(template, spec, set, scope, objectOf(root['metadata'])['namespace']);
      if ('error' in rendered) fail(rendered.error);
      else applications.push(rendered.application);
    }
  }
  return {
    applications,
    ...(error === undefined ? {} : { error }),
    problems: [...problems.map((problem) => withParameters(problem, spec)), ...nameProblems(applications)],
  };
}

function scopeOf(spec: JsonObject, context: GeneratorContext): ExpandScope {
  return {
    context,
    goTemplate: spec['goTemplate'] === true,
    goTemplateOptions: listOf(spec['goTemplateOptions']).map(String),
    depth: 0,
  };
}

/** What the generators alone yield: also when the template is half-typed. Generators that fail yield nothing. Never throws. */
export function generatedParameters(appset: unknown, context: GeneratorContext): ParamSet[] {
  const spec = objectOf(objectOf(appset)['spec']);
  const scope = scopeOf(spec, context);
  return listOf(spec['generators']).flatMap((entry, i) =>
    runGenerator(objectOf(entry), scope, ['spec', 'generators', i]).sets.slice(0, MAX_SETS),
  );
}

/** Renders a text of an ApplicationSet with one parameter set, as its template is. */
export function renderWith(appset: unknown, text: string, set: ParamSet): Rendered {
  const nothing = { treeOf: () => ({ unknown: '' }), newGlobbing: false, fixtures: {} };
  return renderText(text, set, scopeOf(objectOf(objectOf(appset)['spec']), nothing));
}

/** What a fix needs that tells what a generator yields: the parameters that the template uses. */
function withParameters(problem: SpecProblem, spec: JsonObject): SpecProblem {
  if (problem.code !== 'unresolvable-generator' || !isObject(problem.data)) return problem;
  return { ...problem, data: { ...problem.data, parameters: usedParameters(spec) } };
}

/** The template of the generator that is set (of a matrix or merge the outer one), over the set's. */
function templateFor(entry: JsonObject, base: JsonObject): JsonObject {
  for (const generator of Object.values(entry))
    if (isObject(generator) && isObject(generator['template'])) return mergeTemplate(generator['template'], base);
  return base;
}

function renderApplication(
  template: JsonObject,
  spec: JsonObject,
  set: ParamSet,
  scope: ExpandScope,
  namespace: unknown,
): { application: GeneratedApplication } | { error: string } {
  const raw = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: objectOf(template['metadata']),
    spec: objectOf(template['spec']),
  };
  const facts = { parameters: set.values, element: set.element };
  const finish = (object: JsonObject, doubt?: string): { application: GeneratedApplication } => {
    const uncertainty = set.uncertainty ?? doubt;
    const metadata = { ...objectOf(object['metadata']), ...(typeof namespace === 'string' ? { namespace } : {}) };
    const certain = uncertainty === undefined;
    return { application: { ...facts, object: { ...object, metadata }, certain, ...(certain ? {} : { uncertainty }) } };
  };
  let object: JsonObject = raw;
  // Without parameters the template is used as it stands.
  if (Object.keys(set.values).length > 0 || set.open) {
    const rendered = renderValue(inGoOrder(raw, APPLICATION), set, scope);
    if ('error' in rendered) return rendered;
    object = withFinalizer(rendered.value as JsonObject, spec);
  }
  // A patch that is there and empty changes nothing.
  if (typeof spec['templatePatch'] !== 'string' || spec['templatePatch'] === '') return finish(object);
  const text = renderText(spec['templatePatch'], set, scope);
  if ('error' in text) return { error: `error replacing values in templatePatch: ${text.error}` };
  const patched = applyTemplatePatch(object, text.text);
  // A patch of which parts are unknown may change anything.
  if (hasUnknown(text.text))
    return finish('error' in patched ? object : patched.object, t`a Go template decides what its templatePatch says`);
  return 'error' in patched ? patched : finish(patched.object);
}

/** Unless the set preserves resources on deletion, its Applications take theirs along. */
function withFinalizer(object: JsonObject, spec: JsonObject): JsonObject {
  if (objectOf(spec['syncPolicy'])['preserveResourcesOnDeletion'] === true) return object;
  const metadata = objectOf(object['metadata']);
  const finalizers = listOf(metadata['finalizers']);
  return finalizers.length > 0 ? object : { ...object, metadata: { ...metadata, finalizers: [FINALIZER] } };
}

/** Names must be there and differ (`applicationset_controller.go` validateGeneratedApplications). */
function nameProblems(applications: readonly GeneratedApplication[]): SpecProblem[] {
  const seen = new Set<string>();
  const problems: SpecProblem[] = [];
  const path = ['spec', 'template', 'metadata', 'name'];
  for (const { object, certain } of applications) {
    const name = objectOf(object['metadata'])['name'];
    if (typeof name !== 'string' || name === '')
      problems.push({
        code: 'invalid-application',
        message: t`The template gives an empty name: Argo CD refuses the Application.`,
        path,
      });
    else if (certain && !hasUnknown(name) && seen.has(name))
      problems.push({
        code: 'duplicate-application',
        message: t`The ApplicationSet makes “${name}” more than once: Argo CD refuses the later ones.`,
        path,
      });
    else if (certain) seen.add(name);
  }
  return problems.slice(0, 5);
}
