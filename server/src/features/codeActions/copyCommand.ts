import { applyChart } from '../../effects/byHand.ts';
import { quote } from '../../effects/steps.ts';
import { t } from '../../l10n/t.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import type { ActionProvider, ActionTarget } from './provider.ts';

/** The command that applies a manifest by hand. */
export const copyCommand: ActionProvider = {
  id: 'copyCommand',
  offer(_context, target) {
    const command = applyCommand(target);
    if (command === undefined) return [];
    const code =
      target.manifest?.verdict.reason ??
      (target.manifest?.verdict.status === 'root' ? 'application-not-registered' : undefined);
    return [{ title: t`Copy kubectl command: ${command}`, kind: 'quickfix', copy: command, ...(code ? { code } : {}) }];
  },
  resolve: () => undefined,
};

/** `kubectl apply -f FILE`, or through Helm for a file of a chart; undefined for what Argo CD applies by itself. */
export function applyCommand({ manifest, file, repository }: ActionTarget): string | undefined {
  const status = manifest?.verdict.status;
  if (status !== 'unwatched' && status !== 'root' && status !== 'manual') return undefined;
  const { chart } = repository.tree.derive(fileSummary, file);
  if (chart !== undefined) return applyChart(chart);
  return `kubectl apply -f ${quote(file)}`;
}
