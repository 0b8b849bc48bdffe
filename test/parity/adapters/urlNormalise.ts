import { normaliseGitUrl, sameUrl } from '../../../server/src/applications/repoUrl.ts';
import type { ParityAdapter } from '../adapter.ts';

const adapter: ParityAdapter = {
  tables: ['url-normalise.json'],
  check(row) {
    const input = row['input'] as string | [string, string];
    const answer = typeof input === 'string' ? normaliseGitUrl(input) : { same: sameUrl(...input) };
    const expected = JSON.stringify(row['expect']);
    if (JSON.stringify(answer) === expected) return undefined;
    return `${JSON.stringify(input)}: expected ${expected}, got ${JSON.stringify(answer)}`;
  },
};
export default adapter;
