import type { Repository } from '../coverage/repository.ts';
import { isManifest } from '../coverage/verdict.ts';
import { lineIndex } from '../documents/lineIndex.ts';
import { matchesPattern } from '../gotemplate/unknown.ts';
import { t } from '../l10n/t.ts';
import { type ConfigReference, referencesOf } from '../manifests/configReferences.ts';
import { fileSummary } from '../manifests/fileSummary.ts';
import type { ImperativeCreation } from '../routes/model.ts';
import { isPatchedAbove, namesBeforeAffixes, takersOf } from './builtNames.ts';
import type { FileRule, Finding, RuleContext } from './rule.ts';

/** Objects that Kubernetes or a platform makes in every namespace. */
const GIVEN = new Set([
  'ConfigMap/kube-root-ca.crt',
  'ConfigMap/openshift-service-ca.crt',
  'ServiceAccount/default',
  'ServiceAccount/builder',
  'ServiceAccount/deployer',
]);
/** What Argo CD's own installation makes beside it (manifests/install.yaml of Argo CD): where it runs, they are. */
const ARGO_CD =
  /^(?:ServiceAccount\/argocd-(?:application-controller|applicationset-controller|dex-server|notifications-controller|redis|repo-server|server)|ConfigMap\/argocd-(?:cm|cmd-params-cm|gpg-keys-cm|notifications-cm|rbac-cm|ssh-known-hosts-cm|tls-certs-cm)|Secret\/argocd-(?:secret|notifications-secret|initial-admin-secret|redis))$/;

/** A ConfigMap, Secret, ServiceAccount or claim that a manifest needs and nothing of the repository creates. */
export const missingConfig: FileRule = {
  codes: ['missing-config'],
  *check(context, repository, file) {
    const references = referencesOf(repository.tree, file);
    if (
      references.length === 0 ||
      repository.isFixture(file) ||
      !isOwnManifest(context, repository, file) ||
      mayBeCreatedElsewhere(context, repository, file)
    )
      return;
    const takers = takersOf(repository, file);
    if ([...takers].some((directory) => repository.isOpenBuild(directory))) return;
    const { documents } = repository.tree.derive(fileSummary, file);
    const open = context.openNamespaces();
    const told = new Set<string>();
    for (const reference of references) {
      const key = `${reference.document} ${reference.kind}/${reference.name}`;
      const object = `${reference.kind}/${reference.name}`;
      if (told.has(key) || GIVEN.has(object) || ARGO_CD.test(object) || repository.isCreated(reference)) continue;
      // A chart or another repository that is deployed to the namespace that the manifest names may bring it.
      if (reference.namespace !== null && open.has(reference.namespace)) continue;
      const manifest = documents.find(({ index }) => index === reference.document);
      if (manifest && isPatchedAbove(repository, takers, manifest, reference)) continue;
      if (
        namesBeforeAffixes(repository, takers, reference.name).some((name) =>
          repository.isCreated({ ...reference, name }),
        )
      )
        continue;
      const maker = creationOf(repository, reference);
      if (maker?.declared === true) continue;
      told.add(key);
      yield {
        code: 'missing-config',
        at: { repository: repository.id, file, span: reference.span },
        ...tell(repository, reference, maker, manifest?.kind === 'Ingress'),
      };
    }
  },
};

/** The message, which says so where a script or a document creates the object by a command. */
function tell(
  repository: Repository,
  { kind, name, namespace }: ConfigReference,
  made: ImperativeCreation | undefined,
  isIngress: boolean,
): Pick<Finding, 'message' | 'related' | 'data'> {
  if (!made)
    return {
      message: isIngress
        ? t`Nothing in the repository creates the ${kind} “${name}” that this Ingress names: it answers without its certificate until somebody does.`
        : t`Nothing in the repository creates the ${kind} “${name}” that this manifest needs: its Pods wait until somebody does.`,
      data: { kind, name, namespace },
    };
  const { file, span } = made.at;
  const line = lineIndex(repository.tree.text(file) ?? '').position(span.start).line + 1;
  const place = `${file}:${line}`;
  return {
    message: made.documented
      ? t`No file of the repository holds the ${kind} “${name}” that this manifest needs: ${place} tells people to create it by hand.`
      : t`No file of the repository holds the ${kind} “${name}” that this manifest needs: the command at ${place} creates it.`,
    related: [{ at: { ...made.at, repository: repository.id }, message: made.text }],
    data: { kind, name, namespace, command: made.text, commandFile: file },
  };
}

/** What creates an object: rather a declaration than a command, and that than one which is only documented. */
function creationOf(
  repository: Repository,
  { kind, name, namespace }: ConfigReference,
): ImperativeCreation | undefined {
  const fitting = repository.otherRoutes
    .creations()
    .filter(
      (made) =>
        made.kind === kind &&
        made.name === name &&
        (made.namespace === null || namespace === null || matchesPattern(made.namespace, namespace)),
    );
  return (
    fitting.find(({ declared }) => declared === true) ?? fitting.find(({ documented }) => !documented) ?? fitting[0]
  );
}

function isOwnManifest(context: RuleContext, repository: Repository, file: string): boolean {
  const { manifests, summary } = context.verdict(repository, file);
  return (
    manifests.some(({ verdict }) => verdict.status !== 'ignored') &&
    summary.documents.some((facts) => isManifest(file, summary, facts, false))
  );
}

/** A chart or another repository may bring what is missing, for an Application deploys it to the same namespace. */
function mayBeCreatedElsewhere(context: RuleContext, repository: Repository, file: string): boolean {
  const open = context.openNamespaces();
  return context.verdict(repository, file).routes.deploys.some((route) => open.has(route.app.destination.namespace));
}
