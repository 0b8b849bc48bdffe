import type { ReportApplication } from './model.ts';

/** Where an Application deploys to, as every format says it: cluster and namespace. */
export function destinationName({
  server,
  name,
  namespace,
}: Readonly<Pick<ReportApplication['destination'], 'server' | 'name' | 'namespace'>>): string {
  return [server ?? name ?? '', namespace ?? ''].filter((part) => part !== '').join(' / ');
}
