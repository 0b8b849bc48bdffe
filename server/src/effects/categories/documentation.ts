import { basename } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import type { CategoryRule, FileFacts } from '../effect.ts';
import { mergeIsAll } from '../routeEffect.ts';

const DOCUMENT = /\.(?:md|mdx|markdown|rst|adoc|asciidoc)$/i;
const FOLDER = /(?:^|\/)(?:docs?|documentation)\//i;
const SITE =
  /^(?:mkdocs\.ya?ml|\.readthedocs\.ya?ml|book\.toml|docusaurus\.config\.[jt]s|license|licence|notice|authors)/i;

/** What people read: in effect as soon as it is merged. A document that a cluster gets (in a ConfigMap, say) goes by that. */
export const documentation: CategoryRule = {
  name: 'documentation',
  takes: (facts) =>
    (DOCUMENT.test(facts.file) || FOLDER.test(facts.file) || SITE.test(basename(facts.file))) && !reachesCluster(facts),
  judge: () => ({ effect: 'automatic', reason: t`Whoever reads it reads the branch.`, steps: [mergeIsAll()] }),
};

/** A chart's README is among its files, but no object is made of it. */
function reachesCluster({ file, verdict }: FileFacts): boolean {
  const { deploys, uses } = verdict.routes;
  return deploys.length > 0 || uses.some(({ claim }) => claim.role !== 'chart' || !DOCUMENT.test(file));
}
