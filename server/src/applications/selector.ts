import { quoteGo } from '../gotemplate/yaml/quoteGo.ts';
import { t } from '../l10n/t.ts';
import { isObject, listOf, objectOf } from './json.ts';
import { labelKeyError } from './labelKey.ts';

/** One condition of a label selector. */
interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: readonly string[];
}

export type Selector = readonly Requirement[];

const OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;

/** Reads a label selector as Argo CD does (`applicationset/utils/selector.go` LabelSelectorAsSelector): values are free. */
export function readSelector(value: unknown): { selector: Selector } | { error: string } {
  const selector: Requirement[] = [];
  const written = objectOf(value);
  const failed = (error: string): { error: string } => ({ error: `error parsing label selector: ${error}` });
  for (const [key, text] of Object.entries(objectOf(written['matchLabels'])))
    selector.push({ key, operator: 'In', values: [String(text)] });
  for (const requirement of selector) {
    const wrong = faultOf(requirement);
    if (wrong !== undefined) return failed(wrong);
  }
  for (const item of listOf(written['matchExpressions'])) {
    if (!isObject(item)) continue;
    const name = typeof item['operator'] === 'string' ? item['operator'] : '';
    const operator = OPERATORS.find((known) => known === name);
    if (!operator) return failed(`${quoteGo(name)} is not a valid pod selector operator`);
    const key = typeof item['key'] === 'string' ? item['key'] : '';
    const requirement = { key, operator, values: listOf(item['values']).map(String) };
    const wrong = faultOf(requirement);
    if (wrong !== undefined) return failed(wrong);
    selector.push(requirement);
  }
  return { selector };
}

/** What is wrong with a requirement, in Kubernetes' words; several faults stand in brackets. */
function faultOf({ key, operator, values }: Requirement): string | undefined {
  const needsValues = operator === 'In' || operator === 'NotIn';
  const faults = [labelKeyError(key)].filter((fault) => fault !== undefined);
  if (needsValues && values.length === 0)
    faults.push("values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty");
  if (!needsValues && values.length > 0)
    faults.push(
      `values: Invalid value: ${JSON.stringify(values)}: values set must be empty for exists and does not exist`,
    );
  return faults.length > 1 ? `[${faults.join(', ')}]` : faults[0];
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
  if ('error' in read) return t`the labels of its selector`;
  const parts = read.selector.map(({ key, operator, values }) => {
    if (operator === 'In') return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    if (operator === 'NotIn') return `${key} not in (${values.join(', ')})`;
    return operator === 'Exists' ? key : `!${key}`;
  });
  return parts.length > 1 ? t`the labels ${parts.join(', ')}` : t`the label ${parts.join('')}`;
}
