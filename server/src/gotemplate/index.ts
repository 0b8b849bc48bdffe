/** Go's text/template with Helm's and Argo CD's functions; usable on its own. */
export { type ApplicationSetText, renderApplicationSetText } from './applicationSetText.ts';
export {
  type RenderError,
  type RenderedFile,
  type RenderedTemplates,
  type RenderInput,
  renderTemplates,
  type TemplateFile,
} from './engine.ts';
export { ExecError } from './exec/execError.ts';
export type { MissingKey } from './exec/fields.ts';
export { DEFAULT_LIMITS, type Limits } from './exec/limits.ts';
export { type OutputSpan, type Rendering, spanAt } from './exec/output.ts';
export { applicationSetFunctions, helmFunctions, sprigFunctions } from './functions/index.ts';
export { type FunctionMap, TemplateError } from './functionTypes.ts';
export { addTemplate, createTemplateSet, parseTemplate, type TemplateSet } from './templateSet.ts';
export { hasUnknown, matchesPattern, UNKNOWN_TEXT, Unknown } from './unknown.ts';
export { fromJson, toPlain, type Value } from './values.ts';
