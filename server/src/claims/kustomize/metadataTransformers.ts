import { t } from '../../l10n/t.ts';
import { type Fields, isFields, member, setMember } from './fields.ts';
import type { Transformer } from './patches.ts';
import { type Origin, within } from './provenance.ts';
import { currentId, forgetId, metadataOf, originalId, type Resource, storePreviousId } from './resource.ts';
import { effectiveNamespace, idText } from './resourceId.ts';
import { refused, report, type Session } from './session.ts';

/** What goes before and after names. */
export interface Renaming {
  readonly prefix?: string;
  readonly suffix?: string;
}

/** Prefixes and suffixes names (PrefixTransformer.go, SuffixTransformer.go); some cluster-wide kinds keep theirs. */
export function rename({ prefix = '', suffix = '' }: Renaming, origin: Origin): Transformer {
  return (set) => {
    for (const resource of set.list) {
      const { kind, group } = originalId(resource);
      if (kind === 'CustomResourceDefinition' || kind === 'Namespace') continue;
      if (kind === 'APIService' && group === 'apiregistration.k8s.io') continue;
      if (prefix + suffix !== '') storePreviousId(resource);
      setText(resource, 'name', prefix + currentId(resource).name + suffix, origin);
    }
    set.changed();
  };
}

/** Puts objects into a namespace (NamespaceTransformer.go), all but those that are certainly in none. */
export function setNamespace(session: Session, namespace: string, origin: Origin, unsetOnly = false): Transformer {
  return (set) => {
    if (namespace === '') return;
    for (const resource of set.list) {
      if (resource.fromChart) continue;
      storePreviousId(resource);
      const id = currentId(resource);
      const free = !unsetOnly || id.namespace === '';
      if (free && effectiveNamespace(id) !== '_non_namespaceable_') setText(resource, 'namespace', namespace, origin);
      if (id.kind === 'Namespace' && id.version === 'v1' && id.group === '' && !unsetOnly)
        setText(resource, 'name', namespace, origin);
    }
    set.changed();
    const seen = new Set<string>();
    for (const resource of set.list) {
      const id = currentId(resource);
      const text = idText({ ...id, namespace: effectiveNamespace(id) });
      if (seen.has(text))
        report(session, origin, refused(`namespace transformation produces ID conflict: ${idText(id)}`), [
          { origin: resource.provenance.root, message: t`The object that gets the id of another` },
        ]);
      seen.add(text);
    }
  };
}

/** Adds labels or annotations to metadata (LabelTransformer.go, AnnotationsTransformer.go); selectors and pod templates of workloads are not followed. */
export function addMetadata(
  field: 'labels' | 'annotations',
  pairs: Readonly<Record<string, string>> | null | undefined,
  origin: Origin,
): Transformer | undefined {
  if (!pairs || Object.keys(pairs).length === 0) return undefined;
  return (set) => {
    for (const resource of set.list) {
      const metadata = metadataOf(resource);
      const present = member(metadata, field);
      const map: Fields = isFields(present) ? present : {};
      if (map !== present) setMember(metadata, field, map);
      for (const key of Object.keys(pairs)) {
        setMember(map, key, pairs[key]);
        resource.provenance.mark(map, key, within(origin, key));
      }
    }
  };
}

function setText(resource: Resource, key: 'name' | 'namespace', value: string, origin: Origin): void {
  const metadata = metadataOf(resource);
  if (metadata[key] === value) return;
  metadata[key] = value;
  forgetId(resource);
  resource.provenance.mark(metadata, key, origin);
}
