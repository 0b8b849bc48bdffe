import { checkSyncOption } from '../applications/syncOptions.ts';
import type { Repository } from '../coverage/repository.ts';
import { t } from '../l10n/t.ts';
import { type ArgoAnnotation, argoAnnotationsIn } from '../manifests/argoAnnotations.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import { nearestName } from '../settings/nearestName.ts';
import type { Place } from './located.ts';
import { replacing } from './replacement.ts';
import type { FileRule, Finding } from './rule.ts';
import { unknownOption } from './syncOptions.ts';

/** Hooks that `gitops-engine/pkg/sync/common/types.go` NewHookType and `controller/hook.go` know. */
const HOOKS = ['PreSync', 'Sync', 'PostSync', 'SyncFail', 'PreDelete', 'PostDelete', 'Skip'];
/** Policies that `gitops-engine/pkg/sync/common/types.go` NewHookDeletePolicy knows. */
const DELETE_POLICIES = ['HookSucceeded', 'HookFailed', 'BeforeHookCreation', 'Never'];
/** What Go's `strconv.Atoi` reads: a sign, digits, and no more than 64 bits. */
const INTEGER = /^[+-]?\d+$/;
const LIMIT = 2n ** 63n;
/** What YAML takes for a number; an annotation that is one makes `util/kube/kube.go` SetAppInstanceAnnotation fail. */
const NUMBER = /^[+-]?(?:\d[\d_]*(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+|0x[\da-f]+)$/i;

/** Annotations whose value Argo CD passes over without a word, or can’t read. */
export const annotations: FileRule = {
  codes: ['unknown-sync-option', 'sync-validation-disabled', 'unknown-resource-hook', 'malformed-sync-wave'],
  anyFile: true,
  *check(_context, repository, file) {
    for (const annotation of argoAnnotationsIn(repository.tree, file)) {
      const place = placeIn(repository, file, annotation);
      if (annotation.name === 'sync-wave') {
        const isManifest = repository.tree.derive(fileSummary, file).documents.length > 0;
        yield* checkWave(annotation, isManifest, place(0, annotation.value.length));
      } else
        for (const { item, start } of itemsOf(annotation.value)) {
          const finding = checkItem(annotation, item, place(start, item.length));
          if (finding) yield finding;
        }
    }
  },
};

function placeIn(repository: Repository, file: string, { span }: ArgoAnnotation) {
  return (start: number, length: number): Place => ({
    repository: repository.id,
    file,
    span: { start: span.start + start, end: span.start + start + length },
  });
}

/** The parts of a comma-separated value, with where they begin (`gitops-engine/pkg/sync/resource/annotations.go`). */
function itemsOf(value: string): { item: string; start: number }[] {
  let start = 0;
  return value.split(',').flatMap((part) => {
    const item = part.trim();
    const at = start + part.indexOf(item);
    start += part.length + 1;
    return item === '' ? [] : [{ item, start: at }];
  });
}

function checkItem({ name }: ArgoAnnotation, item: string, at: Place): Finding | undefined {
  if (name === 'hook') return HOOKS.includes(item) ? undefined : unknownHook(item, at);
  if (name === 'hook-delete-policy') return DELETE_POLICIES.includes(item) ? undefined : unknownPolicy(item, at);
  if (item === 'Validate=false')
    return {
      code: 'sync-validation-disabled',
      at,
      message: t`Schema validation is switched off for this object: a misspelt field is applied without an error.`,
    };
  const mistake = checkSyncOption(item);
  return mistake && unknownOption(item, mistake, at);
}

function unknownHook(item: string, at: Place): Finding {
  const meant = nearestName(item.replaceAll('-', ''), HOOKS);
  return {
    code: 'unknown-resource-hook',
    at,
    message:
      meant === undefined
        ? t`Argo CD does not know the hook \`${item}\`: it does not run this object as such a hook.`
        : t`Argo CD does not know the hook \`${item}\`: it does not run this object as such a hook. Did you mean \`${meant}\`?`,
    ...replacing(item, meant),
  };
}

function unknownPolicy(item: string, at: Place): Finding {
  const meant = nearestName(item.replaceAll('-', ''), DELETE_POLICIES);
  return {
    code: 'unknown-resource-hook',
    at,
    message:
      meant === undefined
        ? t`Argo CD does not know the hook deletion policy \`${item}\`: it has no effect.`
        : t`Argo CD does not know the hook deletion policy \`${item}\`: it has no effect. Did you mean \`${meant}\`?`,
    ...replacing(item, meant),
  };
}

function* checkWave({ value, quoted }: ArgoAnnotation, isManifest: boolean, at: Place): Generator<Finding> {
  if (!quoted && NUMBER.test(value)) {
    // In values and the like, a template may still quote it.
    if (isManifest)
      yield {
        code: 'malformed-sync-wave',
        at,
        message: t`The sync wave ${value} is a number, and annotations are texts: Argo CD can’t make the manifests of the Application. Write it in quotes.`,
        ...replacing(value, `"${value}"`),
      };
    return;
  }
  const number = INTEGER.test(value) ? BigInt(value.replace('+', '')) : undefined;
  if (number !== undefined && number < LIMIT && number >= -LIMIT) return;
  const trimmed = value.trim();
  yield {
    code: 'malformed-sync-wave',
    at,
    message: t`The sync wave “${value}” is not an integer: Argo CD takes it for 0.`,
    ...replacing(value, INTEGER.test(trimmed) && trimmed !== value ? trimmed : undefined),
  };
}
