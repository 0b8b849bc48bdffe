import type { App } from '../coverage/model.ts';
import type { Repository } from '../coverage/repository.ts';
import { basename, dirname, isWithin } from '../files/paths.ts';
import { kustomizationIn } from '../manifests/kustomization.ts';
import type { FeatureContext, FileAt } from './context.ts';
import { distinct, type PlaceResult, placeOf } from './locations.ts';
import { namings } from './place/naming.ts';
import { pointedAt } from './place/pointed.ts';
import { targetsOf } from './place/targets.ts';
import { headTouches } from './target.ts';

/** References that are shown, at most. */
const MAX_REFERENCES = 1_000;

/**
 * What refers to the thing at an offset: the scalars that name the same file or directory; on a manifest whatever claims its
 * file; on an Application's name what it deploys, with what deploys it; on a project the Applications of it.
 */
export function referencesAt(context: FeatureContext, at: FileAt, offset: number): PlaceResult[] {
  return distinct(find(context, at, offset)).slice(0, MAX_REFERENCES);
}

function find(context: FeatureContext, at: FileAt, offset: number): PlaceResult[] {
  const pointed = pointedAt(context, at, offset);
  const place = pointed?.place;
  if (place?.meaning === 'applicationName')
    return pointed?.hits.flatMap(({ app }) => ofApplication(context, app)) ?? [];
  if (place && (place.meaning === 'project' || place.meaning === 'projectName')) {
    const apps = context.fleet().apps.filter(({ project }) => project === place.value);
    return apps.map((app) => placeOf(context, at.repository, app.origin(['spec', 'project'])));
  }
  if (place)
    return targetsOf(context, at, place).flatMap(({ repository, path }) => referencesOf(context, repository, path));
  const span = { start: offset, end: offset };
  const { manifests } = context.verdict(at.repository, at.file);
  const onHead = manifests.some((manifest) => headTouches(at.text, manifest, span));
  return onHead || manifests.length === 0 ? referencesOf(context, at.repository, at.file) : [];
}

/** The scalars that name a file or directory, and the claims that lead to a file. */
export function referencesOf(context: FeatureContext, repository: Repository, path: string): PlaceResult[] {
  const own = kustomizationIn(repository.tree, path);
  const file = 'file' in own ? own.file : path;
  const words = [basename(path), basename(dirname(file))].filter((word) => word !== '');
  const named = namings(
    context,
    ({ text }) => words.some((word) => text.includes(word)),
    (text) => text.repository === repository && (text.full === path || text.full === file),
  ).map(({ at, place }): PlaceResult => ({ path: `${at.repository.id}/${at.file}`, span: place.span }));
  const { deploys, uses } = context.verdict(repository, file).routes;
  const claimed = [...deploys, ...uses].flatMap(({ app, source, claim, root }) => {
    if (claim.from) return [placeOf(context, root.repository, { ...claim.from, repository: root.repository.id })];
    // The entry that names a values file tells more than the path of its source.
    return claim.role === 'values' && named.length > 0
      ? []
      : [placeOf(context, repository, app.origin([...source.at, 'path']))];
  });
  return [...named, ...claimed];
}

function ofApplication(context: FeatureContext, app: App): PlaceResult[] {
  const home = context.workspace.byId(app.definition.at.repository);
  const deployed = app.sources.flatMap(({ roots }) =>
    roots.flatMap(({ claims }) =>
      claims.flatMap((claim): PlaceResult[] => {
        const repository = context.workspace.byId(claim.repository);
        if (!repository || (claim.role !== 'manifest' && claim.role !== 'template')) return [];
        const { manifests } = context.verdict(repository, claim.file);
        return manifests.map(({ facts }) => ({
          path: `${repository.id}/${claim.file}`,
          span: facts.nameSpan ?? facts.kindSpan,
        }));
      }),
    ),
  );
  const parent = context.parent(app);
  const source = parent?.sources.find(({ roots }) =>
    roots.some((root) => root.repository === home && isWithin(app.definition.at.file, root.path)),
  );
  const by = parent && source && home ? [placeOf(context, home, parent.origin([...source.at, 'path']))] : [];
  return [...by, ...deployed];
}
