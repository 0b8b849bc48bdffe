import type { App } from '../coverage/model.ts';
import { suggestPaths } from '../coverage/suggestPaths.ts';
import type { Workspace } from '../coverage/workspace.ts';
import { t } from '../l10n/t.ts';
import type { Problem } from '../problems/problem.ts';
import { located } from './located.ts';
import type { Finding, FleetRule } from './rule.ts';

/** Places that are told with one finding. */
const MAX_RELATED = 10;

/** What reading the Applications, their sources and the ApplicationSets found wrong, each said once at its place. */
export const sourceProblems: FleetRule = {
  codes: [
    'path-not-found',
    'invalid-path',
    'invalid-application',
    'value-file-not-found',
    'ref-not-found',
    'broken-kustomization',
    'broken-chart',
    'broken-manifest',
    'out-of-bounds-symlink',
    'not-permitted-by-project',
    'generator-matches-nothing',
    'unresolvable-generator',
    'missing-key-not-error',
  ],
  *check({ fleet, workspace }) {
    const groups = new Map<string, { finding: Finding; readonly apps: Set<string> }>();
    const add = (finding: Finding, app: string | undefined, broken?: App): void => {
      const { at, code } = finding;
      // One scalar of a template, many Applications made of it: told once.
      const key = `${code}\0${at.repository}\0${at.file}\0${at.span?.start}\0${at.span?.end}`;
      const group = groups.get(key);
      if (group) {
        if (app !== undefined) group.apps.add(app);
        group.finding = withRelated(group.finding, finding.related ?? []);
      } else
        groups.set(key, {
          finding: broken ? withApplication(finding, broken) : finding,
          apps: new Set(app === undefined ? [] : [app]),
        });
    };
    for (const set of fleet.sets)
      for (const problem of set.problems) add(ofProblem(problem, { ...set.definition.at }), undefined);
    for (const app of fleet.apps) {
      for (const problem of app.problems) add(ofProblem(problem, located(app, ['metadata', 'name'])), app.name);
      for (const source of app.sources)
        for (const problem of source.problems)
          add(ofProblem(problem, located(app, [...source.at, 'path'])), app.name, app);
    }
    for (const { finding: found, apps } of groups.values()) {
      const finding = withSuggestions(found, workspace);
      yield apps.size > 1
        ? { ...finding, message: t`${finding.message} (The same for ${apps.size - 1} more of its Applications.)` }
        : finding;
    }
  },
};

/** Each Application may have the value from another place. */
function withRelated(finding: Finding, more: NonNullable<Finding['related']>): Finding {
  const known = finding.related ?? [];
  const key = ({ at }: (typeof more)[number]): string => `${at.repository}\0${at.file}\0${at.span?.start}`;
  const told = new Set(known.map(key));
  const related = [...known, ...more.filter((one) => !told.has(key(one)))];
  return { ...finding, related: related.slice(0, MAX_RELATED) };
}

function ofProblem(problem: Problem, fallback: Finding['at']): Finding {
  const at = problem.at ?? fallback;
  return {
    code: problem.code,
    at: { ...at, repository: at.repository ?? fallback.repository },
    message: problem.message,
    related: (problem.related ?? []).map((related) => ({
      ...related,
      at: { ...related.at, repository: related.at.repository ?? fallback.repository },
    })),
    data: problem.data,
  };
}

/** A mistake in another file than the Application's names the Application it breaks. */
function withApplication(finding: Finding, app: App): Finding {
  const home = located(app, ['metadata', 'name']);
  if (finding.at.file === home.file && finding.at.repository === home.repository) return finding;
  return {
    ...finding,
    related: [...(finding.related ?? []), { at: home, message: t`Application “${app.name}” fails because of it` }],
  };
}

/** “Did you mean”: directories that a path which does not exist may have meant. */
function withSuggestions(finding: Finding, workspace: Workspace): Finding {
  const data = finding.data as { path?: unknown; repository?: unknown } | undefined;
  const repository = typeof data?.repository === 'string' ? workspace.byId(data.repository) : undefined;
  if (finding.code !== 'path-not-found' || !repository || typeof data?.path !== 'string') return finding;
  const suggestions = suggestPaths(repository, data.path);
  const message =
    suggestions[0] === undefined ? finding.message : t`${finding.message} Did you mean \`${suggestions[0]}\`?`;
  return { ...finding, message, data: { ...data, suggestions } };
}
