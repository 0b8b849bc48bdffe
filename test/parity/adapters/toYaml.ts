import { Unknown, type Value } from '../../../server/src/gotemplate/values.ts';
import { marshalYaml, marshalYamlPretty, type YamlWriting } from '../../../server/src/gotemplate/yaml/writeYaml.ts';
import type { ParityAdapter, Row } from '../adapter.ts';

/** JSON data as Go holds it: objects are maps, numbers float64. */
function toValue(plain: unknown): Value {
  if (Array.isArray(plain)) return plain.map(toValue);
  if (plain === null || typeof plain !== 'object') return plain as Value;
  return new Map(Object.entries(plain).map(([key, item]) => [key, toValue(item)]));
}

function shown(writing: YamlWriting): string {
  if (writing instanceof Unknown) return 'unknown';
  return typeof writing === 'string' ? writing : `error: ${writing.error}`;
}

function compare(name: string, ours: string, theirs: unknown): string | undefined {
  if (theirs === undefined || ours === theirs) return undefined;
  return `${name} ${JSON.stringify(ours)}, expected ${JSON.stringify(theirs)}`;
}

function check(row: Row): string | undefined {
  const value = toValue(row['value']);
  const compact = shown(marshalYaml(value));
  const pretty = shown(marshalYamlPretty(value)).replace(/\n$/, '');
  // toYamlPretty has its own field only where it differs.
  const wantedPretty = row['toYamlPretty'] ?? row['toYaml'];
  const problem = row['error']
    ? compare('toYaml', compact, `error: ${row['errorContains']}`)
    : (compare('yaml', compact, row['yaml']) ?? compare('toYaml', compact.replace(/\n$/, ''), row['toYaml']));
  return problem ?? compare('toYamlPretty', pretty, wantedPretty);
}

const adapter: ParityAdapter = { tables: ['toyaml.json'], check };
export default adapter;
