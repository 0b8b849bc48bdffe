import type { ConfigKind } from './configReferences.ts';

/** Objects that a controller makes for each resource of a kind, under names that its documentation promises. */
export interface OperatorOutput {
  readonly kind: ConfigKind;
  /**
   * The name: `{a.b}` stands for the value at a path (`[]` for every item of a list), `{a|b}` for the first that is written,
   * `{name}` for the resource's own name, `*` for what nobody can tell.
   */
  readonly name: string;
  /** The object appears in other namespaces than the resource's. */
  readonly everywhere?: true;
}

const secrets = (...names: string[]): OperatorOutput[] => names.map((name) => ({ kind: 'Secret', name }));
const everywhere = (kind: ConfigKind, name: string): OperatorOutput => ({ kind, name, everywhere: true });

/** `group|Kind` → what its controller makes. */
export const OPERATOR_OUTPUTS: Readonly<Record<string, readonly OperatorOutput[]>> = {
  // Secrets from elsewhere.
  'external-secrets.io|ExternalSecret': secrets('{spec.target.name|name}'),
  'external-secrets.io|ClusterExternalSecret': [
    everywhere('Secret', '{spec.externalSecretSpec.target.name|spec.externalSecretName|name}'),
  ],
  'kubernetes-client.io|ExternalSecret': secrets('{name}'),
  'bitnami.com|SealedSecret': secrets('{spec.template.metadata.name|name}'),
  'onepassword.com|OnePasswordItem': secrets('{name}'),
  'isindir.github.com|SopsSecret': secrets('{spec.secretTemplates[].name}'),
  'craftypath.github.io|SopsSecret': secrets('{name}'),
  'secrets.hashicorp.com|VaultStaticSecret': secrets('{spec.destination.name|name}'),
  'secrets.hashicorp.com|VaultDynamicSecret': secrets('{spec.destination.name|name}'),
  'secrets.hashicorp.com|VaultPKISecret': secrets('{spec.destination.name|name}'),
  'secrets.hashicorp.com|HCPVaultSecretsApp': secrets('{spec.destination.name|name}'),
  'ricoberger.de|VaultSecret': secrets('{name}'),
  'secrets.infisical.com|InfisicalSecret': secrets(
    '{spec.managedSecretReference.secretName}',
    '{spec.managedKubeSecretReferences[].secretName}',
  ),
  'secrets.doppler.com|DopplerSecret': [
    { kind: 'Secret', name: '{spec.managedSecret.name}' },
    everywhere('Secret', '{spec.managedSecret.name}'),
  ],
  'k8s.bitwarden.com|BitwardenSecret': secrets('{spec.secretName}'),
  'secrets-store.csi.x-k8s.io|SecretProviderClass': secrets('{spec.secretObjects[].secretName}'),
  'spv.no|AzureKeyVaultSecret': secrets('{spec.output.secret.name}'),

  // Certificates.
  'cert-manager.io|Certificate': secrets('{spec.secretName}'),
  'cert-manager.io|Issuer': secrets('{spec.acme.privateKeySecretRef.name}'),
  'cert-manager.io|ClusterIssuer': [everywhere('Secret', '{spec.acme.privateKeySecretRef.name}')],
  'trust.cert-manager.io|Bundle': [everywhere('ConfigMap', '{name}'), everywhere('Secret', '{name}')],

  // Databases.
  'postgresql.cnpg.io|Cluster': secrets(
    '{name}-app',
    '{name}-superuser',
    '{name}-ca',
    '{name}-server',
    '{name}-replication',
  ),
  'acid.zalan.do|postgresql': secrets('*.{name}.credentials', '*.{name}.credentials.postgresql.acid.zalan.do'),
  'postgres-operator.crunchydata.com|PostgresCluster': secrets(
    '{name}-pguser-*',
    '{name}-cluster-cert',
    '{name}-replication-cert',
    '{name}-pgbouncer',
    '{name}-monitoring',
  ),
  'pgv2.percona.com|PerconaPGCluster': secrets('{name}-pguser-*', '{name}-cluster-cert', '{name}-pgbouncer'),
  'pxc.percona.com|PerconaXtraDBCluster': secrets(
    '{spec.secretsName}',
    '{name}-secrets',
    '{name}-ssl',
    '{name}-ssl-internal',
  ),
  'psmdb.percona.com|PerconaServerMongoDB': secrets('{spec.secrets.users}', '{name}-secrets', '{name}-ssl'),
  'mongodbcommunity.mongodb.com|MongoDBCommunity': secrets(
    '{name}-*-*',
    '{spec.users[].connectionStringSecretName}',
    '{spec.users[].scramCredentialsSecretName}-scram-credentials',
  ),
  'k8s.mariadb.com|MariaDB': secrets(
    '{name}-root',
    '{name}-password',
    '{spec.rootPasswordSecretKeyRef.name}',
    '{spec.passwordSecretKeyRef.name}',
    '{spec.connection.secretName|name}',
  ),
  'k8s.mariadb.com|Connection': secrets('{spec.secretName|name}'),
  'app.redislabs.com|RedisEnterpriseCluster': secrets('{name}'),
  'app.redislabs.com|RedisEnterpriseDatabase': secrets('redb-{name}'),
  'elasticsearch.k8s.elastic.co|Elasticsearch': secrets(
    '{name}-es-elastic-user',
    '{name}-es-http-certs-public',
    '{name}-es-http-certs-internal',
    '{name}-es-transport-certs-public',
  ),
  'kibana.k8s.elastic.co|Kibana': secrets('{name}-kb-http-certs-public', '{name}-kb-http-certs-internal'),

  // Messaging.
  'kafka.strimzi.io|Kafka': secrets(
    '{name}-cluster-ca-cert',
    '{name}-cluster-ca',
    '{name}-clients-ca-cert',
    '{name}-clients-ca',
  ),
  'kafka.strimzi.io|KafkaUser': secrets('{name}'),
  'rabbitmq.com|RabbitmqCluster': secrets('{name}-default-user', '{name}-erlang-cookie'),
  'rabbitmq.com|User': secrets('{name}-user-credentials'),

  // Storage and the rest.
  'objectbucket.io|ObjectBucketClaim': [
    { kind: 'Secret', name: '{name}' },
    { kind: 'ConfigMap', name: '{name}' },
  ],
  'ceph.rook.io|CephObjectStoreUser': secrets('rook-ceph-object-user-{spec.store}-{name}'),
  'cdi.kubevirt.io|DataVolume': [{ kind: 'PersistentVolumeClaim', name: '{name}' }],
  'k8s.keycloak.org|Keycloak': secrets('{name}-initial-admin'),
  'grafana.integreatly.org|Grafana': secrets('{name}-admin-credentials'),
  'argoproj.io|ArgoCD': secrets('{name}-cluster'),

  // Kubernetes’ and OpenShift’s own.
  '|ServiceAccount': secrets('{name}-token-*', '{name}-dockercfg-*'),
};
