import { UsageError } from '../../../server/src/cli/arguments.ts';
import { readBaseline, shrinkBaseline, writeBaseline } from '../../../server/src/cli/baseline.ts';
import type { Target } from '../target.ts';

const REPORT = { diagnostics: [], summary: { coverage: 1 } } as unknown as Parameters<typeof writeBaseline>[0];

/** Baselines: understood, or refused with a place. */
export const baseline: Target = {
  name: 'baseline',
  world: `
    //- baseline.yaml
    coverage: 93.5
    findings:
      - { file: plain/a.yaml, code: unwatched-manifest, subject: Service/a, owner: me, reason: later, expires: 2030-01-31 }
      - repository: other # why
        file: b.yaml
        code: x
  `,
  hostile: ['baseline.yaml'],
  pieces:
    'coverage: ~findings:\n~- file: a\n~  code: b\n~  expires: 2030-02-31\n~  __proto__: x\n~constructor: x\n~1e999~-1~[~]~{~}~&a ~*a~: ~\n~  ~? '.split(
      '~',
    ),
  check(text) {
    try {
      const read = readBaseline(text, 'baseline.yaml', '2026-01-01');
      readBaseline(writeBaseline(REPORT, read), 'baseline.yaml', '2026-01-01');
      const shrunk = shrinkBaseline(REPORT, read);
      if (shrunk) readBaseline(shrunk.text, 'baseline.yaml', '2026-01-01');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
    return undefined;
  },
};
