import type { YamlPath } from '../documents/yamlFile.ts';
import { t } from '../l10n/t.ts';
import type { DiagnosticCode } from '../problems/codes.ts';
import { text } from './fields.ts';
import { isObject, objectOf } from './json.ts';
import { readSources, type SourceSpec } from './sources.ts';

/** A mistake in an Application, at a path of its object. */
export interface SpecProblem {
  readonly code: DiagnosticCode;
  readonly message: string;
  readonly path: YamlPath;
  readonly data?: unknown;
}

/** An Application's specification, read leniently: what is missing or of the wrong type is told and left out. */
export interface ApplicationSpec {
  readonly name: string;
  /** As written; undefined when the Application names none. */
  readonly namespace: string | undefined;
  readonly project: string;
  readonly destination: {
    readonly server: string | null;
    readonly name: string | null;
    readonly namespace: string | null;
  };
  readonly automated: boolean;
  readonly prune: boolean;
  readonly selfHeal: boolean;
  readonly sources: readonly SourceSpec[];
  readonly problems: readonly SpecProblem[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads an Application from plain JSON, with Argo CD's own validation (`pkg/apis/application/v1alpha1/types.go` GetSources,
 * IsAutomatedSyncEnabled; `util/argo/argo.go` ValidateRepo, ValidateDestination). Never throws.
 */
export function readApplication(object: unknown): ApplicationSpec {
  const root = objectOf(object);
  const metadata = objectOf(root['metadata']);
  const spec = objectOf(root['spec']);
  const problems: SpecProblem[] = [];
  const refuse = (message: string, path: YamlPath): void =>
    void problems.push({ code: 'invalid-application', message, path });
  if (!isObject(root['spec'])) refuse(t`The Application has no spec: Argo CD refuses it.`, []);
  const { sources, problems: sourceProblems } = readSources(spec);
  const destination = readDestination(spec, refuse);
  const policy = objectOf(spec['syncPolicy']);
  const automated = objectOf(policy['automated']);
  const hasAutomated = isObject(policy['automated']);
  return {
    name: text(metadata['name']) ?? '',
    namespace: text(metadata['namespace']),
    project: text(spec['project']) || 'default',
    destination,
    automated: hasAutomated && automated['enabled'] !== false,
    prune: automated['prune'] === true,
    selfHeal: automated['selfHeal'] === true,
    sources,
    problems: isObject(root['spec']) ? [...problems, ...sourceProblems] : problems,
  };
}

/** Exactly one of server and name (`util/argo/argo.go` GetDestinationCluster); a trailing slash of the server is dropped. */
function readDestination(
  spec: Json,
  refuse: (message: string, path: YamlPath) => void,
): ApplicationSpec['destination'] {
  const destination = objectOf(spec['destination']);
  const server = text(destination['server']) || null;
  const name = text(destination['name']) || null;
  const at = isObject(spec['destination']) ? ['spec', 'destination'] : ['spec'];
  if (server && name)
    refuse(t`The destination has both a server and a name: Argo CD refuses the Application.`, [...at, 'name']);
  if (!server && !name)
    refuse(t`The destination has neither a server nor a name: Argo CD refuses the Application.`, at);
  return { server: server?.replace(/\/$/, '') ?? null, name, namespace: text(destination['namespace']) || null };
}
