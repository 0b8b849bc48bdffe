import { isObject } from '../../applications/json.ts';
import type { Repository } from '../../coverage/repository.ts';
import { parseYaml } from '../../documents/yamlFile.ts';
import { basename, dirname, join, relative } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { apiGroup } from '../../manifests/classify.ts';
import { fileSummary } from '../../manifests/fileSummary.ts';
import { appendItem, scalarText } from '../edits.ts';
import type { FileEdit } from '../results.ts';
import { filesOfCommand, readSmallFiles, textScalar } from './configContents.ts';
import { type ActionProvider, absolute, isSafePath, type Offer, textFact } from './provider.ts';

/** Names that Kubernetes accepts, and that make good file names (IsDNS1123Subdomain in apimachinery's util/validation). */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,250}[a-z0-9])?$/;

/** What is written, by the end of its file's name. */
const SKELETONS = {
  'external-secret': externalSecret,
  'sealed-secret': sealedSecret,
} as const;

/** Scaffolds what a manifest needs and nothing creates; of a Secret only the skeleton, never a value. */
export const createConfig: ActionProvider = {
  id: 'createConfig',
  offer(_context, { diagnostics, repository, file }) {
    return diagnostics.flatMap(({ code, data }): Offer[] => {
      if (code !== 'missing-config' || !isObject(data)) return [];
      const { kind, name, namespace, command, commandFile } = data;
      if (typeof name !== 'string' || !NAME.test(name)) return [];
      const offer = (form: string, title: (path: string) => string, more: Offer['facts'] = {}): Offer[] => {
        const path = join(dirname(file), `${name}-${form}.yaml`);
        return repository.tree.kind(path) === undefined
          ? [{ title: title(path), kind: 'quickfix', code, facts: { form, name, namespace, ...more } }]
          : [];
      };
      if (kind === 'Secret')
        return [
          ...offer('external-secret', (path) => t`Create an ExternalSecret for ${name} (${path})`),
          ...offer('sealed-secret', (path) => t`Create a SealedSecret for ${name} (${path})`),
        ];
      if (kind !== 'ConfigMap' || typeof command !== 'string' || typeof commandFile !== 'string') return [];
      const from = filesOfCommand(repository.tree, command, commandFile);
      if (!readSmallFiles(repository.tree, from)) return [];
      const directory = dirname(from[0]?.file ?? '') || '.';
      const title = (path: string) => t`Create the ConfigMap ${name} from ${directory} (${path})`;
      return offer('configmap', title, { command, commandFile });
    });
  },
  resolve(_context, at) {
    const form = textFact(at, 'form');
    const name = textFact(at, 'name');
    if (form === undefined || name === undefined || !NAME.test(name)) return undefined;
    const namespace = textFact(at, 'namespace');
    const head = (apiVersion: string, kind: string): string[] => [
      `apiVersion: ${apiVersion}`,
      `kind: ${kind}`,
      'metadata:',
      `  name: ${scalarText(name)}`,
      ...(namespace === undefined ? [] : [`  namespace: ${scalarText(namespace)}`]),
    ];
    let lines: string[] | undefined;
    if (form === 'configmap') {
      const from = filesOfCommand(at.repository.tree, textFact(at, 'command') ?? '', textFact(at, 'commandFile') ?? '');
      const contents = readSmallFiles(at.repository.tree, from);
      lines = contents && [
        ...head('v1', 'ConfigMap'),
        'data:',
        ...contents.map(({ key, text }) => `  ${scalarText(key)}: ${textScalar(text, '    ')}`),
      ];
    } else if (form === 'external-secret' || form === 'sealed-secret')
      lines = SKELETONS[form](head, at.repository, name, keysOf(at.text, name));
    const path = join(dirname(at.file), `${name}-${form}.yaml`);
    if (!lines || !isSafePath(path)) return undefined;
    return {
      steps: [
        { type: 'create', path: absolute(at.repository, path), text: [...lines, ''].join('\n') },
        ...listed(at.repository, at.file, path),
      ],
    };
  },
};

type Head = (apiVersion: string, kind: string) => string[];

function externalSecret(head: Head, repository: Repository, name: string, keys: readonly string[]): string[] {
  const store = storeOf(repository);
  const data = keys.flatMap((key) => [
    `    - secretKey: ${scalarText(key)}`,
    `      remoteRef: { key: ${scalarText(name)}, property: ${scalarText(key)} }`,
  ]);
  return [
    ...head('external-secrets.io/v1', 'ExternalSecret'),
    'spec:',
    `  secretStoreRef: { kind: ${store.kind}, name: ${scalarText(store.name)} }`,
    `  target: { name: ${scalarText(name)} }`,
    ...(data.length > 0 ? ['  data:', ...data] : ['  dataFrom:', `    - extract: { key: ${scalarText(name)} }`]),
  ];
}

function sealedSecret(head: Head, _repository: Repository, name: string, keys: readonly string[]): string[] {
  return [
    `# kubeseal --merge-into adds the encrypted values${keys.length > 0 ? ` of ${keys.join(', ')}` : ''}.`,
    ...head('bitnami.com/v1alpha1', 'SealedSecret'),
    'spec:',
    '  encryptedData: {}',
    '  template:',
    '    metadata:',
    `      name: ${scalarText(name)}`,
  ];
}

/** The store that the repository's own ExternalSecrets can use; the name that a person must change where it has none. */
function storeOf({ tree }: Repository): { kind: string; name: string } {
  for (const file of tree.files())
    for (const { apiVersion, kind, name } of tree.derive(fileSummary, file).documents)
      if (kind === 'ClusterSecretStore' && apiGroup(apiVersion) === 'external-secrets.io' && name !== null)
        return { kind, name };
  return { kind: 'ClusterSecretStore', name: 'secret-store' };
}

/** The keys of a Secret that a text's manifests name, each once. */
function keysOf(text: string, name: string): string[] {
  const keys = new Set<string>();
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > 40) return;
    const { name: owner, key } = value as Record<string, unknown>;
    if (owner === name && typeof key === 'string') keys.add(key);
    for (const inner of Object.values(value)) visit(inner, depth + 1);
  };
  for (const document of parseYaml(text).documents) visit(document.value(), 0);
  return [...keys];
}

/** Lists a new file in the kustomization that takes the file it stands beside. */
function listed(repository: Repository, beside: string, path: string): FileEdit[] {
  const [directory] = repository.kustomizations().takers.get(beside) ?? [];
  const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];
  const file = names
    .map((name) => join(directory ?? '', name))
    .find((candidate) => directory !== undefined && repository.tree.kind(candidate) === 'file');
  if (file === undefined) return [];
  const text = repository.tree.text(file) ?? '';
  const document = parseYaml(text).documents[0];
  const entry = dirname(file) === dirname(path) ? basename(path) : relative(dirname(file), path);
  const edit = document && appendItem(text, document, ['resources'], entry);
  return edit ? [{ type: 'edit', path: absolute(repository, file), edits: [edit] }] : [];
}
