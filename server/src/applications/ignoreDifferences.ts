import { compileGobwas } from '../globs/gobwas.ts';
import { t } from '../l10n/t.ts';
import { type JsonObject, listOf, objectOf } from './json.ts';

/** A mistake in one path of `ignoreDifferences`, with the path that was probably meant. */
export interface PathMistake {
  readonly message: string;
  readonly suggestion: string | undefined;
}

/** The API group of kinds that Kubernetes has in one group only; `group` left out means the core group. */
const GROUPS: Readonly<Record<string, string>> = {
  APIService: 'apiregistration.k8s.io',
  ClusterRole: 'rbac.authorization.k8s.io',
  ClusterRoleBinding: 'rbac.authorization.k8s.io',
  CronJob: 'batch',
  CustomResourceDefinition: 'apiextensions.k8s.io',
  DaemonSet: 'apps',
  Deployment: 'apps',
  HorizontalPodAutoscaler: 'autoscaling',
  Job: 'batch',
  MutatingWebhookConfiguration: 'admissionregistration.k8s.io',
  PodDisruptionBudget: 'policy',
  ReplicaSet: 'apps',
  Role: 'rbac.authorization.k8s.io',
  RoleBinding: 'rbac.authorization.k8s.io',
  StatefulSet: 'apps',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io',
};

/** The group that an entry of a kind must name and doesn't (`util/argo/normalizers/diff_normalizer.go` Normalize). */
export function missingGroup(group: unknown, kind: unknown): string | undefined {
  if ((group !== undefined && group !== null && group !== '') || typeof kind !== 'string') return undefined;
  return Object.hasOwn(GROUPS, kind) ? GROUPS[kind] : undefined;
}

/** Annotations and labels are texts: a slash below them is one within a name, and must be written `~1`. */
const SLASH_IN_NAME = /^((?:\/[^/]+)*\/metadata\/(?:annotations|labels)\/)([^/]+\/.+)$/;
/** Fields that objects have at their top; an expression that begins with one lacks its dot. */
const TOP_FIELDS = /^(?:data|metadata|rules|spec|status|stringData|subsets|webhooks)\b/;

/** A JSON pointer (RFC 6901) as `evanphx/json-patch` removes it; undefined when it can hit something. */
export function checkJsonPointer(pointer: string): PathMistake | undefined {
  if (!pointer.startsWith('/')) {
    const dotted = pointer.replace(/^\./, '');
    const meant = dotted.includes('/')
      ? `/${dotted}`
      : /^[\w.]+$/.test(dotted)
        ? `/${dotted.replaceAll('.', '/')}`
        : '';
    return {
      message: t`\`${pointer}\` is no JSON pointer, which begins with \`/\`: it ignores nothing.`,
      suggestion: meant === '' ? undefined : meant,
    };
  }
  const inName = SLASH_IN_NAME.exec(pointer);
  if (inName) {
    const suggestion = (inName[1] as string) + (inName[2] as string).replaceAll('/', '~1');
    return {
      message: t`The slash in the name \`${inName[2] as string}\` ends the name here: a JSON pointer writes it \`~1\`.`,
      suggestion,
    };
  }
  if (/~(?![01])/.test(pointer))
    return {
      message: t`In the JSON pointer \`${pointer}\` a \`~\` is followed by neither 0 nor 1.`,
      suggestion: undefined,
    };
  if (/\/\*(?:\/|$)/.test(pointer))
    return {
      message: t`A JSON pointer knows no wildcard: \`${pointer}\` ignores nothing; jqPathExpressions can say it.`,
      suggestion: undefined,
    };
  return undefined;
}

/** A jq path, as far as its surface tells whether `del(…)` of it parses; undefined where nothing is surely wrong. */
export function checkJqPath(expression: string): PathMistake | undefined {
  const text = expression.trim();
  if (text === '' || text.startsWith('/') || TOP_FIELDS.test(text)) {
    const path = text.startsWith('/') ? text.slice(1).replaceAll('/', '.') : text;
    const suggestion = /^[A-Za-z_][\w.[\]]*$/.test(path) ? `.${path}` : undefined;
    return {
      message: t`\`${expression}\` is no jq path, which begins with a dot: Argo CD can’t compare the Application.`,
      suggestion,
    };
  }
  return isBalanced(text)
    ? undefined
    : {
        message: t`The jq expression \`${expression}\` does not parse: Argo CD can’t compare the Application.`,
        suggestion: undefined,
      };
}

const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Whether brackets close in order and strings end; interpolation within strings is passed over. */
function isBalanced(text: string): boolean {
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === '#') return true;
    if (char === '"') {
      const end = endOfString(text, at);
      if (end === undefined) return false;
      if (text.slice(at, end).includes('\\(')) return true;
      at = end;
    } else if ('([{'.includes(char)) open.push(char);
    else if (PAIRS[char] !== undefined && open.pop() !== PAIRS[char]) return false;
  }
  return open.length === 0;
}

function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++)
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  return undefined;
}

/** The object whose difference is meant. */
export interface DifferingObject {
  readonly group: string;
  readonly kind: string;
  readonly name: string | null;
  readonly namespace: string | null;
}

/**
 * Whether an entry of `ignoreDifferences` may ignore a field of an object: any manager counts, and any jq expression that
 * names the field (`util/argo/normalizers/diff_normalizer.go` Normalize).
 * @param field its names from the top: `['spec', 'replicas']`.
 */
export function mayIgnore(entries: unknown, object: DifferingObject, field: readonly string[]): boolean {
  return listOf(entries)
    .map(objectOf)
    .some((entry) => {
      const { group = '', kind = '', name, namespace } = entry;
      const about = matchesGlob(group, object.group) && matchesGlob(kind, object.kind);
      const named = !name || object.name === null || name === object.name;
      const there = !namespace || object.namespace === null || namespace === object.namespace;
      return about && named && there && namesField(entry, field);
    });
}

function namesField(entry: JsonObject, field: readonly string[]): boolean {
  if (listOf(entry['managedFieldsManagers']).length > 0) return true;
  const last = field[field.length - 1] as string;
  const pointers = field.map((_, i) => `/${field.slice(0, i + 1).join('/')}`);
  return (
    listOf(entry['jsonPointers']).some(
      (pointer) => pointers.includes(String(pointer)) || String(pointer).includes(last),
    ) ||
    listOf(entry['jqPathExpressions']).some(
      (path) => String(path).includes(last) || String(path).trim() === `.${field[0]}`,
    )
  );
}

function matchesGlob(pattern: unknown, text: string): boolean {
  const glob = compileGobwas(String(pattern));
  return 'match' in glob && glob.match(text);
}
