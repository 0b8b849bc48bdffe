import { applicationSetFunctions, fromJson, renderApplicationSetText } from '../../../server/src/gotemplate/index.ts';
import type { ParityAdapter } from '../adapter.ts';

interface Input {
  readonly template: string;
  readonly options: readonly string[] | null;
  readonly params: unknown;
}

/** Texts of ApplicationSets with `goTemplate: true`. */
export default {
  tables: ['gotemplate.json'],
  check(row) {
    const { template, options, params } = row['input'] as Input;
    const result = renderApplicationSetText(template, fromJson(params), options ?? [], applicationSetFunctions);
    const actual = result.kind === 'rendered' ? result.text : { [result.kind]: result.message };
    const expected = JSON.stringify(row['expect']);
    return JSON.stringify(actual) === expected
      ? undefined
      : `${JSON.stringify(template)}: expected ${expected}, got ${JSON.stringify(actual)}`;
  },
} satisfies ParityAdapter;
