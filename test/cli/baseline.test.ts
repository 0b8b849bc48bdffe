import { describe, expect, it } from 'vitest';
import { readBaseline, shrinkBaseline, writeBaseline } from '../../server/src/cli/baseline.ts';
import { outcomeOf } from '../../server/src/cli/outcome.ts';
import type { Report } from '../../server/src/report/model.ts';
import { application, manifest, testWorkspace } from '../harness/workspace.ts';

const TODAY = '2030-06-15';
const SOURCE = `
//- argocd/app.yaml
${application('app', 'path: app')}
//- argocd/gone.yaml
${application('gone', 'path: nowhere')}
//- app/one.yaml
${manifest('one')}
//- lost/a.yaml
${manifest('a')}
//- lost/b.yaml
${manifest('b')}---
${manifest('c')}
`;

async function reportOf(source = SOURCE): Promise<Report> {
  return (await testWorkspace(source)).engine.report({ relativeTo: '/r' });
}

const read = (text: string) => readBaseline(text, 'base.yaml', TODAY);
const WARNING = { failOn: 'warning', failUnder: undefined, baseline: 'base.yaml' } as const;

describe('a baseline', () => {
  it('that was just written covers everything, in whatever language and at whatever lines', async () => {
    const report = await reportOf();
    expect(outcomeOf(report, WARNING, undefined).exitCode).toBe(1);
    const baseline = read(writeBaseline(report, undefined));
    expect(outcomeOf(report, WARNING, baseline)).toEqual({ exitCode: 0, notes: [] });
    const moved = await reportOf(SOURCE.replaceAll('kind: Service', '# line\nkind: Service'));
    const translated = { ...moved, diagnostics: moved.diagnostics.map((d) => ({ ...d, message: '다른 말' })) };
    expect(outcomeOf(translated, WARNING, baseline).exitCode).toBe(0);
  });

  it('does not cover a new finding, though its file and code are known', async () => {
    const baseline = read(writeBaseline(await reportOf(), undefined));
    const more = await reportOf(SOURCE.replace('name: c', 'name: d'));
    expect(outcomeOf(more, WARNING, baseline).exitCode).toBe(1);
  });

  it('covers all of a code in a file where an entry names no subject', async () => {
    const text = `findings:
  - {file: lost/a.yaml, code: unwatched-manifest}
  - {file: lost/b.yaml, code: unwatched-manifest, owner: '@team'}
  - {file: argocd/gone.yaml, code: path-not-found, expires: 2030-06-16}
`;
    const report = await reportOf();
    expect(outcomeOf(report, WARNING, read(text)).exitCode).toBe(0);
    expect(writeBaseline(report, read(text))).toContain('code: unwatched-manifest\n    owner: "@team"\n');
  });

  it('counts expired exemptions again and says whose', async () => {
    const text = `findings:
  - {file: argocd/gone.yaml, code: path-not-found, owner: '@ops', expires: 2030-06-15}
`;
    const outcome = outcomeOf(await reportOf(), { ...WARNING, failOn: 'error' }, read(text));
    expect(outcome).toEqual({
      exitCode: 1,
      notes: ['the exemption of path-not-found in argocd/gone.yaml (@ops) expired on 2030-06-15: it counts again'],
    });
  });

  it('only shrinks: findings go, coverage rises, comments stay', async () => {
    const report = await reportOf();
    const text = writeBaseline(report, undefined).replace('findings:', '# ours\nfindings:');
    expect(shrinkBaseline(report, read(text))).toBeUndefined();
    const better = await reportOf(SOURCE.replace('lost/a.yaml', 'app/a.yaml'));
    const smaller = shrinkBaseline(better, read(text));
    expect(smaller).toMatchObject({ gone: 1, coverage: 50 });
    expect(smaller?.text).toContain('# ours\n');
    expect(smaller?.text).not.toContain('lost/a.yaml');
    expect(read(smaller?.text ?? '').entries).toHaveLength(read(text).entries.length - 1);
    const worse = await reportOf(`${SOURCE}//- lost/z.yaml\n${manifest('z')}`);
    expect(shrinkBaseline(worse, read(text))).toBeUndefined();
  });

  it('fails when coverage falls below what is recorded, and only then', async () => {
    const report = await reportOf();
    const never = { ...WARNING, failOn: 'never' } as const;
    expect(read(writeBaseline(report, undefined)).coverage).toBe(25);
    expect(read(writeBaseline(report, read('findings: []'))).coverage).toBeUndefined();
    expect(outcomeOf(report, never, read('coverage: 25')).exitCode).toBe(0);
    expect(outcomeOf(report, never, read('coverage: 25.01'))).toEqual({
      exitCode: 1,
      notes: ['coverage is 25 %, below the 25.01 % recorded in base.yaml'],
    });
    expect(outcomeOf(report, { ...never, failUnder: 30 }, undefined)).toEqual({
      exitCode: 1,
      notes: ['coverage is 25 %, below the 30 % of --fail-under'],
    });
  });

  it.each([
    ['', 0],
    ['findings:\n', 0],
    ['# nothing\nfindings: []\n', 0],
  ])('%j is empty', (text, length) => {
    expect(read(text).entries).toHaveLength(length);
  });

  it.each([
    ['- a', 'base.yaml:1: a baseline is a mapping with findings and coverage'],
    ['findings:\n  - a: [', 'base.yaml:2: Flow sequence'],
    ['findings: 3', 'base.yaml:1: findings must be a list'],
    ['\nfinding: []', 'base.yaml:2: finding is none of findings and coverage'],
    ['coverage: 101', 'base.yaml:1: coverage must be a percentage from 0 to 100'],
    ['coverage: [1]', 'base.yaml:1: coverage must be a percentage from 0 to 100'],
    ['findings:\n  - 3', 'base.yaml:2: a finding is a mapping with file and code'],
    ['findings:\n  - file: a', 'base.yaml:2: a finding needs file and code'],
    ['findings:\n  - file: a\n    code: b\n    expire: 2', 'base.yaml:4: expire is no field of a finding'],
    ['findings:\n  - file: a\n    code: [b]', 'base.yaml:3: code must be a text'],
    ['findings:\n  - {file: a, code: b, expires: soon}', 'base.yaml:2: expires must be a date such as 2030-01-31'],
    [
      'findings:\n  - {file: a, code: b, expires: 2030-02-31}',
      'base.yaml:2: expires must be a date such as 2030-01-31',
    ],
  ])('%j is refused with its place', (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
