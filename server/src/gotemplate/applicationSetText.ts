import { builtinFunctions } from './builtins/builtins.ts';
import { Budget, Execution, executeTemplate } from './exec/execution.ts';
import type { MissingKey } from './exec/fields.ts';
import { DEFAULT_LIMITS, type Limits } from './exec/limits.ts';
import type { Rendering } from './exec/output.ts';
import { type FunctionMap, TemplateError } from './functionTypes.ts';
import { addTemplate, createTemplateSet } from './templateSet.ts';
import type { Value } from './values.ts';

/** What Argo CD makes of one text of an ApplicationSet with `goTemplate: true`. */
export type ApplicationSetText =
  | ({ readonly kind: 'rendered' } & Rendering)
  /** `message` is Argo CD's, `cause` text/template's. */
  | { readonly kind: 'error'; readonly message: string; readonly cause: string }
  /** An option that text/template doesn't know makes the controller panic. */
  | { readonly kind: 'panic'; readonly message: string };

const MISSING_KEY: Readonly<Record<string, MissingKey>> = {
  'missingkey=default': 'default',
  'missingkey=invalid': 'default',
  'missingkey=zero': 'zero',
  'missingkey=error': 'error',
};

/**
 * Renders one text field (`applicationset/utils/utils.go` Render.Replace): each is a template of its own, named `base`.
 * @param params the generator's parameters.
 * @param options `goTemplateOptions`.
 */
export function renderApplicationSetText(
  template: string,
  params: Value,
  options: readonly string[],
  functions: FunctionMap,
  limits: Limits = DEFAULT_LIMITS,
): ApplicationSetText {
  let missingKey: MissingKey = 'default';
  for (const option of options) {
    if (option === '') return { kind: 'panic', message: 'empty option string' };
    if (!Object.hasOwn(MISSING_KEY, option)) return { kind: 'panic', message: `unrecognized option: ${option}` };
    missingKey = MISSING_KEY[option] as MissingKey;
  }
  const set = createTemplateSet(functions);
  let step = 'parse template';
  try {
    addTemplate(set, 'base', template);
    step = 'execute go template';
    const environment = { functions: set.functions, builtins: builtinFunctions, missingKey, onRead: undefined };
    const execution = new Execution(set.templates, environment, new Budget(limits));
    return { kind: 'rendered', ...executeTemplate(execution, 'base', params, 'base').rendering() };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { kind: 'error', message: `failed to ${step} ${template}: ${error.message}`, cause: error.message };
  }
}
