import { isObject, type JsonObject, listOf, objectOf } from '../applications/json.ts';
import type { YamlPath } from '../documents/yamlFile.ts';

/** A field that an operator sets in the cluster, whatever the manifest says. */
export interface OperatorField {
  /** `group|Kind` of the objects. */
  readonly kinds: readonly string[];
  /** Whether the operator takes care of this object. */
  readonly applies: (object: JsonObject) => boolean;
  /** Names from the top to the field; `*` stands for each item of a list. */
  readonly field: readonly string[];
  readonly operator: string;
}

const INJECTED = [
  'admissionregistration.k8s.io|ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io|MutatingWebhookConfiguration',
];

const annotated =
  (...names: readonly string[]) =>
  (object: JsonObject): boolean =>
    names.some((name) => Object.hasOwn(metadataOf(object, 'annotations'), name));

const certManager = annotated(
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
  'cert-manager.io/inject-apiserver-ca',
);
const serviceCa = annotated('service.beta.openshift.io/inject-cabundle');

/** Where each injector of certificate authorities writes them. */
const bundles = (applies: OperatorField['applies'], operator: string): OperatorField[] => [
  { kinds: INJECTED, applies, field: ['webhooks', '*', 'clientConfig', 'caBundle'], operator },
  { kinds: ['apiregistration.k8s.io|APIService'], applies, field: ['spec', 'caBundle'], operator },
  {
    kinds: ['apiextensions.k8s.io|CustomResourceDefinition'],
    applies,
    field: ['spec', 'conversion', 'webhook', 'clientConfig', 'caBundle'],
    operator,
  },
];

/** What operators are documented to overwrite. A field counts only where the manifest writes it. */
export const OPERATOR_FIELDS: readonly OperatorField[] = [
  ...bundles(certManager, 'cert-manager'),
  ...bundles(serviceCa, 'OpenShift’s service CA operator'),
  {
    kinds: ['|ConfigMap'],
    applies: serviceCa,
    field: ['data', 'service-ca.crt'],
    operator: 'OpenShift’s service CA operator',
  },
  {
    // istiod tightens `Ignore` once it serves the webhook.
    kinds: ['admissionregistration.k8s.io|ValidatingWebhookConfiguration'],
    applies: (object) =>
      /^(?:istio-validator-|istiod-default-validator)/.test(String(objectOf(object['metadata'])['name'])),
    field: ['webhooks', '*', 'failurePolicy'],
    operator: 'istiod',
  },
  {
    kinds: ['cluster.x-k8s.io|MachineDeployment', 'cluster.x-k8s.io|MachineSet', 'cluster.x-k8s.io|MachinePool'],
    applies: annotated('cluster.x-k8s.io/cluster-api-autoscaler-node-group-max-size'),
    field: ['spec', 'replicas'],
    operator: 'the cluster autoscaler',
  },
  {
    kinds: ['batch|Job'],
    applies: (object) => Object.hasOwn(metadataOf(object, 'labels'), 'kueue.x-k8s.io/queue-name'),
    field: ['spec', 'suspend'],
    operator: 'Kueue',
  },
];

/** Words without one of which a text can't hold such an object. */
export const OPERATOR_WORDS =
  /cert-manager\.io\/inject|inject-cabundle|istio-validator|istiod-default-validator|node-group-max-size|kueue\.x-k8s\.io/;

/** The first place of an object where a field is written; undefined when it is not. */
export function writtenAt(value: unknown, field: readonly string[], at: YamlPath = []): YamlPath | undefined {
  const [name, ...rest] = field;
  if (name === undefined) return value === undefined ? undefined : at;
  if (name !== '*') return isObject(value) ? writtenAt(value[name], rest, [...at, name]) : undefined;
  for (const [i, item] of listOf(value).entries()) {
    const found = writtenAt(item, rest, [...at, i]);
    if (found) return found;
  }
  return undefined;
}

function metadataOf(object: JsonObject, part: string): JsonObject {
  return objectOf(objectOf(object['metadata'])[part]);
}
