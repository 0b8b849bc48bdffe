import { expect, test } from 'vitest';
import {
  applicationSetFunctions,
  helmFunctions,
  sprigFunctions,
} from '../../../server/src/gotemplate/functions/index.ts';
import { resultOf } from './callFunction.ts';

test('each tool has its own functions', () => {
  expect(sprigFunctions.has('env')).toBe(false);
  expect(applicationSetFunctions.has('getHostByName')).toBe(false);
  expect(applicationSetFunctions.has('toToml')).toBe(false);
  expect(applicationSetFunctions.has('slugify')).toBe(true);
  expect(helmFunctions(3).has('mustToYaml')).toBe(false);
  expect(helmFunctions(4).has('mustToYaml')).toBe(true);
  expect(helmFunctions(3).has('normalize')).toBe(false);
});

test.each([
  [['feature/very-long-name'], 'feature-very-long-name'],
  [[10, 'feature/very-long-name'], 'feature'],
  [[23, true, 'feature/very-long-branch-name'], 'feature-very-long'],
  [[10, false, 'feature/very-long-name'], 'feature-ve'],
  [['x', 'y'], 'error: interface conversion: interface {} is string, not int'],
])('slugify %j', (args, expected) => {
  expect(resultOf('slugify', ...args)).toBe(expected);
});

test('normalize', () => {
  expect(resultOf('normalize', 'My_App/Foo.')).toBe('my-app-foo');
});
