import { expect, test } from 'vitest';
import type { App } from '../../server/src/coverage/model.ts';
import { isFailing } from '../../server/src/coverage/routes.ts';
import type { DiagnosticCode } from '../../server/src/problems/codes.ts';

test.each<[DiagnosticCode, boolean]>([
  ['path-not-found', true],
  ['broken-chart', true],
  ['empty-source', false],
  ['other-revision', false],
])('an Application with %s is failing: %s', (code, failing) => {
  const problems = [{ code, message: '' }];
  expect(isFailing({ problems, sources: [] } as unknown as App)).toBe(failing);
  expect(isFailing({ problems: [], sources: [{ problems }] } as unknown as App)).toBe(failing);
});
