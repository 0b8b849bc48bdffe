import { renderFastTemplate } from '../../../server/src/applications/templating/fastTemplate.ts';
import type { ParityAdapter } from '../adapter.ts';

interface Input {
  readonly template: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const adapter: ParityAdapter = {
  tables: ['fasttemplate.json'],
  check(row) {
    const { template, params } = row['input'] as Input;
    const expected = row['expect'] as string | { error: string };
    const got = renderFastTemplate(template, (name) => (Object.hasOwn(params, name) ? params[name] : undefined));
    const same =
      typeof expected === 'string'
        ? 'text' in got && got.text === expected
        : 'error' in got && got.error === expected.error;
    return same
      ? undefined
      : `${JSON.stringify(template)}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`;
  },
};

export default adapter;
