import {
  isDestinationPermitted,
  isSourcePermitted,
  type ProjectDestination,
} from '../../../server/src/applications/project.ts';
import type { ParityAdapter } from '../adapter.ts';

type Input =
  | { readonly repoURL: string; readonly sourceRepos: string[] | null }
  | (ProjectDestination & { readonly destinations: ProjectDestination[] });

const adapter: ParityAdapter = {
  tables: ['project-match.json'],
  check(row) {
    const input = row['input'] as Input;
    const answer =
      'repoURL' in input
        ? isSourcePermitted(input.sourceRepos ?? [], input.repoURL)
        : isDestinationPermitted(input.destinations, input);
    return answer === row['expect'] ? undefined : `${JSON.stringify(input)}: got ${answer}`;
  },
};
export default adapter;
