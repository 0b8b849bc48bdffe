import { RE2JS } from 're2js';
import { byteLength } from '../goString.ts';
import { type GoMap, Int, isList, isMap, Unknown, type Value } from '../values.ts';
import { decodeJson } from '../yaml/json/decode.ts';
import { encodeJson } from '../yaml/json/encode.ts';
import { type Chart, chartName } from './chart.ts';

/** One thing that a schema forbids. */
interface Violation {
  readonly path: string;
  readonly message: string;
}

/** Steps one check may take: schemas refer to themselves, and come from strangers. */
const MAX_STEPS = 200_000;
const MAX_DEPTH = 200;

/**
 * Checks values against the `values.schema.json` of a chart and its subcharts (`pkg/chartutil/jsonschema.go`). Knows the keywords
 * that charts use; others, and schemas that are elsewhere, allow everything. Unknown values are allowed too.
 * @returns Helm's complaint, or undefined.
 */
export function checkSchemas(chart: Chart, values: GoMap): string | undefined {
  const complaints = schemaComplaints(chart, values);
  if (complaints === '') return undefined;
  return `values don't meet the specifications of the schema(s) in the following chart(s):\n${complaints}`;
}

function schemaComplaints(chart: Chart, values: GoMap): string {
  let out = '';
  const text = chart.schema?.text();
  if (text !== undefined) {
    const read = decodeJson(text);
    if ('error' in read) out += `${chartName(chart)}:\n${read.error}\n`;
    else {
      const found = new SchemaCheck(read.value).check(read.value, values, '', 0);
      if (found.length > 0)
        out += `${chartName(chart)}:\n${found.map(({ path, message }) => `- at '${path}': ${message}\n`).join('')}`;
    }
  }
  for (const subchart of chart.dependencies) {
    const inner = values.get(chartName(subchart));
    out += schemaComplaints(subchart, isMap(inner) ? inner : new Map());
  }
  return out;
}

class SchemaCheck {
  readonly #root: Value;
  #steps = 0;

  constructor(root: Value) {
    this.#root = root;
  }

  check(schema: Value, value: Value, path: string, depth: number): Violation[] {
    if (schema === false) return [{ path, message: 'false schema' }];
    if (!isMap(schema) || value instanceof Unknown || depth > MAX_DEPTH || ++this.#steps > MAX_STEPS) return [];
    const out: Violation[] = [];
    const say = (message: string): void => {
      out.push({ path, message });
    };
    const reference = schema.get('$ref');
    if (typeof reference === 'string') {
      const target = this.#resolve(reference);
      if (target !== undefined) out.push(...this.check(target, value, path, depth + 1));
    }
    const type = schema.get('type');
    const types = typeof type === 'string' ? [type] : type !== undefined && isList(type) ? type : [];
    if (types.length > 0 && !types.some((one) => isType(value, one))) {
      say(`got ${typeName(value)}, want ${types.join(' or ')}`);
      return out;
    }
    this.#checkCombinations(schema, value, path, depth, out);
    const allowed = schema.get('enum');
    if (allowed !== undefined && isList(allowed) && !allowed.some((one) => same(one, value)))
      say(`value must be one of ${allowed.map((one) => quoted(one)).join(', ')}`);
    const constant = schema.get('const');
    if (constant !== undefined && !same(constant, value)) say(`value must be ${quoted(constant)}`);
    if (isMap(value)) this.#checkMap(schema, value, path, depth, out);
    else if (isList(value)) this.#checkList(schema, value, path, depth, out);
    else if (typeof value === 'string') checkText(schema, value, say);
    else if (typeof value === 'number' || value instanceof Int) checkNumber(schema, Number(value), say);
    return out;
  }

  #resolve(reference: string): Value | undefined {
    if (!reference.startsWith('#')) return undefined;
    let found: Value | undefined = this.#root;
    for (const part of reference.slice(1).split('/').slice(1)) {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      found = isMap(found)
        ? found.get(key)
        : found !== undefined && isList(found as Value)
          ? (found as Value[])[Number(key)]
          : undefined;
    }
    return found;
  }

  #checkCombinations(schema: GoMap, value: Value, path: string, depth: number, out: Violation[]): void {
    const passes = (one: Value): boolean => this.check(one, value, path, depth + 1).length === 0;
    const listed = (key: string): readonly Value[] => {
      const found = schema.get(key);
      return found !== undefined && isList(found) ? found : [];
    };
    for (const one of listed('allOf')) out.push(...this.check(one, value, path, depth + 1));
    if (listed('anyOf').length > 0 && !listed('anyOf').some(passes)) out.push({ path, message: 'anyOf failed' });
    const matching = listed('oneOf').filter(passes).length;
    if (listed('oneOf').length > 0 && matching !== 1)
      out.push({ path, message: matching === 0 ? 'oneOf failed, none matched' : 'oneOf failed, several matched' });
    const not = schema.get('not');
    if (not !== undefined && passes(not)) out.push({ path, message: 'not failed' });
    const condition = schema.get('if');
    const branch = condition === undefined ? undefined : schema.get(passes(condition) ? 'then' : 'else');
    if (branch !== undefined) out.push(...this.check(branch, value, path, depth + 1));
  }

  #checkMap(schema: GoMap, value: GoMap, path: string, depth: number, out: Violation[]): void {
    const required = schema.get('required');
    const missing = (required !== undefined && isList(required) ? required : []).filter(
      (key) => typeof key === 'string' && !value.has(key),
    );
    if (missing.length > 0) {
      const noun = missing.length === 1 ? 'property' : 'properties';
      out.push({ path, message: `missing ${noun} ${missing.map((key) => `'${String(key)}'`).join(', ')}` });
    }
    checkCount(schema, value.size, ['minProperties', 'maxProperties'], (message) => out.push({ path, message }));
    const properties = mapOf(schema.get('properties'));
    const patterns = [...mapOf(schema.get('patternProperties'))].map(([text, one]) => [compile(text), one] as const);
    const additional = schema.get('additionalProperties');
    const surplus: string[] = [];
    for (const [key, item] of [...value].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const inner = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      const own = properties.get(key);
      if (own !== undefined) out.push(...this.check(own, item, inner, depth + 1));
      let known = own !== undefined;
      for (const [pattern, one] of patterns) {
        if (pattern && !pattern.matcher(key).find()) continue;
        known = true;
        if (pattern) out.push(...this.check(one, item, inner, depth + 1));
      }
      if (known || additional === undefined || item instanceof Unknown) continue;
      if (additional === false) surplus.push(key);
      else out.push(...this.check(additional, item, inner, depth + 1));
    }
    if (surplus.length > 0)
      out.push({ path, message: `additional properties ${surplus.map((key) => `'${key}'`).join(', ')} not allowed` });
  }

  #checkList(schema: GoMap, value: readonly Value[], path: string, depth: number, out: Violation[]): void {
    checkCount(schema, value.length, ['minItems', 'maxItems'], (message) => out.push({ path, message }));
    const items = schema.get('items');
    const prefix = schema.get('prefixItems') ?? items;
    for (const [i, item] of value.entries()) {
      const one = prefix !== undefined && isList(prefix) ? prefix[i] : items;
      if (one !== undefined) out.push(...this.check(one, item, `${path}/${i}`, depth + 1));
    }
    if (schema.get('uniqueItems') !== true) return;
    const texts = value.map(quoted);
    const twice = texts.findIndex((text, i) => texts.indexOf(text) < i);
    if (twice >= 0)
      out.push({ path, message: `items at ${texts.indexOf(texts[twice] as string)} and ${twice} are equal` });
  }
}

function checkText(schema: GoMap, value: string, say: (message: string) => void): void {
  const length = byteLength(value) === value.length ? value.length : Array.from(value).length;
  checkCount(schema, length, ['minLength', 'maxLength'], say);
  const pattern = schema.get('pattern');
  const compiled = typeof pattern === 'string' ? compile(pattern) : undefined;
  if (compiled && !compiled.matcher(value).find()) say(`'${value}' does not match pattern '${String(pattern)}'`);
}

function checkCount(schema: GoMap, count: number, [low, high]: [string, string], say: (message: string) => void): void {
  const least = schema.get(low);
  const most = schema.get(high);
  if (typeof least === 'number' && count < least) say(`${low}: got ${count}, want ${least}`);
  if (typeof most === 'number' && count > most) say(`${high}: got ${count}, want ${most}`);
}

function checkNumber(schema: GoMap, value: number, say: (message: string) => void): void {
  const limits: readonly (readonly [string, (limit: number) => boolean])[] = [
    ['minimum', (limit) => value >= limit],
    ['maximum', (limit) => value <= limit],
    ['exclusiveMinimum', (limit) => value > limit],
    ['exclusiveMaximum', (limit) => value < limit],
    ['multipleOf', (limit) => Number.isInteger(value / limit)],
  ];
  for (const [key, fits] of limits) {
    const limit = schema.get(key);
    if (typeof limit === 'number' && !fits(limit)) say(`${key}: got ${value}, want ${limit}`);
  }
}

function isType(value: Value, type: Value): boolean {
  const name = typeName(value);
  if (type === 'integer') return name === 'number' && Number.isInteger(Number(value));
  return name === type;
}

function typeName(value: Value): string {
  if (value === null) return 'null';
  if (isMap(value)) return 'object';
  if (isList(value)) return 'array';
  if (typeof value === 'boolean' || typeof value === 'string') return typeof value;
  return 'number';
}

function same(a: Value, b: Value): boolean {
  return quoted(a) === quoted(b);
}

function quoted(value: Value): string {
  if (typeof value === 'string') return `'${value}'`;
  if (value instanceof Int || typeof value === 'number') return String(Number(value));
  const written = encodeJson(value, { html: false, indent: '' });
  return typeof written === 'string' ? written : '';
}

function mapOf(value: Value | undefined): GoMap {
  return isMap(value) ? value : new Map();
}

/** Schemas are written for other engines too: a pattern that RE2 can't read matches everything. */
function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}
