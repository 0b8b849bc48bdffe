import type { Value } from '../../../server/src/gotemplate/values.ts';
import { encodeJson } from '../../../server/src/gotemplate/yaml/json/encode.ts';
import { readYaml, unmarshalYaml } from '../../../server/src/gotemplate/yaml/readYaml.ts';
import type { ParityAdapter, Row } from '../adapter.ts';

const style = { html: true, indent: '' };

function json(value: Value): string {
  const encoded = encodeJson(value, style);
  return typeof encoded === 'string' ? encoded : 'no JSON';
}

/** JSON texts agree when they say the same: Go writes some numbers and escapes otherwise. */
function sameJson(ours: string, theirs: string): boolean {
  return ours === theirs || JSON.stringify(JSON.parse(ours)) === JSON.stringify(JSON.parse(theirs));
}

function check(row: Row): string | undefined {
  const text = row['yaml'] as string;
  const read = readYaml(text, { exactIntegers: true });
  if (row['error']) {
    if (read.error?.message !== row['errorContains'])
      return `error ${read.error?.message}, expected ${row['errorContains']}`;
  } else if (read.error) {
    return `error ${read.error.message}, expected ${row['json']}`;
  } else if (!sameJson(json(read.value), row['json'] as string)) {
    return `${json(read.value)}, expected ${row['json']}`;
  } else if (read.strictError?.message !== row['strictError']) {
    return `strict error ${read.strictError?.message}, expected ${row['strictError']}`;
  }
  return checkHelm(text, row);
}

/** chartutil.ReadValues: a map whose numbers are floats. */
function checkHelm(text: string, row: Row): string | undefined {
  const { value, error } = unmarshalYaml(text, 'map', 'chartutil.Values');
  if (error !== row['helmValuesError']) return `Helm error ${error}, expected ${row['helmValuesError']}`;
  if (row['helmValues'] === undefined || sameJson(json(value), JSON.stringify(row['helmValues']))) return undefined;
  return `Helm values ${json(value)}, expected ${JSON.stringify(row['helmValues'])}`;
}

const adapter: ParityAdapter = { tables: ['yaml-values.json'], check };
export default adapter;
