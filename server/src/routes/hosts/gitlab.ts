import { isObject, listOf, objectOf } from '../../applications/json.ts';
import { yamlFile } from '../../documents/yamlFile.ts';
import { basename } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinLines, type MappedText } from '../sourceMap.ts';
import { stringsOf, textOf } from '../values.ts';
import { BASE_MARK, type Host, ROOT_MARK, type Script } from './host.ts';
import { matrixRuns } from './matrix.ts';
import { linesAt, type YamlSource } from './yamlScripts.ts';

const MAX_INHERITANCE = 11;
/** Keys of a pipeline that are no jobs. */
const GLOBAL = new Set([
  'stages',
  'variables',
  'include',
  'workflow',
  'image',
  'services',
  'cache',
  'before_script',
  'after_script',
  'spec',
]);

/** GitLab CI: the scripts of each job with what it extends; `!reference` and included files of elsewhere are left out. */
export const gitlab: Host = {
  name: 'GitLab CI',
  matches: (path) =>
    /\.gitlab-ci\.ya?ml$/.test(path) ||
    /(?:^|\/)\.gitlab(?:-ci)?\/.*\.ya?ml$/.test(path) ||
    /^gitlab-ci.*\.ya?ml$/.test(basename(path)),
  read(tree, path) {
    const file = tree.derive(yamlFile, path);
    const scripts: Script[] = [];
    const notes: string[] = [];
    for (const document of file?.documents ?? []) {
      for (const { message } of document.problems) notes.push(`${path}: ${message}`);
      scripts.push(...pipelineScripts({ text: file?.text ?? '', document }));
    }
    return { scripts, notes };
  },
};

function pipelineScripts(source: YamlSource): Script[] {
  const pipeline = objectOf(source.document.value());
  const jobs = Object.entries(pipeline).filter(([name, job]) => isObject(job) && !GLOBAL.has(name));
  const extended = new Set(jobs.flatMap(([, job]) => stringsOf(objectOf(job)['extends'])));
  return jobs.flatMap(([name, value]) => {
    // A template is read in the jobs that extend it.
    if (name.startsWith('.') && extended.has(name)) return [];
    const lineage = lineageOf(pipeline, name);
    const part = (key: string): MappedText | undefined => {
      for (const ancestor of [...lineage, 'default'])
        if (objectOf(pipeline[ancestor])[key] !== undefined)
          return linesAt(source, objectOf(pipeline[ancestor])[key], [ancestor, key]);
      return pipeline[key] === undefined ? undefined : linesAt(source, pipeline[key], [key]);
    };
    const parts = ['before_script', 'script', 'after_script'].flatMap((key) => part(key) ?? []);
    if (parts.length === 0) return [];
    const variables = new Map<string, string>([
      ['CI_PROJECT_DIR', ROOT_MARK],
      ['GITLAB_CI', 'true'],
    ]);
    for (const scope of [pipeline, ...lineage.map((one) => objectOf(pipeline[one])).reverse()])
      for (const [variable, text] of Object.entries(objectOf(scope['variables'])))
        variables.set(variable, textOf(isObject(text) ? text['value'] : text) ?? UNKNOWN_TEXT);
    return matrixOf(objectOf(value)['parallel']).map(
      (run): Script => ({
        language: 'shell',
        text: joinLines(parts),
        starts: [''],
        directory: BASE_MARK,
        variables: new Map([...resolved(variables), ...run]),
      }),
    );
  });
}

/** A job and what it extends, the job itself first. */
function lineageOf(pipeline: Readonly<Record<string, unknown>>, name: string): string[] {
  const found: string[] = [];
  const visit = (one: string): void => {
    if (found.includes(one) || found.length >= MAX_INHERITANCE) return;
    found.push(one);
    for (const parent of stringsOf(objectOf(pipeline[one])['extends']).reverse()) visit(parent);
  };
  visit(name);
  return found;
}

function matrixOf(parallel: unknown): readonly ReadonlyMap<string, string>[] {
  const entries = listOf(objectOf(parallel)['matrix']).map((entry) =>
    Object.fromEntries(
      Object.entries(objectOf(entry)).map(([axis, value]) => [axis, Array.isArray(value) ? value : [value]]),
    ),
  );
  const runs = entries.flatMap((entry) => matrixRuns(entry));
  return runs.length > 0 ? runs.slice(0, 64) : [new Map()];
}

/** Variables that name others, filled in. */
function resolved(variables: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const value = (text: string, depth: number): string =>
    text
      .replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, bare: string | undefined) => {
        const found = variables.get(braced ?? bare ?? '');
        return found === undefined || depth > 5 ? UNKNOWN_TEXT : value(found, depth + 1);
      })
      .slice(0, 4096);
  return new Map([...variables].map(([name, text]) => [name, value(text, 0)]));
}
