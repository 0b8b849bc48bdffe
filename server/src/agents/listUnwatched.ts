import { lineOf } from '../features/context.ts';
import { notDeployedGroups } from '../features/tree/notDeployedTree.ts';
import { isWithin } from '../files/paths.ts';
import { explainMiss } from '../rules/unwatched.ts';
import { type AgentTool, ToolError } from './agentTool.ts';

const LIMIT = 50;
const MAX_LIMIT = 500;

/** The manifests that nothing deploys, with the reason of each group. */
export const listUnwatched: AgentTool = {
  name: 'list_unwatched',
  title: 'List Manifests That Nothing Deploys',
  summary: 'Lists the manifests that no Application deploys, and why.',
  description: `Lists the Kubernetes manifests of the repositories that no Argo CD Application deploys, grouped by directory with the reason and the nearest Application. Use it to find dead or forgotten manifests, or to see what a review must not overlook. At most \`limit\` manifests (default ${LIMIT}) are listed; narrow it with \`directory\`. For one file use explain_route.`,
  input: {
    type: 'object',
    properties: {
      directory: { type: 'string', description: 'Only below this directory, from the root of its repository.' },
      limit: { type: 'integer', minimum: 1, description: `At most so many manifests, up to ${MAX_LIMIT}.` },
    },
    required: [],
    additionalProperties: false,
  },
  run(context, { directory = '', limit = LIMIT }) {
    if (typeof directory !== 'string') throw new ToolError('`directory` is a path from the root of the repository.');
    if (!Number.isInteger(limit) || Number(limit) < 1)
      throw new ToolError('`limit` is a number from 1: leave it out for the usual one.');
    const below = directory.replace(/^\.?\/+|\/+$/g, '').replace(/^\.$/, '');
    const groups = notDeployedGroups(context).filter((group) => below === '' || isWithin(group.directory, below));
    const total = groups.reduce((sum, { manifests }) => sum + manifests.length, 0);
    if (total === 0) return 'Every manifest there is deployed, ignored, or registered by hand.';
    let left = Math.min(Number(limit), MAX_LIMIT);
    const lines = [`${total} ${total === 1 ? 'manifest is' : 'manifests are'} deployed by nothing.`];
    for (const { repository, directory: path, reason, manifests } of groups) {
      if (left <= 0) break;
      const shownOnes = manifests.slice(0, left);
      left -= shownOnes.length;
      const [first] = manifests;
      const nearest = first?.manifest.verdict.nearest;
      lines.push('', `## ${path || '.'} (${reason}, repository ${repository.id})`);
      if (first) lines.push(explainMiss(reason, first.manifest.facts.kind, first.file, nearest));
      if (nearest) lines.push(`Nearest: Application ${nearest.app.id} watches ${nearest.watches || '.'}.`);
      for (const { file, manifest } of shownOnes) {
        const { kind, name, kindSpan } = manifest.facts;
        lines.push(
          `- ${file}:${lineOf(repository, { file, span: kindSpan })} ${kind}${name === null ? '' : `/${name}`}`,
        );
      }
    }
    const listed = Math.min(Number(limit), MAX_LIMIT, total);
    if (listed < total) lines.push('', `${total - listed} more: narrow it with \`directory\`, or raise \`limit\`.`);
    return lines.join('\n');
  },
};
