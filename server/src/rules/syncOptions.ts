import { isObject, listOf, objectOf } from '../applications/json.ts';
import { checkSyncOption, type SyncOptionMistake } from '../applications/syncOptions.ts';
import type { App } from '../coverage/model.ts';
import { hasUnknown } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { located, oncePerPlace, type Place } from './located.ts';
import { replacing } from './replacement.ts';
import type { Finding, FleetRule } from './rule.ts';

/** Sync options of Applications: those that Argo CD does not know, and the one that hides mistakes. */
export const syncOptions: FleetRule = {
  codes: ['unknown-sync-option', 'sync-validation-disabled'],
  *check({ fleet }) {
    const isNew = oncePerPlace();
    for (const app of fleet.apps)
      for (const [i, option] of syncOptionsOf(app).entries()) {
        const at = located(app, ['spec', 'syncPolicy', 'syncOptions', i]);
        const finding = check(option, at);
        if (finding && isNew(at)) yield finding;
      }
  },
};

/** `spec.syncPolicy.syncOptions` of an Application, as written. */
export function syncOptionsOf({ object }: App): readonly unknown[] {
  return listOf(objectOf(objectOf(object['spec'])['syncPolicy'])['syncOptions']);
}

function check(option: unknown, at: Place): Finding | undefined {
  if (isObject(option)) return { code: 'unknown-sync-option', at, message: notText(option) };
  if (typeof option !== 'string' || hasUnknown(option)) return undefined;
  if (option === 'Validate=false')
    return {
      code: 'sync-validation-disabled',
      at,
      message: t`Schema validation is switched off for the whole Application: a misspelt field is applied without an error.`,
      data: { option },
    };
  const mistake = checkSyncOption(option);
  return mistake && unknownOption(option, mistake, at);
}

/** `- CreateNamespace: true` is a mapping, not a text. */
function notText(option: Readonly<Record<string, unknown>>): string {
  const [name, value] = Object.entries(option)[0] ?? ['CreateNamespace', true];
  return t`A sync option is one text such as \`${`${name}=${String(value)}`}\`, not a mapping: Argo CD refuses the Application.`;
}

/** The finding for an option that does nothing. */
export function unknownOption(option: string, { suggestion }: SyncOptionMistake, at: Place): Finding {
  return {
    code: 'unknown-sync-option',
    at,
    message:
      suggestion === undefined
        ? t`Argo CD does not know the sync option \`${option}\`: it has no effect.`
        : t`Argo CD does not know the sync option \`${option}\`: it has no effect. Did you mean \`${suggestion}\`?`,
    ...replacing(option, suggestion),
  };
}
