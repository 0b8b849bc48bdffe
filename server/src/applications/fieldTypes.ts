/**
 * The fields of Argo CD's objects, as the CRDs of 3.2 to 3.6 have them together (`manifests/crds/`): by type, separated by
 * spaces, with the type of what a field holds, or of the items of its list, behind a colon. Fields without a type hold
 * scalars, or mappings of people's own (labels, values, parameters of generators and plugins).
 */
const TYPES = {
  Metadata:
    'annotations clusterName creationTimestamp deletionGracePeriodSeconds deletionTimestamp finalizers generateName generation labels managedFields name namespace ownerReferences resourceVersion selfLink uid',
  Destination: 'name namespace server',
  IgnoreDifference: 'group jqPathExpressions jsonPointers kind managedFieldsManagers name namespace',
  NameValue: 'name value',
  JsonnetVariable: 'code name value',
  Jsonnet: 'extVars:JsonnetVariable libs tlas:JsonnetVariable',
  Directory: 'disableExtensionFilter exclude include jsonnet:Jsonnet recurse',
  FileParameter: 'name path',
  HelmParameter: 'forceString name value',
  Helm: 'apiVersions fileParameters:FileParameter ignoreMissingValueFiles kubeVersion namespace parameters:HelmParameter passCredentials releaseName skipCrds skipSchemaValidation skipTests valueFiles values valuesObject version',
  PatchTarget: 'annotationSelector group kind labelSelector name namespace version',
  Patch: 'options patch path target:PatchTarget',
  Replicas: 'count name',
  Kustomize:
    'apiVersions commonAnnotations commonAnnotationsEnvsubst commonLabels components forceCommonAnnotations forceCommonLabels ignoreMissingComponents images kubeVersion labelIncludeTemplates labelWithoutSelector namePrefix nameSuffix namespace patches:Patch replicas:Replicas version',
  PluginParameter: 'array map name string',
  SourcePlugin: 'env:NameValue name parameters:PluginParameter',
  Source:
    'chart directory:Directory helm:Helm kustomize:Kustomize name path plugin:SourcePlugin ref repoURL tagPrefix targetRevision',
  DrySource: 'directory:Directory helm:Helm kustomize:Kustomize path plugin:SourcePlugin repoURL targetRevision',
  HydrateTo: 'targetBranch',
  SyncSource: 'path repoURL targetBranch',
  SourceHydrator: 'drySource:DrySource hydrateTo:HydrateTo syncSource:SyncSource',
  Automated: 'allowEmpty enabled prune selfHeal',
  KeptMetadata: 'annotations labels',
  Backoff: 'duration factor maxDuration',
  Retry: 'backoff:Backoff limit refresh',
  SyncPolicy: 'automated:Automated managedNamespaceMetadata:KeptMetadata retry:Retry syncOptions',
  ApplicationSpec:
    'destination:Destination ignoreDifferences:IgnoreDifference info:NameValue project revisionHistoryLimit source:Source sourceHydrator:SourceHydrator sources:Source syncPolicy:SyncPolicy',
  Application: 'apiVersion kind metadata:Metadata spec:ApplicationSpec status operation',
  MatchExpression: 'key operator values',
  Selector: 'matchExpressions:MatchExpression matchLabels',
  TemplateMetadata: 'annotations finalizers labels name namespace',
  Template: 'metadata:TemplateMetadata spec:ApplicationSpec',
  ClusterDecision: 'configMapRef labelSelector:Selector name requeueAfterSeconds template:Template values',
  Clusters: 'flatList selector:Selector template:Template values',
  GitItem: 'exclude path',
  Git: 'directories:GitItem files:GitItem pathParamPrefix repoURL requeueAfterSeconds revision template:Template values',
  List: 'elements elementsYaml template:Template',
  ConfigMapRef: 'name',
  PluginInput: 'parameters',
  Plugin: 'configMapRef:ConfigMapRef input:PluginInput requeueAfterSeconds template:Template values',
  SecretRef: 'key secretName',
  PullAzure: 'api labels organization project repo tokenRef:SecretRef',
  BasicAuth: 'passwordRef:SecretRef username',
  BearerToken: 'tokenRef:SecretRef',
  PullBitbucket: 'api basicAuth:BasicAuth bearerToken:BearerToken owner repo',
  CaRef: 'configMapName key',
  PullBitbucketServer: 'api basicAuth:BasicAuth bearerToken:BearerToken caRef:CaRef insecure project repo',
  PullFilter: 'branchMatch targetBranchMatch titleMatch',
  PullGitea: 'api insecure labels owner repo tokenRef:SecretRef',
  PullGithub: 'api appSecretName labels owner repo tokenRef:SecretRef',
  PullGitlab: 'api caRef:CaRef insecure labels project pullRequestState tokenRef:SecretRef',
  PullRequest:
    'azuredevops:PullAzure bitbucket:PullBitbucket bitbucketServer:PullBitbucketServer continueOnRepoNotFoundError filters:PullFilter gitea:PullGitea github:PullGithub gitlab:PullGitlab requeueAfterSeconds template:Template values',
  TagFilter: 'key value',
  ScmAws: 'allBranches region role tagFilters:TagFilter',
  ScmAzure: 'accessTokenRef:SecretRef allBranches api organization teamProject',
  ScmBitbucket: 'allBranches appPasswordRef:SecretRef owner user',
  ScmBitbucketServer: 'allBranches api basicAuth:BasicAuth bearerToken:BearerToken caRef:CaRef insecure project',
  ScmFilter: 'branchMatch labelMatch pathsDoNotExist pathsExist repositoryMatch',
  ScmGitea: 'allBranches api excludeArchivedRepos insecure owner tokenRef:SecretRef',
  ScmGithub: 'allBranches api appSecretName excludeArchivedRepos organization tokenRef:SecretRef',
  ScmGitlab:
    'allBranches api caRef:CaRef group includeArchivedRepos includeSharedProjects includeSubgroups insecure tokenRef:SecretRef topic',
  ScmProvider:
    'awsCodeCommit:ScmAws azureDevOps:ScmAzure bitbucket:ScmBitbucket bitbucketServer:ScmBitbucketServer cloneProtocol filters:ScmFilter gitea:ScmGitea github:ScmGithub gitlab:ScmGitlab requeueAfterSeconds template:Template values',
  Matrix: 'generators:Generator template:Template',
  Merge: 'generators:Generator mergeKeys template:Template',
  Generator:
    'clusterDecisionResource:ClusterDecision clusters:Clusters git:Git list:List matrix:Matrix merge:Merge oci:Git plugin:Plugin pullRequest:PullRequest scmProvider:ScmProvider selector:Selector',
  IgnoreApplicationDifference: 'jqPathExpressions jsonPointers name',
  RolloutStep: 'matchExpressions:MatchExpression maxUpdate',
  RollingSync: 'steps:RolloutStep',
  Strategy: 'deletionOrder rollingSync:RollingSync type',
  ApplicationsPolicy: 'applicationsSync preserveResourcesOnDeletion',
  ApplicationSetSpec:
    'applyNestedSelectors generators:Generator goTemplate goTemplateOptions ignoreApplicationDifferences:IgnoreApplicationDifference preservedFields:KeptMetadata strategy:Strategy syncPolicy:ApplicationsPolicy template:Template templatePatch',
  ApplicationSet: 'apiVersion kind metadata:Metadata spec:ApplicationSetSpec status',
  ResourceName: 'group kind name',
  DestinationServiceAccount: 'defaultServiceAccount namespace server',
  GroupKind: 'group kind',
  OrphanedResources: 'ignore:ResourceName warn',
  JwtToken: 'exp iat id',
  Role: 'description groups jwtTokens:JwtToken name policies',
  SignatureKey: 'keyID',
  GpgPolicy: 'keys mode',
  RepoUrl: 'url',
  SourcePolicy: 'gpg:GpgPolicy repos:RepoUrl',
  SourcePolicies: 'policies:SourcePolicy',
  SourceIntegrity: 'git:SourcePolicies',
  SyncWindow:
    'andOperator applications clusters description duration kind manualSync namespaces schedule syncOverrun timeZone',
  AppProjectSpec:
    'clusterResourceBlacklist:ResourceName clusterResourceWhitelist:ResourceName description destinationServiceAccounts:DestinationServiceAccount destinations:Destination namespaceResourceBlacklist:GroupKind namespaceResourceWhitelist:GroupKind orphanedResources:OrphanedResources permitOnlyProjectScopedClusters roles:Role signatureKeys:SignatureKey sourceIntegrity:SourceIntegrity sourceNamespaces sourceRepos syncWindows:SyncWindow',
  AppProject: 'apiVersion kind metadata:Metadata spec:AppProjectSpec status',
} as const;

export type FieldType = keyof typeof TYPES;

/** A type's fields with the types of what they hold; undefined for what is not looked into. */
export type Fields = ReadonlyMap<string, FieldType | undefined>;

const read = new Map<FieldType, Fields>();

export function fieldsOf(type: FieldType): Fields {
  let fields = read.get(type);
  if (!fields) {
    fields = new Map(
      TYPES[type].split(' ').map((field): [string, FieldType | undefined] => {
        const [name, inner] = field.split(':');
        return [name as string, inner as FieldType | undefined];
      }),
    );
    read.set(type, fields);
  }
  return fields;
}
