import { isObject, listOf, objectOf } from '../../applications/json.ts';
import { type YamlDocument, type YamlPath, yamlFile } from '../../documents/yamlFile.ts';
import type { Derivation } from '../../files/tree.ts';
import type { Span } from '../../problems/problem.ts';
import type { MappedText } from '../sourceMap.ts';
import { stringsOf, textOf } from '../values.ts';
import { yamlText } from '../yamlText.ts';
import { matrixRuns } from './matrix.ts';

/** An event that starts a workflow, with its filters as written. */
export interface Trigger {
  readonly event: string;
  readonly branches?: readonly string[];
  readonly branchesIgnore?: readonly string[];
  readonly tags?: readonly string[];
  readonly paths?: readonly string[];
  readonly pathsIgnore?: readonly string[];
  readonly span: Span;
}

export interface Step {
  readonly name: string | undefined;
  readonly condition: string | undefined;
  /** `actions/checkout@v4`, `./.github/actions/deploy`; undefined for a `run` step. */
  readonly uses: string | undefined;
  readonly with: Readonly<Record<string, string>>;
  /** The commands with their places; undefined for a `uses` step. */
  readonly run: MappedText | undefined;
  /** `bash`, `pwsh`…: of the step, its job or the workflow. */
  readonly shell: string | undefined;
  /** `working-directory` of the step, its job or the workflow, as written. */
  readonly directory: string | undefined;
  /** The variables of the workflow, the job and the step, the innermost winning. */
  readonly env: ReadonlyMap<string, string>;
  readonly span: Span;
}

export interface Job {
  readonly id: string;
  readonly condition: string | undefined;
  readonly needs: readonly string[];
  /** A reusable workflow that the job calls. */
  readonly uses: string | undefined;
  /** Each run that the matrix makes: its axes with their values; one empty run without a matrix. */
  readonly matrix: readonly ReadonlyMap<string, string>[];
  readonly steps: readonly Step[];
  readonly span: Span;
}

/** A GitHub workflow, or a composite action (one job without triggers). */
export interface Workflow {
  readonly name: string | undefined;
  readonly triggers: readonly Trigger[];
  readonly jobs: readonly Job[];
  /** Inputs with their defaults. */
  readonly inputs: ReadonlyMap<string, string | undefined>;
  readonly problems: readonly string[];
}

const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/;
const ACTION = /(?:^|\/)action\.ya?ml$/;

/** Whether a path is a workflow's or an action's. */
export function isWorkflowFile(path: string): boolean {
  return WORKFLOW.test(path) || ACTION.test(path);
}

/** A workflow or composite action as its file writes it; undefined when the file is none. */
export const workflow: Derivation<Workflow | undefined> = {
  name: 'workflow',
  compute(tree, path) {
    const file = isWorkflowFile(path) ? tree.derive(yamlFile, path) : undefined;
    const document = file?.documents[0];
    if (!file || !document) return undefined;
    const value = objectOf(document.value());
    const problems = document.problems.map(({ message }) => message);
    const workflowScope = scopeOf(value, EMPTY_SCOPE);
    const reader = { text: file.text, document };
    const jobs = ACTION.test(path)
      ? actionJobs(reader, value)
      : Object.entries(objectOf(value['jobs'])).map(([id, job]) => jobOf(reader, id, job, workflowScope));
    return {
      name: textOf(value['name']),
      triggers: triggersOf(document, value),
      jobs,
      inputs: inputsOf(value),
      problems,
    };
  },
};

interface Reader {
  readonly text: string;
  readonly document: YamlDocument;
}

interface Scope {
  readonly env: ReadonlyMap<string, string>;
  readonly shell: string | undefined;
  readonly directory: string | undefined;
}

const EMPTY_SCOPE: Scope = { env: new Map(), shell: undefined, directory: undefined };

function scopeOf(value: Readonly<Record<string, unknown>>, outer: Scope): Scope {
  const run = objectOf(objectOf(value['defaults'])['run']);
  return {
    env: new Map([...outer.env, ...textEntries(value['env'])]),
    shell: textOf(run['shell']) ?? outer.shell,
    directory: textOf(run['working-directory']) ?? outer.directory,
  };
}

function textEntries(value: unknown): [string, string][] {
  return Object.entries(objectOf(value)).flatMap(([name, item]): [string, string][] => {
    const text = textOf(item);
    return text === undefined ? [] : [[name, text]];
  });
}

function jobOf(reader: Reader, id: string, value: unknown, outer: Scope): Job {
  const job = objectOf(value);
  const at: YamlPath = ['jobs', id];
  return {
    id,
    condition: textOf(job['if']),
    needs: stringsOf(job['needs']),
    uses: textOf(job['uses']),
    matrix: matrixRuns(objectOf(objectOf(job['strategy'])['matrix'])),
    steps: stepsOf(reader, [...at, 'steps'], job['steps'], scopeOf(job, outer)),
    span: reader.document.keySpan(at) ?? reader.document.span,
  };
}

function actionJobs(reader: Reader, value: Readonly<Record<string, unknown>>): Job[] {
  const steps = stepsOf(reader, ['runs', 'steps'], objectOf(value['runs'])['steps'], EMPTY_SCOPE);
  if (steps.length === 0) return [];
  const span = reader.document.keySpan(['runs']) ?? reader.document.span;
  return [{ id: 'runs', condition: undefined, needs: [], uses: undefined, matrix: [new Map()], steps, span }];
}

function stepsOf(reader: Reader, at: YamlPath, value: unknown, scope: Scope): Step[] {
  return listOf(value).map((item, index) => {
    const step = objectOf(item);
    const inner = scopeOf({ env: step['env'] }, scope);
    return {
      name: textOf(step['name']),
      condition: textOf(step['if']),
      uses: textOf(step['uses']),
      with: Object.fromEntries(textEntries(step['with'])),
      run: yamlText(reader.text, reader.document, [...at, index, 'run']),
      shell: textOf(step['shell']) ?? inner.shell,
      directory: textOf(step['working-directory']) ?? inner.directory,
      env: inner.env,
      span: reader.document.valueSpan([...at, index]) ?? reader.document.span,
    };
  });
}

function inputsOf(value: Readonly<Record<string, unknown>>): Map<string, string | undefined> {
  const on = objectOf(value['on'] ?? value['true']);
  const declared = [
    value['inputs'],
    objectOf(on['workflow_dispatch'])['inputs'],
    objectOf(on['workflow_call'])['inputs'],
  ];
  return new Map(
    declared.flatMap((inputs) =>
      Object.entries(objectOf(inputs)).map(([name, input]) => [name, textOf(objectOf(input)['default'])] as const),
    ),
  );
}

/** `on:`, whose key YAML 1.1 reads as true: a word, a list of words, or a mapping with filters. */
function triggersOf(document: YamlDocument, value: Readonly<Record<string, unknown>>): Trigger[] {
  const key = value['on'] === undefined ? 'true' : 'on';
  const on = value[key];
  const span = document.valueSpan([key]) ?? document.span;
  if (!isObject(on)) return stringsOf(on).map((event) => ({ event, span }));
  return Object.entries(on).map(([event, filters]) => {
    const field = (name: string): readonly string[] | undefined => {
      const list = objectOf(filters)[name];
      return list === undefined ? undefined : stringsOf(list);
    };
    return {
      event,
      branches: field('branches'),
      branchesIgnore: field('branches-ignore'),
      tags: field('tags'),
      paths: field('paths'),
      pathsIgnore: field('paths-ignore'),
      span: document.valueSpan([key, event]) ?? span,
    };
  });
}
