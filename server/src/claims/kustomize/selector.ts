import { RE2JS } from 're2js';
import type { Selector } from '../../manifests/kustomizationTypes.ts';
import { isFields, member } from './fields.ts';
import { currentId, originalId, type Resource } from './resource.ts';
import { effectiveNamespace, type ResourceId } from './resourceId.ts';

interface Pattern {
  matches(text: string): boolean;
}

/** A selector whose patterns are compiled; patterns match whole texts, in linear time. */
export interface CompiledSelector {
  readonly group?: Pattern;
  readonly version?: Pattern;
  readonly kind?: Pattern;
  readonly name?: Pattern;
  readonly namespace?: Pattern;
  readonly labels: readonly Requirement[];
  readonly annotations: readonly Requirement[];
}

/** Compiles a selector (NewSelectorRegex in api/types/selector.go). @returns the error's text when a part is malformed. */
export function compileSelector(selector: Selector): CompiledSelector | string {
  const compiled: { -readonly [K in keyof CompiledSelector]: CompiledSelector[K] } = { labels: [], annotations: [] };
  for (const part of ['group', 'version', 'kind', 'name', 'namespace'] as const) {
    const pattern = selector[part];
    if (!pattern) continue;
    if (/^[\w-]+$/.test(pattern)) {
      compiled[part] = { matches: (text) => text === pattern };
      continue;
    }
    try {
      compiled[part] = RE2JS.compile(`^(?:${pattern})$`);
    } catch (error) {
      return `error parsing regexp: ${(error as Error).message}`;
    }
  }
  const labels = parseRequirements(selector.labelSelector);
  const annotations = parseRequirements(selector.annotationSelector);
  if (!labels || !annotations)
    return `unable to parse the selector “${labels ? selector.annotationSelector : selector.labelSelector}”`;
  return { ...compiled, labels, annotations };
}

/** Whether a resource is selected (Select in api/resmap/reswrangler.go): its original or its current name may match. */
export function matchesSelector(selector: CompiledSelector, resource: Resource): boolean {
  const current = currentId(resource);
  const original = originalId(resource);
  const matches = (pattern: Pattern | undefined, ...texts: string[]): boolean =>
    pattern === undefined || texts.some((text) => pattern.matches(text));
  return (
    matches(selector.namespace, effectiveNamespace(original), effectiveNamespace(current)) &&
    matches(selector.name, original.name, current.name) &&
    matches(selector.group, current.group) &&
    matches(selector.version, current.version) &&
    matches(selector.kind, current.kind) &&
    matchesMetadata(selector, resource)
  );
}

/** Whether one id matches; without labels and annotations. */
export function matchesId(selector: CompiledSelector, id: ResourceId): boolean {
  const namespace = effectiveNamespace(id);
  return (
    (selector.namespace?.matches(namespace) ?? true) &&
    (selector.name?.matches(id.name) ?? true) &&
    (selector.group?.matches(id.group) ?? true) &&
    (selector.version?.matches(id.version) ?? true) &&
    (selector.kind?.matches(id.kind) ?? true)
  );
}

export function matchesMetadata(selector: CompiledSelector, resource: Resource): boolean {
  const metadata = resource.object['metadata'];
  return (
    meets(selector.labels, member(metadata, 'labels')) && meets(selector.annotations, member(metadata, 'annotations'))
  );
}

interface Requirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | 'absent';
  readonly values: readonly string[];
}

/** Parses a label selector (apimachinery's labels.Parse): `a=b,c!=d,e in (f,g),h,!i`; undefined when it is malformed. */
function parseRequirements(text: string | undefined): Requirement[] | undefined {
  const requirements: Requirement[] = [];
  for (const words of splitOutsideParentheses(text ?? '')) {
    if (words === '') continue;
    const set = /^([^\s=!()]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(words);
    const equality = /^([^\s=!()]+)\s*(==|=|!=)\s*([^\s=!()]*)$/.exec(words);
    const existence = /^(!?)\s*([^\s=!()]+)$/.exec(words);
    if (set)
      requirements.push({
        key: set[1] as string,
        operator: set[2] === 'in' ? 'in' : 'notin',
        values: (set[3] as string).split(',').map((value) => value.trim()),
      });
    else if (equality)
      requirements.push({
        key: equality[1] as string,
        operator: equality[2] === '!=' ? 'notin' : 'in',
        values: [equality[3] as string],
      });
    else if (existence)
      requirements.push({ key: existence[2] as string, operator: existence[1] ? 'absent' : 'exists', values: [] });
    else return undefined;
  }
  return requirements;
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')') depth--;
    else if (i === text.length || (text[i] === ',' && depth <= 0)) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return parts;
}

function meets(requirements: readonly Requirement[], map: unknown): boolean {
  return requirements.every(({ key, operator, values }) => {
    const has = isFields(map) && Object.hasOwn(map, key);
    const value = has ? String(map[key]) : undefined;
    if (operator === 'exists') return has;
    if (operator === 'absent') return !has;
    return operator === 'in' ? has && values.includes(value as string) : !has || !values.includes(value as string);
  });
}
