import { t } from './t.ts';

/** `1 manifest`, `2 manifests`; the others likewise, each in the user's language. */
export const manifestCount = (n: number): string => (n === 1 ? t`1 manifest` : t`${n} manifests`);
export const applicationCount = (n: number): string => (n === 1 ? t`1 Application` : t`${n} Applications`);
export const fileCount = (n: number): string => (n === 1 ? t`1 file` : t`${n} files`);
