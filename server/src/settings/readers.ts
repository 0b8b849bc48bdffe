import { t } from '../l10n/t.ts';
import { CODES, type DiagnosticCode, type Severity } from '../problems/codes.ts';
import {
  type ClusterFixture,
  FIXTURE_GENERATORS,
  type GeneratorFixtures,
  type ParameterSet,
  type Settings,
} from './model.ts';
import { nearestName } from './nearestName.ts';

/** A whole sentence about a setting, given its name. */
export type Complaint = (name: string) => string;

/** Where a value stands and how to complain about it. */
export interface ReadContext {
  /** Tells that the value at a path (relative to the setting) can’t be used. `onKey`: the mistake is the key itself. */
  complain(path: readonly (string | number)[], sentence: Complaint, onKey?: boolean): void;
  /** A scalar as it is written (`1.30` stays `1.30`); undefined where the source keeps no text. */
  written(path: readonly (string | number)[]): string | undefined;
}

/** Turns a value from a settings source into a typed one; undefined when it can’t, after complaining. */
export type Reader<T> = (value: unknown, context: ReadContext) => T | undefined;

/** Longer globs are no globs that a person wrote, and minimatch refuses them. */
const MAX_GLOB_LENGTH = 2048;
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint', 'off'];

export const readBoolean: Reader<boolean> = (value, context) => {
  if (typeof value === 'boolean') return value;
  context.complain([], (name) => t`“${name}” must be true or false.`);
  return undefined;
};

export const readText: Reader<string> = (value, context) => {
  if (typeof value === 'string') return value;
  context.complain([], mustBeText);
  return undefined;
};

/** A text that must not be empty; a client’s empty default means “not set”. */
export const readName: Reader<string> = (value, context) => {
  const text = readText(value, context);
  return text === undefined || text.trim() === '' ? undefined : text.trim();
};

/** A Kubernetes version; YAML’s reading of `1.30` as a number is undone. */
export const readVersion: Reader<string> = (value, context) => {
  const text = typeof value === 'number' ? (context.written([]) ?? String(value)) : value;
  if (text === '') return undefined;
  if (typeof text === 'string' && /^v?\d{1,9}(\.\d{1,9}){0,2}([-+][0-9A-Za-z.+-]*)?$/.test(text)) return text;
  context.complain([], (name) => t`“${name}” must be a Kubernetes version such as 1.33.0.`);
  return undefined;
};

export const readHelmMajor: Reader<3 | 4> = (value, context) => {
  if (value === 3 || value === 4) return value;
  context.complain([], (name) => t`“${name}” must be 3 or 4.`);
  return undefined;
};

/** A list of texts; a single text is a list of one. Items that are none are told and left out. */
export const readTexts: Reader<readonly string[]> = (value, context) => {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) {
    context.complain([], (name) => t`“${name}” must be a list of texts.`);
    return undefined;
  }
  return value.filter((item, i): item is string => {
    if (typeof item === 'string' && item !== '') return true;
    context.complain([i], mustBeText);
    return false;
  });
};

/**
 * A list of minimatch globs against repository-relative paths. A leading `/` or `./` is dropped and a trailing `/` means
 * everything below, as people know it from `.gitignore`.
 */
export const readGlobs: Reader<readonly string[]> = (value, context) => {
  const texts = readTexts(value, context);
  return texts?.flatMap((text, i) => {
    if (text.length > MAX_GLOB_LENGTH) {
      context.complain([i], (name) => t`“${name}” is longer than ${MAX_GLOB_LENGTH} characters.`);
      return [];
    }
    if (text.startsWith('!')) {
      context.complain(
        [i],
        (name) => t`“${name}” begins with “!”: a glob can’t take files back. Write a narrower glob.`,
      );
      return [];
    }
    const clean = text.replace(/^(?:\.?\/)+/, '');
    return [clean.endsWith('/') ? `${clean}**` : clean];
  });
};

export const readSeverities: Reader<Settings['severity']> = (value, context) => {
  if (!isMapping(value)) {
    context.complain([], (name) => t`“${name}” must map diagnostic codes to severities.`);
    return undefined;
  }
  const result: Partial<Record<DiagnosticCode, Severity>> = {};
  for (const [code, given] of Object.entries(value)) {
    // YAML 1.1 reads a bare `off` as false, and people mean the word.
    const severity = given === false ? 'off' : given;
    if (!Object.hasOwn(CODES, code)) context.complain([code], unknownCode(code), true);
    else if (!SEVERITIES.includes(severity as Severity))
      context.complain([code], (name) => t`“${name}” must be one of ${SEVERITIES.join(', ')}.`);
    else result[code as DiagnosticCode] = severity as Severity;
  }
  return result;
};

/** What the user tells about generators that no repository can resolve. */
export const readGenerators: Reader<GeneratorFixtures> = (value, context) => {
  if (!isMapping(value)) {
    context.complain([], (name) => t`“${name}” must map generator names to lists.`);
    return undefined;
  }
  const result: { -readonly [K in keyof GeneratorFixtures]: GeneratorFixtures[K] } = {};
  const known = ['clusters', ...FIXTURE_GENERATORS] as const;
  for (const [name, items] of Object.entries(value)) {
    const generator = known.find((candidate) => candidate === name);
    if (generator === undefined) context.complain([name], unknownGenerator(name, known), true);
    else if (!Array.isArray(items)) context.complain([name], (path) => t`“${path}” must be a list.`);
    else if (generator === 'clusters') result.clusters = items.flatMap((item, i) => readCluster(item, i, context));
    else
      result[generator] = items.filter((item, i): item is ParameterSet => {
        if (isMapping(item)) return true;
        context.complain([name, i], (path) => t`“${path}” must map parameter names to values.`);
        return false;
      });
  }
  return result;
};

function readCluster(item: unknown, index: number, context: ReadContext): ClusterFixture[] {
  const at = ['clusters', index] as const;
  if (!isMapping(item) || typeof item['name'] !== 'string' || item['name'] === '') {
    context.complain(at, (path) => t`“${path}” must have a name.`);
    return [];
  }
  const name = item['name'];
  const server = item['server'] ?? (name === 'in-cluster' ? 'https://kubernetes.default.svc' : `https://${name}`);
  if (typeof server !== 'string') {
    context.complain([...at, 'server'], (path) => t`“${path}” must be a URL.`);
    return [];
  }
  for (const key of Object.keys(item))
    if (!CLUSTER_KEYS.includes(key)) context.complain([...at, key], unknownKey(key, CLUSTER_KEYS), true);
  const labels = readLabels(item['labels'], [...at, 'labels'], context);
  const annotations = readLabels(item['annotations'], [...at, 'annotations'], context);
  const project = typeof item['project'] === 'string' ? { project: item['project'] } : {};
  return [{ name, server, ...project, labels, annotations }];
}

const CLUSTER_KEYS = ['name', 'server', 'project', 'labels', 'annotations'];

function readLabels(value: unknown, at: readonly (string | number)[], context: ReadContext): Record<string, string> {
  const result: Record<string, string> = Object.create(null) as Record<string, string>;
  if (value === undefined || value === null) return result;
  if (!isMapping(value)) {
    context.complain(at, (name) => t`“${name}” must map names to texts.`);
    return result;
  }
  for (const [key, given] of Object.entries(value)) {
    if (typeof given === 'string') result[key] = given;
    else if (typeof given === 'number' || typeof given === 'boolean')
      result[key] = context.written([...at, key]) ?? String(given);
    else context.complain([...at, key], mustBeText);
  }
  return result;
}

const mustBeText: Complaint = (name) => t`“${name}” must be a text.`;

function unknownCode(code: string): Complaint {
  const nearest = nearestName(code, Object.keys(CODES));
  return (name) =>
    nearest === undefined
      ? t`“${name}” is no known diagnostic code.`
      : t`“${name}” is no known diagnostic code. Did you mean “${nearest}”?`;
}

function unknownGenerator(generator: string, known: readonly string[]): Complaint {
  const nearest = nearestName(generator, known);
  return (name) =>
    nearest === undefined
      ? t`“${name}” is no known generator.`
      : t`“${name}” is no known generator. Did you mean “${nearest}”?`;
}

/** A complaint about a key that nobody reads, with the one that was probably meant. */
export function unknownKey(key: string, known: readonly string[]): Complaint {
  const nearest = nearestName(key, known);
  return (name) =>
    nearest === undefined
      ? t`“${name}” is no known setting.`
      : t`“${name}” is no known setting. Did you mean “${nearest}”?`;
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
