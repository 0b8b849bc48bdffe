import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { lcovParser } from '@friedemannsommer/lcov-parser/sync';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { parse as parseJunit } from 'junit2json';
import { describe, expect, it } from 'vitest';
import { CODES } from '../../server/src/problems/codes.ts';
import type { FormatOptions } from '../../server/src/report/format.ts';
import { formatReport } from '../../server/src/report/formats.ts';
import type { Report, ReportDiagnostic } from '../../server/src/report/model.ts';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

const SOURCE = `
//- argocd/app.yaml
${application('app', 'path: app')}
//- argocd/gone.yaml
${application('gone', 'path: nowhere')}
//- app/one.yaml
${manifest('one')}---
${manifest('two', 'ConfigMap')}
//- lost/a%2C,b:c.yaml
${manifest('lost')}
//- lost/한글.yaml
${manifest('한글')}
//- argocd/elsewhere.yaml
${application('elsewhere', 'path: app').replace('example.test', 'other.test')}
//- lost/ignored.yaml
# argocd-coverage-ignore
${manifest('ignored')}
`;

const OPTIONS: FormatOptions = { version: '1.2.3', href: (code) => `https://example.test/rules/${code}.md` };

async function reportOf(source = SOURCE): Promise<Report> {
  return (await testWorkspace(source)).engine.report({ relativeTo: '/r' });
}

/** The report as if it held a second repository beside and one inside the working directory. */
function severalRepositories(report: Report): Report {
  const [first] = report.repositories;
  const [diagnostic] = report.diagnostics as [ReportDiagnostic];
  const roots = ['.', '../other', 'inner/repo'];
  return {
    ...report,
    repositories: roots.map((root) => ({ ...(first as Report['repositories'][number]), root })),
    diagnostics: roots.map((repository) => ({ ...diagnostic, repository, file: 'a.yaml' })),
  };
}

const schema = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isSarif = ajv.compile(schema);

/** SARIF that the official schema holds valid. */
function sarifOf(report: Report, options: FormatOptions = OPTIONS) {
  const log = JSON.parse(formatReport(report, 'sarif', options));
  isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  return log.runs[0];
}

describe('sarif', () => {
  it('has every code as a rule, with its page and severity', async () => {
    const { driver } = sarifOf(await reportOf()).tool;
    expect(driver.rules.map(({ id }: { id: string }) => id)).toEqual(Object.keys(CODES));
    for (const rule of driver.rules) expect(rule.helpUri).toBe(`https://example.test/rules/${rule.id}.md`);
    expect(driver.rules.find(({ id }: { id: string }) => id === 'default-project').defaultConfiguration).toEqual({
      enabled: false,
    });
    expect(driver).toMatchObject({ semanticVersion: '1.2.3' });
  });

  it('places results by relative, encoded paths', async () => {
    const { results } = sarifOf(await reportOf());
    const uris = results.map((result: never) => result['locations'][0]['physicalLocation']['artifactLocation']);
    expect(uris).toContainEqual({ uri: 'lost/a%252C%2Cb%3Ac.yaml', uriBaseId: 'SRCROOT' });
    expect(uris).toContainEqual({ uri: 'lost/%ED%95%9C%EA%B8%80.yaml', uriBaseId: 'SRCROOT' });
  });

  it('keeps fingerprints when lines move, and gives each finding its own', async () => {
    const prints = (report: Report) => report.diagnostics.map(({ fingerprint }) => fingerprint).sort();
    const report = await reportOf();
    const moved = await reportOf(SOURCE.replaceAll('apiVersion: v1', '# one\n# more\napiVersion: v1'));
    expect(prints(moved)).toEqual(prints(report));
    expect(moved.diagnostics.map(({ line }) => line)).not.toEqual(report.diagnostics.map(({ line }) => line));
    expect(new Set(prints(report)).size).toBe(report.diagnostics.length);
    const twins = await reportOf(`//- a.yaml\n${`${manifest('same')}---\n`.repeat(3)}`);
    expect(new Set(prints(twins)).size).toBe(3);
  });

  it('tells related places', async () => {
    const report = await reportOf(`
//- argocd/app.yaml
${application('app', 'path: overlay')}
//- overlay/kustomization.yaml
resources: [gone.yaml]
`);
    const result = sarifOf(report).results.find(({ ruleId }: { ruleId: string }) => ruleId === 'broken-kustomization');
    expect(result.relatedLocations[0].physicalLocation.artifactLocation.uri).toBe('argocd/app.yaml');
  });

  it('suppresses what the baseline knows, with its reason', async () => {
    const known = ({ code }: ReportDiagnostic) =>
      code === 'path-not-found' ? { owner: '@team', reason: 'moves soon', expires: '2999-01-01' } : undefined;
    const { results } = sarifOf(await reportOf(), { ...OPTIONS, known });
    for (const { ruleId, suppressions } of results)
      expect(suppressions).toEqual(
        ruleId === 'path-not-found'
          ? [{ kind: 'external', justification: 'owner: @team, reason: moves soon, expires: 2999-01-01' }]
          : [],
      );
  });

  it('gives repositories outside of the working directory a base of their own', async () => {
    const run = sarifOf(severalRepositories(await reportOf()));
    expect(run.results.map((result: never) => result['locations'][0]['physicalLocation']['artifactLocation'])).toEqual([
      { uri: 'a.yaml', uriBaseId: 'SRCROOT' },
      { uri: 'a.yaml', uriBaseId: 'REPOSITORY1' },
      { uri: 'inner/repo/a.yaml', uriBaseId: 'SRCROOT' },
    ]);
    expect(Object.keys(run.originalUriBaseIds).sort()).toEqual(['REPOSITORY1', 'SRCROOT']);
  });

  it('stays below GitHub’s limit, the severest first, and says so', async () => {
    const report = await reportOf();
    const [one] = report.diagnostics as [ReportDiagnostic];
    const many = Array.from({ length: 25_010 }, () => ({ ...one, severity: 'hint' as const }));
    const run = JSON.parse(
      formatReport({ ...report, diagnostics: [...many, { ...one, severity: 'error' }] }, 'sarif', OPTIONS),
    ).runs[0];
    expect(run.results).toHaveLength(25_000);
    expect(run.results[0].level).toBe('error');
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain('11 findings');
  });
});

describe('junit', () => {
  const cases = async (report: Report, options: FormatOptions = {}) => {
    const parsed = (await parseJunit(formatReport(report, 'junit', options))) as {
      tests: number;
      failures: number;
      testsuite: { name: string; skipped: number; testcase?: Record<string, never>[] }[];
    };
    const tests = parsed.testsuite.flatMap(({ testcase = [] }) => testcase) as Record<string, never>[];
    expect(parsed.tests).toBe(tests.length);
    expect(parsed.failures).toBe(tests.filter((test) => test['failure']).length);
    return { parsed, tests };
  };

  it('has a test for each manifest; what fails the run is a failure', async () => {
    const report = await reportOf();
    const { tests } = await cases(report);
    expect(tests).toHaveLength(report.manifests.length);
    const failures = tests.filter((test) => test['failure']);
    expect(failures.map((test) => test['classname'])).toEqual(['argocd/gone.yaml']);
    const loud = await cases(report, { fails: ({ severity }) => severity !== 'information' && severity !== 'hint' });
    expect(loud.tests.filter((test) => test['failure']).map((test) => test['classname'])).toEqual([
      'argocd/gone.yaml',
      'lost/a%2C,b:c.yaml',
      'lost/한글.yaml',
    ]);
    const calm = await cases(report, { known: () => ({}) });
    expect(calm.parsed.failures).toBe(0);
  });

  it('holds whatever names and messages hold', async () => {
    const report = await reportOf();
    const [one] = report.diagnostics as [ReportDiagnostic];
    const message = 'a <b> & "c" ]]> \u0000\u001b[31m \ud800 \n\t 한글 🚀';
    const { tests } = await cases({
      ...report,
      diagnostics: [{ ...one, severity: 'error', file: 'no/manifest "&<.txt', message }],
    });
    const test = tests.find((candidate) => candidate['failure']) as Record<string, never>;
    expect(test['classname']).toBe('no/manifest "&<.txt');
    expect((test['failure'] as unknown as { message: string }[])[0]?.message).toBe(
      'a <b> & "c" ]]> \ufffd\ufffd[31m \ufffd \n\t 한글 🚀',
    );
  });

  it('has a suite for each repository', async () => {
    const { parsed } = await cases(severalRepositories(await reportOf()));
    expect(parsed.testsuite.map(({ name }) => name)).toEqual(['.', '../other', 'inner/repo']);
  });
});

/** Reads workflow commands as the runner does (`ActionCommand.cs`): unescaped properties and text. */
function annotations(text: string) {
  const decode = (words: string): string =>
    words.replace(/%(0D|0A|25|3A|2C)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return text.split('\n').flatMap((line) => {
    const match = /^::(\w+) (.*?)::(.*)$/.exec(line);
    if (!match) return [];
    const properties = (match[2] as string).split(',').map((pair) => pair.split('=') as [string, string]);
    return [
      {
        kind: match[1],
        message: decode(match[3] as string),
        ...Object.fromEntries(properties.map(([key, value]) => [key, decode(value)])),
      } as Record<string, string>,
    ];
  });
}

describe('github', () => {
  it('escapes names and messages, and leaves hints out', async () => {
    const report = await reportOf();
    const written = annotations(formatReport(report, 'github'));
    expect(written.map(({ kind, file, title }) => `${kind} ${file} ${title}`)).toEqual([
      'error argocd/gone.yaml path-not-found',
      'warning lost/a%2C,b:c.yaml unwatched-manifest',
      'warning lost/한글.yaml unwatched-manifest',
      'notice argocd/app.yaml application-not-registered',
      'notice argocd/elsewhere.yaml application-not-registered',
      'notice argocd/gone.yaml application-not-registered',
    ]);
    expect(report.diagnostics.map(({ severity }) => severity)).toContain('hint');
    const [one] = report.diagnostics as [ReportDiagnostic];
    const hostile = { ...one, severity: 'error' as const, message: '100%\n::error::pwned\r%0A', endLine: one.line };
    const [only] = annotations(formatReport({ ...report, diagnostics: [hostile] }, 'github'));
    expect(only?.['message']).toBe(hostile.message);
  });

  it('shows ten of a kind, those of changed files first, and counts the rest', async () => {
    const report = await reportOf();
    const [one] = report.diagnostics as [ReportDiagnostic];
    const diagnostics = Array.from({ length: 25 }, (_, i) => ({
      ...one,
      severity: 'warning' as const,
      file: `f${String(i).padStart(2, '0')}.yaml`,
    }));
    const text = formatReport({ ...report, diagnostics }, 'github', { changed: new Set(['f20.yaml', 'f24.yaml']) });
    const files = annotations(text).map(({ file }) => file);
    expect(files).toHaveLength(10);
    expect(files.slice(0, 3)).toEqual(['f20.yaml', 'f24.yaml', 'f00.yaml']);
    expect(text).toContain('… and 15 more warnings');
  });

  it('leaves out what the baseline knows, and joins the paths of several repositories', async () => {
    const report = await reportOf();
    expect(annotations(formatReport(report, 'github', { known: () => ({}) }))).toEqual([]);
    const several = severalRepositories(report);
    const loud = { ...several, diagnostics: several.diagnostics.map((d) => ({ ...d, severity: 'error' as const })) };
    expect(annotations(formatReport(loud, 'github')).map(({ file }) => file)).toEqual([
      'a.yaml',
      '../other/a.yaml',
      'inner/repo/a.yaml',
    ]);
  });
});

describe('gitlab', () => {
  it('has what GitLab’s Code Quality reads, with a fingerprint for each issue', async () => {
    const report = await reportOf();
    const issues = JSON.parse(formatReport(report, 'gitlab'));
    const isReport = new Ajv().compile({
      type: 'array',
      items: {
        type: 'object',
        required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
        additionalProperties: false,
        properties: {
          description: { type: 'string', minLength: 1 },
          check_name: { enum: Object.keys(CODES) },
          fingerprint: { type: 'string', pattern: '^[0-9a-f]{32}$' },
          severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
          location: {
            type: 'object',
            required: ['path', 'lines'],
            properties: {
              path: { type: 'string', pattern: '^[^/]' },
              lines: { type: 'object', required: ['begin'], properties: { begin: { type: 'integer', minimum: 1 } } },
            },
          },
        },
      },
    });
    isReport(issues);
    expect(isReport.errors ?? []).toEqual([]);
    expect(issues).toHaveLength(report.diagnostics.length);
    expect(new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint)).size).toBe(issues.length);
    expect(JSON.parse(formatReport(report, 'gitlab', { known: () => ({}) }))).toEqual([]);
  });
});

describe('lcov', () => {
  it('is read by an LCOV parser: functions are manifests, the figure is ours', async () => {
    const report = await reportOf();
    const files = lcovParser({ from: formatReport(report, 'lcov') });
    expect(files.map(({ path }) => path)).toEqual(['app/one.yaml', 'lost/a%2C,b:c.yaml', 'lost/한글.yaml']);
    const [first, second] = files as [(typeof files)[number], (typeof files)[number]];
    expect(first.functions).toMatchObject({ hit: 2, instrumented: 2 });
    expect(first.functions.details.map(({ name, line }) => `${name}:${line}`)).toEqual([
      'Service/one:1',
      'ConfigMap/two:6',
    ]);
    expect(first.lines.details.map(({ line }) => line)).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
    expect(second.lines).toMatchObject({ hit: 0, instrumented: 4 });
    const sum = (key: 'hit' | 'instrumented') => files.reduce((total, file) => total + file.functions[key], 0);
    expect(sum('hit') / sum('instrumented')).toBe(report.summary.coverage);
  });
});
