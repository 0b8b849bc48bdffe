import { join } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { moveHome } from '../homes/moveHome.ts';
import { suggestHomes } from '../homes/suggestHomes.ts';
import { type ActionProvider, type Offer, textFact } from './provider.ts';

/** Moves a file that nothing deploys to the directory where it would be, and lists it there. */
export const moveToHome: ActionProvider = {
  id: 'moveToHome',
  offer(context, { repository, file, manifest }) {
    if (manifest?.verdict.reason === undefined || !isLost(context.verdict(repository, file).manifests)) return [];
    const [home] = suggestHomes(context, repository, file, 1);
    const nearest = manifest.verdict.nearest?.root;
    // The move to a chart is offered already, for the whole directory too.
    const offered = nearest?.type === 'Helm' && home?.directory === join(nearest.path, 'templates');
    if (!home || offered) return [];
    return [moveTo(home.directory)];
  },
  resolve(context, at) {
    const directory = textFact(at, 'directory');
    const home = suggestHomes(context, at.repository, at.file).find((one) => one.directory === directory);
    const steps = home && moveHome(context, at.repository, at.file, home);
    return steps && { steps, confirm: moveTo(home.directory).title };
  },
};

/** The offer of the move to one of a file’s homes. */
export function moveTo(directory: string): Offer {
  return { title: t`Move to ${directory || '.'}`, kind: 'refactor.move', facts: { directory } };
}

/** Whether nothing deploys any manifest of a file: a move takes nothing away. */
export function isLost(manifests: readonly { readonly verdict: { readonly status: string } }[]): boolean {
  return (
    manifests.length > 0 && manifests.every(({ verdict: { status } }) => status === 'unwatched' || status === 'ignored')
  );
}
