import { compileGobwas } from '../../../server/src/globs/gobwas.ts';
import type { ParityAdapter } from '../adapter.ts';

const adapter: ParityAdapter = {
  tables: ['glob-directory.json'],
  check(row) {
    const { pattern, text, sep } = row['input'] as { pattern: string; text: string; sep?: string };
    const expected = row['expect'] as boolean | { error?: string; panic?: string };
    const glob = compileGobwas(pattern, sep);
    const answer =
      'error' in glob ? `error ${glob.error}` : glob.crashes(text) ? 'panic' : glob.match(text) ? 'true' : 'false';
    const wanted =
      typeof expected === 'boolean' ? String(expected) : expected.panic ? 'panic' : `error ${expected.error}`;
    return answer === wanted ? undefined : `${pattern} on ${text}: expected ${wanted}, got ${answer}`;
  },
};
export default adapter;
