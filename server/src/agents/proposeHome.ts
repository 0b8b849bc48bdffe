import { suggestHomes } from '../features/homes/suggestHomes.ts';
import { basename, dirname, join, relative } from '../files/paths.ts';
import { shown } from '../gotemplate/unknown.ts';
import type { AgentTool } from './agentTool.ts';
import { FILE_PROPERTY, fileInput } from './fileInput.ts';

/** Where a manifest would be deployed. */
export const proposeHome: AgentTool = {
  name: 'propose_home',
  title: 'Propose Where a Manifest Should Live',
  summary: 'Ranks the directories where Argo CD would deploy a manifest.',
  description:
    'Ranks the directories of the repository that an Argo CD Application watches and where a Kubernetes manifest would be deployed, best first, with what else has to be edited (a kustomization’s resources). Use it for a manifest that nothing deploys, or for a new one once it is written. It moves nothing: move the file yourself, then call explain_route to check.',
  input: { type: 'object', properties: { file: FILE_PROPERTY }, required: ['file'], additionalProperties: false },
  run(context, input) {
    const { repository, file } = fileInput(context, input['file']);
    const homes = suggestHomes(context, repository, file);
    if (homes.length === 0)
      return 'No Application of this repository watches a directory that fits: write a new Application for the directory of the file.';
    return homes
      .flatMap(({ directory, app, kustomization, reasons }, i) => {
        const target = join(directory, basename(file));
        const entry = kustomization === undefined ? undefined : relative(dirname(kustomization), target);
        return [
          `${i + 1}. ${target} – Application ${shown(app.id)} (${app.automated ? 'automated sync' : 'synced by hand'}): ${reasons.join('; ')}.`,
          ...(entry === undefined ? [] : [`   Also add \`${entry}\` to \`resources\` in ${kustomization}.`]),
        ];
      })
      .join('\n');
  },
};
