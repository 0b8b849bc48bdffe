import { builtinFunctions } from './builtins/builtins.ts';
import { cleanExecError, cleanParseError, WARN_END, WARN_START } from './engineErrors.ts';
import type { Environment } from './exec/evaluator.ts';
import { Budget, Execution, executeTemplate } from './exec/execution.ts';
import { DEFAULT_LIMITS, type Limits, TOO_DEEP } from './exec/limits.ts';
import { deleteText, type Output, type Rendering } from './exec/output.ts';
import { helmFunctions } from './functions/index.ts';
import { any, fn, type GoFunction, string, TemplateError } from './functionTypes.ts';
import { addTemplate, cloneTemplateSet, createTemplateSet, type TemplateSet } from './templateSet.ts';
import { hasUnknown, Unknown } from './unknown.ts';
import type { GoMap, Value } from './values.ts';
import { quoteGo } from './yaml/quoteGo.ts';

/** A template file of a chart. */
export interface TemplateFile {
  /** Its path with the chart's: `chart/templates/a.yaml`; `_` at the start of the file name keeps it from being rendered. */
  readonly name: string;
  readonly text: string;
  /** What `.` is for it. */
  readonly data: Value;
}

export interface RenderInput {
  /** In the order in which Helm parses and executes: deepest paths first, then by descending name. */
  readonly templates: readonly TemplateFile[];
  readonly helmMajor: 3 | 4;
  /** What `lookup` gives; without a cluster, as `helm template` and Argo CD run, an empty map. */
  readonly lookup?: () => Value;
  /** Which of the templates to render; the others are parsed only. All without this. */
  readonly wanted?: (name: string) => boolean;
  /** Where a value in a map came from; told in the spans. */
  readonly originOf?: (map: GoMap, key: string) => unknown;
  readonly limits?: Limits;
}

/** What became of one file: its text, or why there is none. */
export type RenderedFile =
  | ({ readonly name: string; readonly error?: undefined } & Rendering)
  | { readonly name: string; readonly error: RenderError };

export interface RenderError {
  /** In Helm's words. */
  readonly message: string;
  /** The file in which the error happened, and where, as far as it is known. */
  readonly place: { readonly template: string; readonly offset: number } | undefined;
}

export interface RenderedTemplates {
  /** In the order of the input; files that only hold definitions are left out. */
  readonly files: readonly RenderedFile[];
  /** Why Helm gives nothing at all: the first error, in its order. Files without errors are there all the same. */
  readonly error: RenderError | undefined;
}

const NO_VALUE_TEXT = '<no value>';
const MOST_NESTED = 1000;

/**
 * Renders the templates of a chart as Helm does (`pkg/engine/engine.go` render), each on its own: a failing one doesn't keep
 * the others from being rendered, though Helm gives nothing then. A file that can't be parsed is left out and told.
 */
export function renderTemplates(input: RenderInput): RenderedTemplates {
  const engine = new Engine(input);
  const files: RenderedFile[] = [];
  const errors: RenderError[] = [];
  for (const { name, text } of input.templates) {
    const error = engine.parse(name, text);
    if (error === undefined) continue;
    errors.push(error);
    if (isRendered(name)) files.push({ name, error });
  }
  const unparsed = new Set(files.map(({ name }) => name));
  for (const { name, data } of input.templates) {
    if (!isRendered(name) || unparsed.has(name) || input.wanted?.(name) === false) continue;
    const file = engine.render(name, data);
    if (file.error !== undefined) errors.push(file.error);
    files.push(file);
  }
  const places = new Map(input.templates.map(({ name }, at) => [name, at]));
  files.sort((a, b) => (places.get(a.name) ?? 0) - (places.get(b.name) ?? 0));
  return { files, error: errors[0] };
}

function isRendered(name: string): boolean {
  return !name.slice(name.lastIndexOf('/') + 1).startsWith('_');
}

class Engine {
  private readonly input: RenderInput;
  private readonly set: TemplateSet;
  private readonly budget: Budget;
  /** How often each name is being included right now. */
  private readonly included = new Map<string, number>();

  constructor(input: RenderInput) {
    this.input = input;
    this.budget = new Budget(input.limits ?? DEFAULT_LIMITS);
    const functions = new Map(createTemplateSet(helmFunctions(input.helmMajor)).functions);
    this.set = { templates: new Map(), functions };
    for (const added of [...this.ownFunctions(), ...this.setFunctions(this.set)]) functions.set(added.name, added);
  }

  parse(name: string, text: string): RenderError | undefined {
    try {
      addTemplate(this.set, name, text);
      return undefined;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { message: cleanParseError(name, error.message), place: undefined };
    }
  }

  render(name: string, data: Value): RenderedFile {
    try {
      const output = this.execute(this.set, name, data);
      return { name, ...deleteText(output.rendering(), NO_VALUE_TEXT) };
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      return { name, error: cleanExecError(name, error, this.input.helmMajor) };
    }
  }

  private readonly onRead = (map: GoMap, key: string): void => {
    const origin = this.input.originOf?.(map, key);
    if (origin !== undefined) this.budget.noteOrigin(origin);
  };

  private execute(set: TemplateSet, name: string, data: Value): Output {
    const environment: Environment = {
      functions: set.functions,
      builtins: builtinFunctions,
      missingKey: 'zero',
      onRead: this.onRead,
    };
    return executeTemplate(new Execution(set.templates, environment, this.budget), name, data, 'gotpl');
  }

  /** The text a function gives of what it executed, which tells the action that prints it what may be missing in it. */
  private textOf(output: Output): string {
    this.budget.partly ??= output.firstPossible();
    for (const origin of output.origins()) this.budget.noteOrigin(origin);
    return output.text;
  }

  /** The functions that execute templates; `tpl` gives its text a set with functions of its own. */
  private setFunctions(set: TemplateSet): GoFunction[] {
    return [
      fn('include', [string, any], string, (name, data) => this.include(set, name, data), { unknown: 'see' }),
      fn('tpl', [string, any], string, (text, data) => this.tpl(set, text, data), { unknown: 'see' }),
    ];
  }

  private include(set: TemplateSet, name: string | Unknown, data: Value): string | Unknown {
    if (name instanceof Unknown) return name;
    if (hasUnknown(name)) return new Unknown('which template is included is not known');
    const nested = this.included.get(name) ?? 0;
    if (nested > MOST_NESTED) throw nestedTooDeeply(name);
    this.included.set(name, nested + 1);
    try {
      return this.textOf(this.execute(set, name, data));
    } catch (error) {
      const isTooDeep = nested > 50 && error instanceof TemplateError && error.message.endsWith(TOO_DEEP);
      throw isTooDeep ? nestedTooDeeply(name) : error;
    } finally {
      this.included.set(name, nested);
    }
  }

  private tpl(parent: TemplateSet, text: string | Unknown, data: Value): string | Unknown {
    if (text instanceof Unknown) return text;
    if (!text.includes('{{')) return text.replaceAll(NO_VALUE_TEXT, '');
    const functions = new Map(parent.functions);
    const set = cloneTemplateSet(parent, functions);
    for (const own of this.setFunctions(set)) functions.set(own.name, own);
    try {
      addTemplate(set, 'gotpl', text);
    } catch (error) {
      throw wrapped(error, `cannot parse template ${quoteGo(text)}`);
    }
    try {
      return this.textOf(this.execute(set, 'gotpl', data)).replaceAll(NO_VALUE_TEXT, '');
    } catch (error) {
      throw wrapped(error, `error during tpl function execution for ${quoteGo(text)}`);
    }
  }

  private ownFunctions(): GoFunction[] {
    const lookup = this.input.lookup ?? ((): Value => new Map());
    return [
      fn('required', [string, any], any, required, { unknown: 'see' }),
      fn('fail', [string], string, fail, { unknown: 'text' }),
      fn('lookup', [string, string, string, string], any, lookup, { unknown: 'see' }),
      fn('getHostByName', [string], string, () => '', { unknown: 'see' }),
    ];
  }
}

function nestedTooDeeply(name: string): TemplateError {
  return new TemplateError(`rendering template has a nested reference name: ${name}: unable to execute template`);
}

function wrapped(error: unknown, message: string): unknown {
  return error instanceof TemplateError ? new TemplateError(`${message}: ${error.message}`) : error;
}

function required(message: string, value: Value): Value {
  if (value === null || value === '') throw new TemplateError(WARN_START + message + WARN_END);
  return value;
}

function fail(message: string): string {
  throw new TemplateError(WARN_START + message + WARN_END);
}
