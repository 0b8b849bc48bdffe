import { expect, test } from 'vitest';
import { parseYaml } from '../../server/src/documents/yamlFile.ts';

test.each([
  ['.', '.'],
  ['-.', '-.'],
  ['._', '._'],
  ['.5', 0.5],
  ['1.', 1],
  ['1_0.5', 10.5],
  ['1.5e+3', 1500],
])('%s is read as Go reads it', (text, value) => {
  expect(parseYaml(`a: ${text}\n`).documents[0]?.value()).toEqual({ a: value });
});
