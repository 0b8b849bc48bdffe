import type { AppSet } from '../../coverage/fleet.ts';
import type { App } from '../../coverage/model.ts';
import { basename, compareBytes, dirname } from '../../files/paths.ts';
import { shown } from '../../gotemplate/unknown.ts';
import { applicationCount, manifestCount } from '../../l10n/counts.ts';
import { t } from '../../l10n/t.ts';
import type { FeatureContext } from '../context.ts';
import { countManifests } from '../hoverApplication.ts';
import type { TreeNode } from './treeNode.ts';

/** Who makes whom, once for the whole fleet. */
export interface Provenance {
  readonly roots: readonly string[];
  readonly members: ReadonlyMap<string, App | AppSet>;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** Root Application → ApplicationSet → Application: keys are stable, and unique even where two Applications share a name. */
export function provenanceOf(context: FeatureContext): Provenance {
  const { apps, sets } = context.fleet();
  const members = new Map<string, App | AppSet>();
  const keys = new Map<App | AppSet, string>();
  /** How many have had a name: counting from one again would take ages where thousands share it. */
  const named = new Map<string, number>();
  const add = (kind: string, member: App | AppSet): void => {
    const name = `${kind} ${member.id}`;
    let n = named.get(name) ?? 1;
    let key = n === 1 ? name : `${name} ${n}`;
    while (members.has(key)) key = `${name} ${++n}`;
    named.set(name, n + 1);
    members.set(key, member);
    keys.set(member, key);
  };
  for (const app of apps) add('app', app);
  for (const set of sets) add('set', set);

  const setOf = new Map(sets.flatMap((set) => set.apps.map((app) => [app, set] as const)));
  const children = new Map<string, string[]>();
  const roots: string[] = [];
  for (const [key, member] of members) {
    const parent = 'apps' in member ? parentOfSet(context, member) : (setOf.get(member) ?? context.parent(member));
    const parentKey = parent && keys.get(parent);
    if (parentKey === undefined || leadsTo(parentKey, key)) roots.push(key);
    else {
      const siblings = children.get(parentKey);
      if (siblings) siblings.push(key);
      else children.set(parentKey, [key]);
    }
  }
  for (const list of [roots, ...children.values()]) list.sort(compareBytes);
  return { roots, members, children };

  /** Applications that deploy each other in a circle: the first one stays a root. */
  function leadsTo(from: string, to: string): boolean {
    return from === to || (children.get(to) ?? []).some((child) => leadsTo(from, child));
  }
}

/** The Application that deploys an ApplicationSet’s definition. */
function parentOfSet(context: FeatureContext, set: AppSet): App | undefined {
  const own = new Set(set.apps);
  const made = set.apps.map((app) => context.parent(app)).find((app) => app !== undefined && !own.has(app));
  if (made) return made;
  const { repository, file } = set.definition.at;
  const owner = context.workspace.byId(repository);
  return owner && context.verdict(owner, file).routes.deploys.find(({ app }) => !own.has(app))?.app;
}

/** The row of an Application or ApplicationSet. */
export function memberNode(context: FeatureContext, provenance: Provenance, key: string): TreeNode {
  const member = provenance.members.get(key) as App | AppSet;
  const { at } = member.definition;
  const place = { path: `${at.repository}/${at.file}`, ...(at.span ? { span: at.span } : {}) };
  const grows = (provenance.children.get(key) ?? []).length > 0;
  if ('apps' in member)
    return {
      id: JSON.stringify([key]),
      kind: 'applicationSet',
      label: shown(member.id.slice(member.id.indexOf('/') + 1)),
      description: applicationCount(member.apps.length),
      ...place,
      failing: member.problems.length > 0,
      branch: grows,
    };
  const manifests = member.sources.reduce((sum, source) => sum + countManifests(context, source), 0);
  const counted = manifestCount(manifests);
  const target = member.destination.namespace;
  return {
    id: JSON.stringify([key]),
    kind: 'application',
    label: shown(member.name),
    description: target === null ? counted : `${counted} → ${shown(target)}`,
    ...place,
    status: !member.certain ? 'possible' : member.automated ? 'deployed' : 'manual',
    failing: member.problems.length > 0 || member.sources.some(({ problems }) => problems.length > 0),
    branch: grows || member.sources.some(({ roots }) => roots.some(({ claims }) => claims.length > 0)),
  };
}

/** The files whose content an Application uses: each with what it is to the Application. */
export function fileNodesOf(app: App, key: string): TreeNode[] {
  const found = new Map<string, TreeNode>();
  for (const { claims } of app.sources.flatMap(({ roots }) => roots))
    for (const { repository, file, role } of claims) {
      const path = `${repository}/${file}`;
      if (found.has(path)) continue;
      const directory = dirname(file);
      const plain = role === 'manifest' || role === 'template';
      found.set(path, {
        id: JSON.stringify([key, repository, file]),
        kind: 'file',
        label: basename(file),
        description: plain ? directory : `${directory} · ${roleWords(role)}`,
        path,
        branch: false,
      });
    }
  return [...found].sort(([a], [b]) => compareBytes(a, b)).map(([, node]) => node);
}

function roleWords(role: App['sources'][number]['roots'][number]['claims'][number]['role']): string {
  switch (role) {
    case 'manifest':
    case 'template':
      return t`manifest`;
    case 'kustomization':
      return t`kustomization`;
    case 'patch':
      return t`patch`;
    case 'configuration':
      return t`configuration`;
    case 'generated':
      return t`content`;
    case 'chart':
      return t`chart`;
    case 'values':
      return t`values`;
    case 'jsonnet':
      return t`import`;
    case 'override':
      return t`override`;
  }
}
