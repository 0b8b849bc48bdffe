import { parseVersion } from '../functions/semver/version.ts';
import { bool, fn, string } from '../functionTypes.ts';
import { Unknown } from '../unknown.ts';
import { type GoMethod, GoObject, type Value } from '../values.ts';
import { MethodList } from './methodTypes.ts';

/** What the cluster can do, as far as anybody knows. */
export interface CapabilityInput {
  /** `1.31.2`; Helm's own default is 1.20.0. */
  readonly kubeVersion?: string;
  /** Further API versions, as `--api-versions` gives them. */
  readonly apiVersions?: readonly string[];
  /** Whether the cluster may have API versions that are not listed: `Has` is then unknown for these. */
  readonly openApiVersions?: boolean;
}

/** A Kubernetes version as Helm writes it; undefined when it is no version. */
export function kubeVersionText(text: string): string | undefined {
  const version = parseVersion(text);
  if ('error' in version) return undefined;
  const prerelease = version.prerelease && `-${version.prerelease}`;
  const metadata = version.metadata && `+${version.metadata}`;
  return `v${version.major}.${version.minor}.${version.patch}${prerelease}${metadata}`;
}

export const DEFAULT_KUBE_VERSION = '1.20.0';

/** `.Capabilities` (`pkg/chartutil/capabilities.go`). */
export class Capabilities extends GoObject {
  readonly goType: string;
  readonly #fields: ReadonlyMap<string, Value>;

  constructor(input: CapabilityInput, helmMajor: 3 | 4) {
    super();
    const package_ = helmMajor === 4 ? 'common' : 'chartutil';
    this.goType = `*${package_}.Capabilities`;
    const versions = [...BUILT_IN, ...(input.apiVersions ?? [])];
    const kube = kubeVersionText(input.kubeVersion ?? DEFAULT_KUBE_VERSION) ?? `v${DEFAULT_KUBE_VERSION}`;
    this.#fields = new Map<string, Value>([
      ['KubeVersion', new KubeVersion(kube, `${package_}.KubeVersion`)],
      ['APIVersions', versionSet(versions, `${package_}.VersionSet`, input.openApiVersions ?? false)],
      ['HelmVersion', new Unknown('the version of Helm')],
    ]);
  }

  override field(name: string): Value | undefined {
    return this.#fields.get(name);
  }

  override entries(): readonly (readonly [string, Value])[] {
    return [...this.#fields];
  }
}

class KubeVersion extends GoObject {
  readonly goType: string;
  readonly #version: string;

  constructor(version: string, goType: string) {
    super();
    this.#version = version;
    this.goType = goType;
  }

  override text(): string {
    return this.#version;
  }

  override entries(): readonly (readonly [string, Value])[] {
    const [major = '', minor = ''] = this.#version.slice(1).split('.');
    return [
      ['Version', this.#version],
      ['Major', major],
      ['Minor', minor],
    ];
  }

  override field(name: string): Value | undefined {
    return this.entries().find(([key]) => key === name)?.[1];
  }

  override method(name: string): GoMethod | undefined {
    return name === 'GitVersion' || name === 'String' ? fn(name, [], string, () => this.#version) : undefined;
  }
}

class VersionSet extends MethodList {
  open = false;

  method(name: string): GoMethod | undefined {
    if (name !== 'Has') return undefined;
    return fn(name, [string], bool, (version) =>
      this.includes(version) || !this.open ? this.includes(version) : new Unknown(`whether the cluster has ${version}`),
    );
  }
}

function versionSet(versions: readonly string[], goType: string, open: boolean): VersionSet {
  const set = new VersionSet();
  for (const version of versions) set.push(version);
  set.goType = goType;
  set.elementType = 'string';
  set.open = open;
  return set;
}

/** The API versions that Helm's own client libraries know. */
const BUILT_IN: readonly string[] = `v1
admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1
internal.apiserver.k8s.io/v1alpha1
apps/v1 apps/v1beta1 apps/v1beta2
authentication.k8s.io/v1 authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1
authorization.k8s.io/v1 authorization.k8s.io/v1beta1
autoscaling/v1 autoscaling/v2
batch/v1 batch/v1beta1
certificates.k8s.io/v1 certificates.k8s.io/v1beta1 certificates.k8s.io/v1alpha1
coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1 coordination.k8s.io/v1
discovery.k8s.io/v1 discovery.k8s.io/v1beta1
events.k8s.io/v1 events.k8s.io/v1beta1
extensions/v1beta1
flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta3
lifecycle.k8s.io/v1alpha1
networking.k8s.io/v1 networking.k8s.io/v1beta1
node.k8s.io/v1 node.k8s.io/v1alpha1 node.k8s.io/v1beta1
policy/v1 policy/v1beta1
rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1 rbac.authorization.k8s.io/v1alpha1
resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1 resource.k8s.io/v1alpha3
scheduling.k8s.io/v1alpha3 scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1
storage.k8s.io/v1beta1 storage.k8s.io/v1 storage.k8s.io/v1alpha1
storagemigration.k8s.io/v1 storagemigration.k8s.io/v1beta1
apiextensions.k8s.io/v1beta1 apiextensions.k8s.io/v1`.split(/\s+/);
