import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { toPlain } from '../../../server/src/gotemplate/values.ts';
import { goYamlTags } from '../../../server/src/gotemplate/yaml/goYamlTags.ts';
import { readYaml } from '../../../server/src/gotemplate/yaml/readYaml.ts';

test.each([
  'a: [y, No, on, 0777, 0o17, 0x1F, 1_000, 1:30, 2020-01-01, 1e3, .5, ~, null, "", "1", 08, 1.2.3, +.5, 12e34]',
  'a: &x {k: 1, y: 2}\nb: {<<: *x, z: 3}',
  'a: !!str 1\nb: !!int "5"\nc: !!float 3',
  'yes: 1\n0x10: a',
])('the yaml package reads %j as Go does', (text) => {
  const document = parseDocument(text, { version: '1.1', merge: true, customTags: goYamlTags });
  expect(JSON.parse(JSON.stringify(document.toJS()))).toEqual(
    JSON.parse(JSON.stringify(toPlain(readYaml(text).value))),
  );
});
