import { explainPlace } from '../features/explainPlace.ts';
import { type AgentTool, ToolError } from './agentTool.ts';
import { FILE_PROPERTY, fileInput } from './fileInput.ts';

/** What the editor’s hover says: how a file gets to a cluster, or why it does not. */
export const explainRoute: AgentTool = {
  name: 'explain_route',
  title: 'Explain a File’s Route to the Cluster',
  summary: 'Tells how Argo CD deploys a file, or why it does not.',
  description:
    'Tells for one YAML or JSON file of a Git repository which Argo CD Applications deploy its Kubernetes manifests (root Application → ApplicationSet → Application → kustomizations or chart → file, with sync policy and destination), or why nothing deploys them, with the nearest Application and the ways out. Use it before you change or move a manifest, or when asked whether or why a file is (not) deployed. It knows the repository only, never the state of a cluster.',
  input: {
    type: 'object',
    properties: {
      file: FILE_PROPERTY,
      line: { type: 'integer', minimum: 1, description: 'Only what stands at this line (1-based).' },
    },
    required: ['file'],
    additionalProperties: false,
  },
  run(context, { file, line }) {
    const at = fileInput(context, file);
    if (line !== undefined && !(Number.isInteger(line) && Number(line) >= 1))
      throw new ToolError('`line` is 1 or more: leave it out for the whole file.');
    return explainPlace(context, at, line === undefined ? undefined : Number(line));
  },
};
