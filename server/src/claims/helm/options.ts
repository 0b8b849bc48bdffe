import type { ApplicationSource } from '../claim.ts';

/** One entry of `helm.parameters`. */
export interface HelmParameter {
  readonly name: string;
  readonly value: string;
  readonly forceString: boolean;
}

/** `spec.source.helm`, fields of the wrong type left out. */
export interface HelmOptions {
  readonly valueFiles: readonly string[];
  readonly ignoreMissingValueFiles: boolean;
  readonly values: string;
  /** Undefined or null: `values` counts. */
  readonly valuesObject: unknown;
  readonly parameters: readonly HelmParameter[];
  readonly fileParameters: readonly { readonly name: string; readonly path: string }[];
  readonly releaseName: string;
  readonly namespace: string;
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
  readonly skipCrds: boolean;
}

/** Reads `spec.source.helm` (`pkg/apis/application/v1alpha1/types.go` ApplicationSourceHelm). */
export function helmOptions(source: ApplicationSource): HelmOptions {
  const helm = recordOf(source['helm']);
  return {
    valueFiles: listOf(helm['valueFiles']).filter((item) => typeof item === 'string'),
    ignoreMissingValueFiles: helm['ignoreMissingValueFiles'] === true,
    values: textOf(helm['values']),
    valuesObject: helm['valuesObject'],
    parameters: listOf(helm['parameters'])
      .map(recordOf)
      .map(({ name, value, forceString }) => ({
        name: textOf(name),
        value: textOf(value),
        forceString: forceString === true,
      })),
    fileParameters: listOf(helm['fileParameters'])
      .map(recordOf)
      .map(({ name, path }) => ({ name: textOf(name), path: textOf(path) })),
    releaseName: textOf(helm['releaseName']),
    namespace: textOf(helm['namespace']),
    kubeVersion: textOf(helm['kubeVersion']),
    apiVersions: listOf(helm['apiVersions']).filter((item) => typeof item === 'string'),
    skipCrds: helm['skipCrds'] === true,
  };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
