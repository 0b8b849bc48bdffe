import { isObject, listOf, objectOf } from './json.ts';

/** One condition of a label selector. */
interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

export type Selector = readonly Requirement[];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const NAME = /^(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Reads a label selector (`metav1.LabelSelector`) as Kubernetes validates it; values are free. */
export function readSelector(value: unknown): { selector: Selector } | { error: string } {
  const selector: Requirement[] = [];
  const written = objectOf(value);
  for (const [key, text] of Object.entries(objectOf(written['matchLabels'])))
    selector.push({ key, operator: 'In', values: [String(text)] });
  for (const item of listOf(written['matchExpressions'])) {
    if (!isObject(item)) continue;
    const operator = OPERATORS.find((name) => name === item['operator']);
    if (!operator)
      return {
        error: `error parsing label selector: "${String(item['operator'])}" is not a valid label selector operator`,
      };
    const values = listOf(item['values']).map(String);
    if (operator.endsWith('In') && values.length === 0)
      return {
        error:
          "error parsing label selector: values: Invalid value: []: for 'in', 'notin' operators, values set can't be empty",
      };
    if (!operator.endsWith('In') && values.length > 0)
      return {
        error: `error parsing label selector: values: Invalid value: ${JSON.stringify(values)}: values set must be empty for exists and does not exist`,
      };
    selector.push({ key: String(item['key']), operator, values });
  }
  const wrong = selector.find(({ key }) => !NAME.test(key));
  return wrong
    ? {
        error: `error parsing label selector: key: Invalid value: ${JSON.stringify(wrong.key)}: name part must be a qualified name`,
      }
    : { selector };
}

/** @param label the value of a label; undefined when there is none. */
export function matchesSelector(selector: Selector, label: (key: string) => string | undefined): boolean {
  return selector.every(({ key, operator, values }) => {
    const value = label(key);
    if (operator === 'In') return value !== undefined && values.includes(value);
    if (operator === 'NotIn') return value === undefined || !values.includes(value);
    return (value !== undefined) === (operator === 'Exists');
  });
}

/** A selector in words: “the label env=prod”. */
export function describeSelector(value: unknown): string {
  const read = readSelector(value);
  if ('error' in read) return 'labels';
  const parts = read.selector.map(({ key, operator, values }) => {
    if (operator === 'In') return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    if (operator === 'NotIn') return `${key} not in (${values.join(', ')})`;
    return operator === 'Exists' ? key : `no ${key}`;
  });
  return `the label${parts.length > 1 ? 's' : ''} ${parts.join(', ')}`;
}
