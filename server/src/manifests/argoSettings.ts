import type { Derivation } from '../files/tree.ts';
import { isConfigurationFile } from './fileSummary.ts';
import { sameJson } from './sameJson.ts';

/** What a file says of Argo CD's own set-up, as far as it softens what Applications and AppProjects say. */
export interface ArgoSettings {
  /** An argocd-cm lets AppProjects inherit from global ones. */
  readonly globalProjects: boolean;
  /** An argocd-cm ignores differences for all Applications. */
  readonly ignoresDifferences: boolean;
  /** AppProjects to which repositories or clusters are bound by a Secret; the project then permits them. */
  readonly scopedProjects: readonly string[];
}

const NONE: ArgoSettings = { globalProjects: false, ignoresDifferences: false, scopedProjects: [] };
const PROJECT = /^[ \t]*["']?project["']?:[ \t]*["']?([\w.-]+)/gm;

/** Read by searching the text; ask it only where the answer would change a finding. */
export const argoSettings: Derivation<ArgoSettings> = {
  name: 'argoSettings',
  ofText: 'keep',
  compute(tree, path) {
    const text = isConfigurationFile(path) ? tree.text(path) : undefined;
    if (text === undefined || !/globalProjects|customizations|secret-type/.test(text)) return NONE;
    const bound = text.includes('argocd.argoproj.io/secret-type');
    return {
      globalProjects: text.includes('globalProjects'),
      ignoresDifferences: /resource\.customizations\.ignoreDifferences|ignoreDifferences: *[|>]/.test(text),
      scopedProjects: bound ? [...text.matchAll(PROJECT)].map((match) => match[1] as string) : [],
    };
  },
  equals: sameJson,
};
