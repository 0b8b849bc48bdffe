import { nearestName } from '../settings/nearestName.ts';

const SWITCH = ['true', 'false'] as const;
const CONFIRMED = [...SWITCH, 'confirm'] as const;

/**
 * Sync options with the values that mean something: those that `controller/sync.go` asks `syncOptions` for, and those that
 * `gitops-engine/pkg/sync/common/types.go` names for the annotation. Argo CD compares whole texts, case included.
 */
const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  ApplyOutOfSyncOnly: SWITCH,
  ClientSideApplyMigration: SWITCH,
  ControllerReferencesOnly: SWITCH,
  CreateNamespace: SWITCH,
  Delete: CONFIRMED,
  FailOnSharedResource: SWITCH,
  Force: SWITCH,
  Prune: CONFIRMED,
  PruneLast: SWITCH,
  PrunePropagationPolicy: ['foreground', 'background', 'orphan'],
  Replace: SWITCH,
  RespectIgnoreDifferences: SWITCH,
  ServerSideApply: SWITCH,
  SkipDryRunOnMissingResource: SWITCH,
  Validate: SWITCH,
};

/** What is wrong with a sync option, and which one was probably meant. */
export interface SyncOptionMistake {
  readonly suggestion: string | undefined;
}

/** @returns undefined for an option that Argo CD knows, with a value that it knows. */
export function checkSyncOption(option: string): SyncOptionMistake | undefined {
  const [, written = '', given = ''] = /^([^=:]*)[=:]?(.*)$/s.exec(option) ?? [];
  if (option.includes('=') && Object.hasOwn(OPTIONS, written) && OPTIONS[written]?.includes(given)) return undefined;
  const name = nearestName(written.trim(), Object.keys(OPTIONS));
  const values = name === undefined ? [] : (OPTIONS[name] as readonly string[]);
  const value = given.trim() === '' ? undefined : nearestName(given.trim(), values, 2);
  // A name alone is what people write for switching it on.
  const meant = given.trim() === '' && values === SWITCH ? 'true' : value;
  return { suggestion: name === undefined || meant === undefined ? undefined : `${name}=${meant}` };
}
