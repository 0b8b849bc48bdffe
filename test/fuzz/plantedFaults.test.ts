import { afterEach, expect, test, vi } from 'vitest';
import type { BaselineEntry } from '../../server/src/cli/baseline.ts';
import { createEngine, type Engine } from '../../server/src/engine.ts';
import type { FileEdit } from '../../server/src/features/results.ts';

// A fuzzer that can't fail proves nothing: each thing that it looks for is put there once.

const faults = vi.hoisted(() => ({
  format: undefined as ((name: string, text: string) => string) | undefined,
  forgets: false,
  skims: false,
  parses: false,
  backtracks: false,
}));
vi.mock('../../server/src/report/formats.ts', async (original) => {
  const module = await original<typeof import('../../server/src/report/formats.ts')>();
  const formatReport: typeof module.formatReport = (report, name, options) => {
    const text = module.formatReport(report, name, options);
    return faults.format ? faults.format(name, text) : text;
  };
  return { ...module, formatReport };
});
vi.mock('../../server/src/cli/baseline.ts', async (original) => {
  const module = await original<typeof import('../../server/src/cli/baseline.ts')>();
  const readBaseline: typeof module.readBaseline = (...args) => {
    const baseline = module.readBaseline(...args);
    return faults.forgets ? { ...baseline, find: (): BaselineEntry | undefined => undefined } : baseline;
  };
  return { ...module, readBaseline };
});
vi.mock('../../server/src/manifests/skim.ts', async (original) => {
  const module = await original<typeof import('../../server/src/manifests/skim.ts')>();
  const skimManifests: typeof module.skimManifests = (...args) => (faults.skims ? [] : module.skimManifests(...args));
  return { ...module, skimManifests };
});
vi.mock('../../server/src/documents/yamlFile.ts', async (original) => {
  const module = await original<typeof import('../../server/src/documents/yamlFile.ts')>();
  const parseYaml: typeof module.parseYaml = (...args) => {
    const file = module.parseYaml(...args);
    if (!faults.parses) return file;
    return { ...file, documents: file.documents.map((document) => ({ ...document, value: () => 'planted' })) };
  };
  return { ...module, parseYaml };
});
vi.mock('../../server/src/globs/gobwas.ts', async (original) => {
  const module = await original<typeof import('../../server/src/globs/gobwas.ts')>();
  const compileGobwas: typeof module.compileGobwas = (...args) => {
    const glob = module.compileGobwas(...args);
    if (!faults.backtracks || 'error' in glob || args.length > 1) return glob;
    const match: typeof glob.match = (text) => {
      // One of the texts that patterns are tried on: many ways to split it.
      if (/^a{300}$/.test(text)) dawdle();
      return glob.match(text);
    };
    return { ...glob, match };
  };
  return { ...module, compileGobwas };
});
/** Takes longer than an answer may, as the judge's stopwatch counts: the processor's time, and the clock's. */
function dawdle(): void {
  const started = performance.now();
  const usage = process.cpuUsage();
  const busy = (): number => Math.min(process.cpuUsage(usage).user / 1e3, performance.now() - started);
  while (busy() < MAX_SECONDS * 1000 + 100);
}
// Modules are loaded once for a thread, and another file may have had these without their faults.
vi.resetModules();
const { judge, MAX_SECONDS } = await import('./judge.ts');
const { yaml } = await import('./targets/yaml.ts');
const { globs } = await import('./targets/globs.ts');
afterEach(() => {
  faults.format = undefined;
  Object.assign(faults, { forgets: false, skims: false, parses: false, backtracks: false });
});

const hostile = {
  target: 'yaml',
  file: 'plain/x.yaml',
  text: 'apiVersion: v1\nkind: Service\nmetadata: { name: lost }\n',
  encoding: 'utf8',
} as const;

/** Judges an engine of which some answers are replaced. */
const judged = (fault: (engine: Engine) => Partial<Engine> = () => ({}), target = yaml) =>
  judge(target, hostile, (fileSystem) => {
    const engine = createEngine({ fileSystem });
    return Object.defineProperties(
      Object.create(Object.getPrototypeOf(engine), Object.getOwnPropertyDescriptors(engine)) as Engine,
      Object.getOwnPropertyDescriptors(fault(engine)),
    );
  });

test('a sound engine passes', async () => {
  expect(await judged()).toBeUndefined();
});

test('an exception', async () => {
  const fault = (): never => {
    throw new Error('planted');
  };
  expect(await judged(() => ({ explain: fault }))).toContain('Error: planted');
});

test('an innocent manifest that is judged wrong', async () => {
  expect(await judged(() => ({ manifests: () => [] }))).toBe('/r/innocent/good.yaml is undefined');
});

test('an answer that takes too long', async () => {
  const slow = (engine: Engine): Partial<Engine> => ({
    summary() {
      dawdle();
      return engine.summary();
    },
  });
  expect(await judged(slow)).toMatch(/^took \d/);
}, 120_000);

test('what the target itself looks for', async () => {
  expect(await judged(undefined, { ...yaml, check: () => 'planted' })).toBe('planted');
});

test.each<[string, FileEdit, string]>([
  ['outside', { type: 'create', path: '/elsewhere/x', text: '' }, 'fix writes /elsewhere/x'],
  ['up', { type: 'create', path: '/r/../x', text: '' }, 'fix writes /r/../x'],
  ['over a file', { type: 'create', path: '/r/plain/x.yaml', text: '' }, 'fix overwrites /r/plain/x.yaml'],
])('an edit that writes %s', async (_, step, failure) => {
  const fault = (): Partial<Engine> => ({
    codeActions: () => [{ title: 'fix', data: {} }] as unknown as ReturnType<Engine['codeActions']>,
    resolveAction: () => ({ steps: [step] }) as unknown as ReturnType<Engine['resolveAction']>,
  });
  expect(await judged(fault)).toBe(failure);
});

test.each<[string, string, string]>([
  ['text', '\u001b[31m', 'control character'],
  ['github', '\u0007', 'control character'],
  ['html', '<img src=x onerror=a>', 'foreign markup'],
  ['json', ']', 'SyntaxError'],
  ['sarif', ']', 'SyntaxError'],
  ['gitlab', '{', 'SyntaxError'],
])('a %s report that holds %j', async (format, what, failure) => {
  faults.format = (name, text) => (name === format ? text + what : text);
  expect(await judged()).toContain(failure);
});

test('a baseline that does not know what it recorded', async () => {
  faults.forgets = true;
  expect(await judged()).toContain('the baseline does not know');
});

test.each<[string, keyof typeof faults, RegExp]>([
  ['the skim', 'skims', /^the skim says \[\] instead of /],
  ['the plain parser', 'parses', /^the plain parser says \["planted"\] instead of /],
])('%s that says something else than the full parser', (_, fault, failure) => {
  expect(yaml.check?.(hostile.text)).toBeUndefined();
  Object.assign(faults, { [fault]: true });
  expect(yaml.check?.(hostile.text)).toMatch(failure);
});

test('a pattern that takes exponential time', async () => {
  const pattern = { ...hostile, target: 'globs', file: 'CODEOWNERS', text: `${'*a'.repeat(4)}\n` };
  expect(await judge(globs, pattern)).toBeUndefined();
  faults.backtracks = true;
  expect(await judge(globs, pattern)).toMatch(/^took \d/);
}, 120_000);
