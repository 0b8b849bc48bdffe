import { mayIgnore } from '../applications/ignoreDifferences.ts';
import { objectOf } from '../applications/json.ts';
import { buildKustomization } from '../claims/kustomizeBuild.ts';
import type { App } from '../coverage/model.ts';
import type { ScalerInFile } from '../coverage/repository.ts';
import { buildOptionsOf } from '../coverage/resolveSource.ts';
import type { Route } from '../coverage/routes.ts';
import type { Workspace } from '../coverage/workspace.ts';
import { t } from '../l10n/t.ts';
import { argoSettings } from '../manifests/argoSettings.ts';
import { type WrittenReplicas, writtenReplicasIn } from '../manifests/scaling.ts';
import { located } from './located.ts';
import type { FileRule } from './rule.ts';

/** Replicas that a manifest writes and an autoscaler of the same Application changes: self-heal sets them back. */
export const hpaSelfhealConflict: FileRule = {
  codes: ['hpa-selfheal-conflict'],
  *check(context, repository, file) {
    if (!repository.hasScalers()) return;
    for (const workload of writtenReplicasIn(repository.tree, file)) {
      const aimed = repository.scalersOf(`${workload.kind}/${workload.name}`);
      const found = firstConflict(context.routes(repository, file).deploys, aimed, workload, file);
      if (!found || ignoresEverywhere(context.workspace)) continue;
      const { route, scaler } = found;
      yield {
        code: 'hpa-selfheal-conflict',
        at: { repository: repository.id, file, span: workload.span },
        message: t`Self-heal of Application “${route.app.name}” sets the replicas of ${workload.kind} “${workload.name}” back whenever ${scaler.kind} “${scaler.name ?? ''}” changes them.`,
        related: [
          {
            at: { repository: repository.id, file: found.file, span: scaler.span },
            message: t`${scaler.kind} “${scaler.name ?? ''}” scales it`,
          },
          {
            at: located(route.app, ['spec', 'syncPolicy', 'automated', 'selfHeal']),
            message: t`Application “${route.app.name}” heals itself`,
          },
        ],
      };
    }
  },
};

function firstConflict(
  routes: readonly Route[],
  aimed: readonly ScalerInFile[],
  workload: WrittenReplicas,
  file: string,
): (ScalerInFile & { route: Route }) | undefined {
  for (const found of aimed) {
    const { namespace } = found.scaler;
    if (namespace !== null && workload.namespace !== null && namespace !== workload.namespace) continue;
    const route = routes.find((candidate) => fights(candidate, workload, file, found.file));
    if (route) return { route, ...found };
  }
  return undefined;
}

/** Whether an Application deploys both, heals itself, and does not ignore the difference. */
function fights(route: Route, workload: WrittenReplicas, file: string, scalerFile: string): boolean {
  const { app, root, certain } = route;
  if (!certain || !app.automated || !app.selfHeal || ignores(app, workload)) return false;
  if (!root.claims.some((claim) => claim.file === scalerFile && claim.role === 'manifest')) return false;
  return root.type === 'Directory' || (root.type === 'Kustomize' && staysWritten(route, workload, file));
}

function ignores({ object }: App, workload: WrittenReplicas): boolean {
  return mayIgnore(objectOf(object['spec'])['ignoreDifferences'], workload, ['spec', 'replicas']);
}

/** A patch may take the replicas away. */
function staysWritten({ root }: Route, workload: WrittenReplicas, file: string): boolean {
  const { objects } = buildKustomization(root.repository.tree, root.path, {
    buildOptions: buildOptionsOf(root.repository),
    sourceKustomize: root.request?.source['kustomize'],
    filter: (_apiVersion, kind) => kind === workload.kind,
  });
  return objects.some(
    (built) =>
      built.file === file &&
      built.document === workload.document &&
      objectOf(built.object['spec'])['replicas'] !== undefined,
  );
}

/** Argo CD's own configuration may ignore the difference for all Applications. */
function ignoresEverywhere(workspace: Workspace): boolean {
  return workspace
    .repositories()
    .some(({ tree }) => tree.files().some((file) => tree.derive(argoSettings, file).ignoresDifferences));
}
