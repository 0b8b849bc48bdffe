import { dirname } from '../../files/paths.ts';
import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import type { ConfigKind } from '../../manifests/configReferences.ts';
import type { Span } from '../../problems/problem.ts';
import { BASE_MARK, type Host, ROOT_MARK, type Script } from '../hosts/host.ts';
import type { ImperativeCreation, RouteDraft, RouteKind, Target } from '../model.ts';
import { candidatesOf, joinPath } from '../shell/path.ts';
import { plainText, replaceIn } from '../sourceMap.ts';
import { type HclBlock, type HclExpression, readHcl } from './hcl.ts';

/** A file function with its first argument, and a second one in quotes. */
const CALL =
  /\b(file|templatefile|fileset|filebase64)\(\s*("(?:[^"\\]|\\.)*"|path\.\w+)(?:\s*,\s*"((?:[^"\\]|\\.)*)")?/g;
const TEMPLATE = /\$?\$\{([^{}]*)\}/g;
const MANIFESTS = /^(?:kubectl_manifest|kubernetes_manifest|k8s_manifest|kustomization_resource)$/;
/** Data sources that read manifests for the resources above. */
const DOCUMENTS = /^(?:kubectl_file_documents|kubectl_path_documents|kubectl_filename_list)$/;
/** Resources of the `kubernetes` provider that are what manifests need by name. */
const MADE: Readonly<Record<string, ConfigKind>> = {
  kubernetes_config_map: 'ConfigMap',
  kubernetes_secret: 'Secret',
  kubernetes_service_account: 'ServiceAccount',
  kubernetes_persistent_volume_claim: 'PersistentVolumeClaim',
};
const BUILDS = /^kustomization(?:_build|_overlay)?$/;

/** Terraform and OpenTofu: manifests, Helm releases and Applications as resources, and the commands of `local-exec`. */
export const terraform: Host = {
  name: 'Terraform',
  declares: true,
  matches: (path) => /\.(?:tf|tofu)$/.test(path),
  read(_tree, path, text) {
    const home = dirname(path);
    const blocks = readHcl(text);
    const locals = localsOf(blocks);
    const routes: RouteDraft[] = [];
    const applied: { span: Span; kind: RouteKind }[] = [];
    const scripts: Script[] = [];
    const creations: ImperativeCreation[] = [];
    const context = { home, locals };
    for (const block of blocks) {
      const [type = ''] = block.labels;
      if (block.type === 'resource' && (MANIFESTS.test(type) || type.startsWith('argocd_')))
        applied.push({ span: block.span, kind: 'terraform' });
      const made = block.type === 'resource' ? creationOf(path, text, type, block, context) : undefined;
      if (made) creations.push(made);
      const targets = block.type === 'resource' || block.type === 'data' ? targetsOf(type, block, context) : undefined;
      if (targets && targets.found.length > 0)
        routes.push({
          kind: 'terraform',
          span: headerSpan(text, block),
          text: header(text, block),
          targets: targets.found,
          ...(targets.repoURL === undefined ? {} : { repoURL: targets.repoURL }),
        });
      for (const provisioner of block.blocks) {
        const command = provisioner.attributes.get('command');
        if (provisioner.type !== 'provisioner' || provisioner.labels[0] !== 'local-exec' || !command) continue;
        const directory = provisioner.attributes.get('working_dir');
        scripts.push(scriptOf(command, directory && evaluate(unquoted(directory.text), context), provisioner, context));
      }
    }
    return { scripts, routes, applied, creations, notes: [] };
  },
};

interface Context {
  readonly home: string;
  readonly locals: ReadonlyMap<string, string>;
  /** What `each.value` and `each.key` stand for. */
  readonly each?: string;
}

function targetsOf(
  type: string,
  block: HclBlock,
  outer: Context,
): { readonly found: readonly Target[]; readonly repoURL?: string } | undefined {
  const loop = block.attributes.get('for_each');
  const set = loop && [...loop.text.matchAll(CALL)].find(([, name]) => name === 'fileset');
  const context: Context = set?.[3] === undefined ? outer : { ...outer, each: set[3] };
  const paths = (text: string): string[] => {
    const path = evaluate(text, context);
    return candidatesOf(joinPath(`${ROOT_MARK}/${context.home}`, path), []);
  };
  const text = (name: string, inside = block): string | undefined => {
    const expression = inside.attributes.get(name)?.text.trim();
    return expression?.startsWith('"') === true ? unquoted(expression) : undefined;
  };
  if (MANIFESTS.test(type) || DOCUMENTS.test(type)) {
    const pattern = DOCUMENTS.test(type) ? text('pattern') : undefined;
    const named = pattern === undefined ? [] : [pattern];
    for (const [name, { text: expression }] of block.attributes)
      if (name !== 'for_each')
        for (const [, call, argument] of expression.matchAll(CALL))
          if (call !== 'fileset') named.push(unquoted(argument as string));
    return {
      found: named
        .map((name): Target => ({ type: 'files', candidates: paths(name), recursive: false }))
        .filter(({ candidates }) => candidates.length > 0),
    };
  }
  if (BUILDS.test(type)) {
    const path = text('path');
    return path === undefined ? undefined : { found: [{ type: 'kustomize', candidates: paths(path) }] };
  }
  if (type === 'helm_release') {
    const chart = text('chart');
    if (chart === undefined || block.attributes.has('repository') || !/[./]/.test(chart)) return undefined;
    const values = [...(block.attributes.get('values')?.text ?? '').matchAll(CALL)].map(([, , argument]) =>
      paths(unquoted(argument as string)),
    );
    return { found: [{ type: 'helm', candidates: paths(chart), values, release: text('name') ?? 'release-name' }] };
  }
  if (type === 'argocd_application') {
    const sources = block.blocks
      .filter((one) => one.type === 'spec')
      .flatMap((spec) => spec.blocks.filter((one) => one.type === 'source'));
    const source = sources[0];
    const path = source && text('path', source);
    const repoURL = source && text('repo_url', source);
    if (!source || path === undefined || repoURL === undefined) return undefined;
    return {
      found: [
        { type: 'source', candidates: candidatesOf(`${ROOT_MARK}/${evaluate(path, context)}`, []), reader: 'argocd' },
      ],
      repoURL: evaluate(repoURL, context),
    };
  }
  return undefined;
}

/** The script of a `local-exec`: its text with Terraform's own templates filled in. */
function scriptOf(
  command: HclExpression,
  directory: string | undefined,
  provisioner: HclBlock,
  context: Context,
): Script {
  const { text, offset } = body(command.text);
  const interpreter = provisioner.attributes.get('interpreter')?.text ?? '';
  return {
    language: /pwsh|powershell/i.test(interpreter) ? 'powershell' : 'shell',
    text: replaceIn(plainText(text, command.start + offset), TEMPLATE, (match) => {
      const escaped = match[0].startsWith('$$');
      return escaped ? match[0].slice(1) : evaluate(match[0], context);
    }),
    starts: [context.home],
    directory: directory === undefined ? BASE_MARK : joinPath(BASE_MARK, directory),
    variables: new Map(),
  };
}

/** What stands in a here-document or between quotes. */
function body(expression: string): { readonly text: string; readonly offset: number } {
  const heredoc = /^<<-?\s*(\w+)[ \t]*\r?\n/.exec(expression);
  if (heredoc) {
    const end = expression.lastIndexOf('\n', expression.trimEnd().length - 1);
    return { text: expression.slice(heredoc[0].length, Math.max(heredoc[0].length, end)), offset: heredoc[0].length };
  }
  const quote = expression.indexOf('"');
  return quote < 0 ? { text: '', offset: 0 } : { text: unquoted(expression.slice(quote).trimEnd()), offset: quote + 1 };
}

function unquoted(text: string): string {
  return text.trim().replace(/^"|"$/g, '').replace(/\\"/g, '"');
}

/** Fills in `path.module`, locals and `each.value`; everything else is unknown. */
function evaluate(text: string, context: Context): string {
  const value = (expression: string, depth: number): string => {
    const name = expression.trim();
    if (/^path\.(?:module|root|cwd)$/.test(name)) return `${ROOT_MARK}/${context.home}`;
    if (/^each\.(?:value|key)$/.test(name) && context.each !== undefined) return context.each;
    const local = context.locals.get(name.replace(/^local\./, ''));
    if (!name.startsWith('local.') || local === undefined || depth > 5) return UNKNOWN_TEXT;
    return local.replace(TEMPLATE, (_, inner: string) => value(inner, depth + 1));
  };
  if (/^path\.\w+$/.test(text)) return value(text, 0);
  return text.replace(TEMPLATE, (_, expression: string) => value(expression, 0)).slice(0, 4096);
}

/** Locals with plain texts. */
function localsOf(blocks: readonly HclBlock[]): Map<string, string> {
  return new Map(
    blocks
      .filter(({ type }) => type === 'locals')
      .flatMap(({ attributes }) => [...attributes])
      .flatMap(([name, { text }]) =>
        /^"(?:[^"\\]|\\.)*"$/.test(text.trim()) ? [[name, unquoted(text)] as const] : [],
      ),
  );
}

/** The object that a resource of the `kubernetes` provider makes; undefined where its name can't be told. */
function creationOf(
  file: string,
  source: string,
  type: string,
  block: HclBlock,
  context: Context,
): ImperativeCreation | undefined {
  const resource = type.replace(/_v\d+$/, '');
  const kind = Object.hasOwn(MADE, resource) ? MADE[resource] : undefined;
  const metadata = block.blocks.find((one) => one.type === 'metadata');
  const value = (name: string): string | undefined => {
    const expression = metadata?.attributes.get(name)?.text.trim();
    if (expression === undefined) return undefined;
    return evaluate(expression.startsWith('"') ? unquoted(expression) : `\${${expression}}`, context);
  };
  const name = value('name');
  if (!kind || name === undefined || name === UNKNOWN_TEXT) return undefined;
  return {
    kind,
    name,
    namespace: value('namespace') ?? 'default',
    at: { file, span: headerSpan(source, block) },
    text: header(source, block),
    documented: false,
    declared: true,
  };
}

function headerSpan(text: string, block: HclBlock): Span {
  return { start: block.span.start, end: block.span.start + header(text, block).length };
}

/** `resource "kubectl_manifest" "x"` */
function header(text: string, { span }: HclBlock): string {
  const end = text.indexOf('{', span.start);
  return text.slice(span.start, end < 0 ? span.end : end).trim();
}
