import { t } from '../l10n/t.ts';
import { isArgoObject } from '../manifests/classify.ts';
import type { FileRule } from './rule.ts';

/** An Application that nothing in the workspace deploys: somebody must have registered it by hand, or nobody has. */
export const applicationNotRegistered: FileRule = {
  codes: ['application-not-registered'],
  *check(context, repository, file) {
    if (!repository.live(file)) return;
    for (const { facts, verdict } of context.verdict(repository, file).manifests) {
      if (verdict.status !== 'root' || facts.kind === 'AppProject' || !isArgoObject(facts.apiVersion, facts.kind))
        continue;
      yield {
        code: 'application-not-registered',
        at: { repository: repository.id, file, span: facts.nameSpan ?? facts.kindSpan },
        message: t`Nothing in the workspace deploys this ${facts.kind}: it takes effect once somebody registers it (kubectl apply -f ${file}).`,
        data: { command: `kubectl apply -f ${file}` },
      };
    }
  },
};
