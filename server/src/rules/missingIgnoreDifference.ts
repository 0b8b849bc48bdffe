import { mayIgnore } from '../applications/ignoreDifferences.ts';
import { isObject, objectOf } from '../applications/json.ts';
import { yamlFile } from '../documents/yamlFile.ts';
import { t } from '../l10n/t.ts';
import { apiGroup } from '../manifests/classify.ts';
import { located } from './located.ts';
import { OPERATOR_FIELDS, OPERATOR_WORDS, writtenAt } from './operatorFields.ts';
import type { FileRule } from './rule.ts';

/** A field that an operator overwrites and self-heal sets back. Which operators run is not in Git: off by default. */
export const missingIgnoreDifference: FileRule = {
  codes: ['missing-ignore-difference'],
  *check(context, repository, file) {
    const { tree } = repository;
    const { summary, routes } = context.verdict(repository, file);
    const healing = routes.deploys.filter(({ app, certain }) => certain && app.automated && app.selfHeal);
    if (healing.length === 0 || summary.chart !== undefined || !OPERATOR_WORDS.test(tree.text(file) ?? '')) return;
    for (const document of tree.derive(yamlFile, file)?.documents ?? []) {
      const object = document.value();
      if (!isObject(object)) continue;
      const group = apiGroup(String(object['apiVersion']));
      const kind = String(object['kind']);
      const { name, namespace } = objectOf(object['metadata']);
      const about = { group, kind, name: textOr(name), namespace: textOr(namespace) };
      for (const { kinds, applies, field, operator } of OPERATOR_FIELDS) {
        const at = kinds.includes(`${group}|${kind}`) && applies(object) ? writtenAt(object, field) : undefined;
        const route =
          at && healing.find(({ app }) => !mayIgnore(objectOf(app.object['spec'])['ignoreDifferences'], about, field));
        const span = at && document.valueSpan(at);
        if (!route || !span) continue;
        yield {
          code: 'missing-ignore-difference',
          at: { repository: repository.id, file, span },
          message: t`${operator} writes \`${at.join('.')}\` of this ${kind}, and self-heal of Application “${route.app.name}” sets it back.`,
          related: [
            { at: located(route.app, ['metadata', 'name']), message: t`Application “${route.app.name}” heals itself` },
          ],
        };
      }
    }
  },
};

function textOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
