import { isFailing } from '../coverage/routes.ts';
import { shown } from '../gotemplate/unknown.ts';
import { buildSummary } from '../report/model.ts';
import type { AgentTool } from './agentTool.ts';

/** Applications with errors that are listed. */
const MAX_FAILING = 20;

/** The figures, and the Applications that can’t be synced. */
export const coverageSummary: AgentTool = {
  name: 'coverage_summary',
  title: 'Summarise What Argo CD Deploys',
  summary: 'Counts the manifests by what becomes of them.',
  description:
    'Counts the Kubernetes manifests of each repository by what becomes of them when they are merged (deployed automatically, by hand, possibly, by other routes, not at all), counts the Applications and ApplicationSets, and names the Applications that Argo CD can’t sync. Use it first, to learn what a GitOps repository holds.',
  input: { type: 'object', properties: {}, required: [], additionalProperties: false },
  run(context) {
    const { apps, sets } = context.fleet();
    const lines = context.workspace.repositories().map((repository) => {
      const statuses = repository.tree
        .files()
        .flatMap((file) => context.verdict(repository, file).manifests.map(({ verdict }) => verdict));
      const { coverage, manifests, ...counts } = buildSummary(statuses);
      const counted = Object.entries(counts).map(([status, count]) => `${status} ${count}`);
      return `${repository.id}: ${manifests} manifests, ${Math.floor(coverage * 100)} % deployed automatically (${counted.join(', ')})`;
    });
    const failing = apps.filter((app) => isFailing(app));
    lines.push(`${apps.length} Applications, ${sets.length} ApplicationSets; ${failing.length} can’t be synced`);
    for (const app of failing.slice(0, MAX_FAILING)) {
      const [problem] = [...app.problems, ...app.sources.flatMap(({ problems }) => problems)];
      lines.push(`- ${shown(app.id)} (${app.definition.at.file}): ${problem?.message ?? ''}`);
    }
    if (failing.length > MAX_FAILING) lines.push(`… and ${failing.length - MAX_FAILING} more`);
    return lines.join('\n');
  },
};
