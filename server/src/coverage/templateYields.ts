import { type TemplateYield, templateYield } from '../claims/helm/templateYield.ts';
import type { App } from './model.ts';
import type { FileRoutes } from './routes.ts';

/** What an Application makes of a template. */
export interface AppYield {
  readonly app: App;
  readonly made: TemplateYield;
}

/** Applications of which one template is rendered, at most. */
const MOST = 30;

/** What each Application that deploys a template's chart makes of it. Rendered when asked, not before. */
export function templateYields(routes: FileRoutes, file: string): AppYield[] {
  const yields: AppYield[] = [];
  for (const { app, root, claim } of routes.deploys) {
    if (root.type !== 'Helm' || !root.request || claim.role !== 'template') continue;
    if (yields.length >= MOST) break;
    yields.push({ app, made: templateYield(root.request, file) });
  }
  return yields;
}
