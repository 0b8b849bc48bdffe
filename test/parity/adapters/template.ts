import {
  type ApplicationSetText,
  applicationSetFunctions,
  fromJson,
  renderApplicationSetText,
} from '../../../server/src/gotemplate/index.ts';
import type { ParityAdapter, Row } from '../adapter.ts';
import { type Answer, renderRow, singleTemplate } from '../support/chart.ts';

/** An answer of Helm, or of an ApplicationSet where it differs from the one before. */
interface Expected {
  readonly expect?: string;
  readonly error?: boolean;
  readonly errorText?: string;
}

function wanted({ expect, error, errorText }: Expected): string {
  return error ? collapsed(`error ${errorText}`) : String(expect);
}

/** An endless recursion is told with as many frames as fit: a frame that repeats counts once. */
function collapsed(error: string): string {
  return error.replace(/(error calling include: template: [^\n]{1,200}?: (?=error calling))\1+/g, '$1');
}

function helmAnswer(answer: Answer): string {
  return 'error' in answer ? collapsed(`error ${answer.error}`) : String(answer.rendered['c/templates/t.yaml']);
}

function setAnswer(answer: ApplicationSetText): string {
  if (answer.kind === 'rendered') return answer.text;
  return `error ${answer.kind === 'error' ? answer.cause : answer.message}`;
}

/** One template under Helm, and under an ApplicationSet where the row says what that answers. */
function check(row: Row): string | undefined {
  const template = row['template'] as string;
  const params = fromJson({ Values: row['values'] });
  const inSet = (options: readonly string[]): string =>
    setAnswer(renderApplicationSetText(template, params, options, applicationSetFunctions));
  const answers: [string, unknown, () => string][] = [
    ['Helm', row, () => helmAnswer(renderRow(singleTemplate(row), 3))],
    ['ApplicationSet', row['appset'], () => inSet([])],
    ['missingkey=error', row['appsetStrict'], () => inSet(['missingkey=error'])],
  ];
  for (const [name, expected, answer] of answers) {
    if (expected === undefined) continue;
    const ours = answer();
    const theirs = wanted(expected as Expected);
    if (ours !== theirs)
      return `${name} ${JSON.stringify(template)}: expected ${JSON.stringify(theirs)}, got ${JSON.stringify(ours)}`;
  }
  return undefined;
}

const adapter: ParityAdapter = { tables: ['gotemplate-core.json', 'sprig.json'], check };
export default adapter;
