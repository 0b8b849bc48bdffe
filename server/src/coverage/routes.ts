import type { Claim } from '../claims/claim.ts';
import { sameList } from '../files/sameList.ts';
import { CODES } from '../problems/codes.ts';
import type { Problem } from '../problems/problem.ts';
import type { JoinRule } from './joined.ts';
import type { App, AppSource, SourceRoot } from './model.ts';

/** One way from a file to a cluster through Argo CD. */
export interface Route {
  readonly app: App;
  readonly source: AppSource;
  readonly root: SourceRoot;
  readonly claim: Claim;
  /** False when an unknown decides whether the Application exists or uses the file. */
  readonly certain: boolean;
  /** The Application has an error: Argo CD can't sync it. */
  readonly failing: boolean;
}

/** What Applications do with one file. */
export interface FileRoutes {
  /** Routes by which the file's objects are deployed. */
  readonly deploys: readonly Route[];
  /** Routes that use the file's content in another way (values, patches, helpers). */
  readonly uses: readonly Route[];
}

export const NO_ROUTES: FileRoutes = { deploys: [], uses: [] };

/** Joins the routes of all Applications by file. */
export const ROUTES: JoinRule<Route, FileRoutes> = {
  items: routesOf,
  repository: ({ claim }) => claim.repository,
  path: ({ claim }) => claim.file,
  entry: (routes) => ({ deploys: routes.filter(isDeploying), uses: routes.filter((route) => !isDeploying(route)) }),
  itemsOf: ({ deploys, uses }) => [...deploys, ...uses],
};

function isDeploying({ claim: { role } }: Route): boolean {
  return role === 'manifest' || role === 'template';
}

/** Whether a file has the same routes, so that what depends on them need not run. */
export function sameFileRoutes(a: FileRoutes, b: FileRoutes): boolean {
  return sameList(a.deploys, b.deploys) && sameList(a.uses, b.uses);
}

const known = new WeakMap<App, readonly Route[]>();

/** The routes of one Application: the same ones for as long as the Application is the same. */
function routesOf(app: App): readonly Route[] {
  let routes = known.get(app);
  if (!routes) {
    const failing = isFailing(app);
    routes = app.sources.flatMap((source) =>
      source.roots.flatMap((root) =>
        root.claims.map((claim) => {
          const certain = app.certain && !claim.possible && source.roots.length === 1;
          return { app, source, root, claim, certain, failing };
        }),
      ),
    );
    known.set(app, routes);
  }
  return routes;
}

/** Whether Argo CD can't make the Application's manifests, or refuses it. */
export function isFailing(app: App): boolean {
  return errorsOf(app).length > 0;
}

/** What keeps Argo CD from syncing the Application: its problems that are errors by default, whatever settings say. */
export function errorsOf(app: App): readonly Problem[] {
  return [...app.problems, ...app.sources.flatMap((source) => source.problems)].filter(
    ({ code }) => CODES[code].severity === 'error',
  );
}

/** The files between an Application's path and a claimed file, in order: kustomizations, charts, importing files. */
export function viaOf(route: Route): readonly Claim[] {
  const chain: Claim[] = [];
  const byFile = claimIndex(route.root);
  let claim: Claim | undefined = route.claim;
  while (claim?.from && chain.length < 100) {
    claim = byFile.get(claim.from.file);
    if (!claim || chain.includes(claim)) break;
    chain.unshift(claim);
  }
  return chain;
}

const indices = new WeakMap<SourceRoot, Map<string, Claim>>();

function claimIndex(root: SourceRoot): Map<string, Claim> {
  let index = indices.get(root);
  if (!index) {
    index = new Map(root.claims.map((claim) => [claim.file, claim]));
    indices.set(root, index);
  }
  return index;
}
