import type { Settings } from './model.ts';
import {
  isMapping,
  type Reader,
  readBoolean,
  readGenerators,
  readGlobs,
  readHelmMajor,
  readName,
  readSeverities,
  readText,
  readTexts,
  readVersion,
} from './readers.ts';

/** One setting: its key, who may set it, and how its value is read and kept. */
export interface SettingKey {
  readonly path: readonly string[];
  /** Only `.argocd-coverage.yaml` may set it. */
  readonly fileOnly?: true;
  /** Reads a value into the settings; undefined when it can’t be used. */
  readonly apply: (settings: Settings, value: unknown, context: Parameters<Reader<unknown>>[1]) => Settings | undefined;
}

function key<T>(
  path: string,
  read: Reader<T>,
  set: (settings: Settings, value: T) => Settings,
  fileOnly?: true,
): SettingKey {
  return {
    path: path.split('.'),
    ...(fileOnly && { fileOnly }),
    apply(settings, value, context) {
      const typed = read(value, context);
      return typed === undefined ? undefined : set(settings, typed);
    },
  };
}

/** Every setting. The JSON schema and the README are compared with this table. */
export const SETTING_KEYS: readonly SettingKey[] = [
  key('root', readBoolean, (s, root) => ({ ...s, root }), true),
  key('remotes', readTexts, (s, remotes) => ({ ...s, remotes }), true),
  key('ignore', readGlobs, (s, ignore) => ({ ...s, ignore })),
  key('repositoryAliases', readTexts, (s, urls) => ({
    ...s,
    repositoryAliases: [...new Set([...s.repositoryAliases, ...urls])],
  })),
  key('severity', readSeverities, (s, severity) => ({ ...s, severity: { ...s.severity, ...severity } })),
  key('applications.namespace', readName, (s, namespace) => ({
    ...s,
    applications: { ...s.applications, namespace },
  })),
  key('applications.include', readGlobs, (s, include) => ({ ...s, applications: { ...s.applications, include } })),
  key('applications.exclude', readGlobs, (s, exclude) => ({ ...s, applications: { ...s.applications, exclude } })),
  key('kustomize.buildOptions', readText, (s, buildOptions) => ({ ...s, kustomize: { buildOptions } })),
  key('helm.kubeVersion', readVersion, (s, kubeVersion) => ({ ...s, helm: { ...s.helm, kubeVersion } })),
  key('helm.major', readHelmMajor, (s, major) => ({ ...s, helm: { ...s.helm, major } })),
  key('gitFiles.newGlobbing', readBoolean, (s, newGlobbing) => ({ ...s, gitFiles: { newGlobbing } })),
  key('generators', readGenerators, (s, fixtures) => ({ ...s, generators: { ...s.generators, ...fixtures } })),
];

/** The value at a key in nested mappings; `undefined` and `null` both mean “not set”. */
export function valueAt(values: unknown, path: readonly string[]): unknown {
  let value = values;
  for (const segment of path) {
    if (!isMapping(value) || !Object.hasOwn(value, segment)) return undefined;
    value = value[segment];
  }
  return value ?? undefined;
}
