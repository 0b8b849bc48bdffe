import { fileCount } from '../../l10n/counts.ts';
import { t } from '../../l10n/t.ts';
import { destinationName } from '../destination.ts';
import type { ReportApplication, ReportManifest, ReportRoute } from '../model.ts';
import { isReached } from './compareSides.ts';
import type { BranchImpact, ImpactBase, LeavingObject, StayReason } from './model.ts';

/** The impact as every format shows it. Names in the texts stand between marks: `pieces` takes them apart. */
export interface ImpactPage {
  readonly title: string;
  /** The figures, most wanted first. */
  readonly figures: readonly string[];
  readonly notes: readonly string[];
  readonly lists: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

const OPEN = '\u0001';
const CLOSE = '\u0002';

/** A name from a file, to be shown as it is. */
function name(text: string): string {
  return `${OPEN}${text.replace(/[\u0001\u0002]/g, ' ')}${CLOSE}`;
}

/** A text of the page, cut into our words and the names of others. */
export function pieces(text: string): { readonly text: string; readonly isName: boolean }[] {
  return text
    .split(/\u0001([^\u0002]*)\u0002/)
    .map((part, i) => ({ text: part, isName: i % 2 === 1 }))
    .filter((part) => part.text !== '');
}

/** Puts the impact into words. */
export function impactPage(impact: BranchImpact): ImpactPage {
  const { touched, gained, lost, moved, appeared, disappeared, altered, affected } = impact;
  const taking = withStatus(touched, 'deployed');
  const waiting = touched.filter((manifest) => !isReached(manifest) && manifest.status !== 'ignored');
  const pruned = impact.leaving.filter(({ fate }) => fate === 'pruned');
  const staying = impact.leaving.filter(({ fate }) => fate === 'orphaned');
  const handed = impact.leaving.filter(({ fate }) => fate === 'taken-over');
  const manual = withStatus(touched, 'manual');
  const possible = withStatus(touched, 'possible');
  const arrives = (manifest: ReportManifest): string => t`${place(manifest)} → ${routes(manifest, impact)}`;
  return {
    title: title(impact.bases),
    figures: figures({
      taking: taking.length,
      manual: manual.length,
      possible: possible.length,
      waiting: waiting.length,
      pruned: pruned.length,
      staying: staying.length,
    }),
    notes: [...impact.bases.map(comparedWith), ...impact.notes],
    lists: [
      list(t`What takes effect, and where`, affected, ({ application, files }) => affects(application, files)),
      list(t`Needs a hand`, waiting, (manifest) => t`${place(manifest)}: ${step(manifest)}`),
      list(t`Deleted`, grouped(pruned), ([first, objects]) => t`${objects}, by ${where(first)}`),
      list(
        t`Left running, without an owner`,
        grouped(staying),
        ([first, objects]) => t`${objects}, of ${where(first)}: ${whyStays(first.why)}`,
      ),
      list(
        t`Taken over`,
        handed,
        ({ manifest, application, by }) => t`${object(manifest)}: by ${name(by ?? '')}, from ${name(application)}`,
      ),
      list(
        t`Moved`,
        moved,
        ({ from, manifest, fate }) =>
          t`${object(manifest)}: ${name(from.file)} → ${name(manifest.file)}, ${fateWords(fate)}`,
      ),
      list(t`Gained a route`, gained, arrives),
      list(t`Lost its route`, lost, (manifest) => t`${place(manifest)}: ${step(manifest)}`),
      list(t`Applications that appear`, appeared, appears),
      list(t`Applications that change`, altered, changes),
      list(t`Applications that disappear`, disappeared, (app) => disappears(app, impact.pruned.includes(app.id))),
      list(t`Takes effect by itself`, taking, arrives),
      list(t`Waits for a sync by hand`, manual, arrives),
      list(t`Possibly takes effect`, possible, arrives),
      list(t`Applied by another route`, withStatus(touched, 'other'), arrives),
    ].filter(({ lines }) => lines.length > 0),
  };
}

function list<T>(heading: string, items: readonly T[], line: (item: T) => string) {
  return { title: heading, lines: [...new Set(items.map(line))] };
}

function title([first, ...rest]: readonly ImpactBase[]): string {
  const reference = first?.reference ?? 'HEAD';
  // Nothing merges to itself: what is told is what came on top.
  if (reference === 'HEAD' || reference === first?.branch) return t`What changed since ${name(reference)}`;
  if (rest.length > 0 || first === undefined) return t`When this merges to ${name(reference)}`;
  return t`When ${name(first.branch ?? first.head.slice(0, SHORT))} merges to ${name(reference)}`;
}

/** Digits of a commit that are shown. */
const SHORT = 9;

function comparedWith({ repository, commit, reference, branch, head, uncommitted, unsaved }: ImpactBase): string {
  const from = branch ?? t`a detached HEAD at ${head.slice(0, SHORT)}`;
  const what =
    repository === undefined
      ? t`Compared with ${name(commit.slice(0, SHORT))}, where ${name(from)} left ${name(reference)}.`
      : t`${name(repository)} is compared with ${name(commit.slice(0, SHORT))}, where ${name(from)} left ${name(reference)}.`;
  const more = [
    uncommitted === 0
      ? ''
      : uncommitted === 1
        ? t`1 file is not committed.`
        : t`${uncommitted} files are not committed.`,
    unsaved === 0 ? '' : unsaved === 1 ? t`1 file is not saved.` : t`${unsaved} files are not saved.`,
  ];
  return [what, ...more].filter((sentence) => sentence !== '').join(' ');
}

function withStatus(manifests: readonly ReportManifest[], status: string): ReportManifest[] {
  return manifests.filter((manifest) => manifest.status === status);
}

type Figure = 'taking' | 'manual' | 'possible' | 'waiting' | 'pruned' | 'staying';

function figures({ taking, manual, possible, waiting, pruned, staying }: Readonly<Record<Figure, number>>): string[] {
  const told = [
    taking === 0
      ? ''
      : taking === 1
        ? t`1 manifest takes effect by itself`
        : t`${taking} manifests take effect by themselves`,
    manual === 0 ? '' : manual === 1 ? t`1 waits for a sync by hand` : t`${manual} wait for a sync by hand`,
    possible === 0 ? '' : possible === 1 ? t`1 possibly takes effect` : t`${possible} possibly take effect`,
    waiting === 0 ? '' : waiting === 1 ? t`1 needs a hand` : t`${waiting} need a hand`,
    pruned === 0 ? '' : pruned === 1 ? t`1 object is deleted` : t`${pruned} objects are deleted`,
    staying === 0 ? '' : staying === 1 ? t`1 object is left running` : t`${staying} objects are left running`,
  ].filter((words) => words !== '');
  return told.length > 0 ? told : [t`No manifest changes`];
}

function affects(app: ReportApplication, files: number): string {
  const how = !app.certain
    ? t`possibly`
    : !app.automated
      ? t`by hand`
      : app.prune
        ? t`by itself, prunes`
        : t`by itself`;
  return t`${name(app.id)} → ${name(destinationName(app.destination))}: ${fileCount(files)}, ${how}`;
}

function object({ kind, name: own }: ReportManifest): string {
  return own === null ? name(kind) : name(`${kind}/${own}`);
}

function place(manifest: ReportManifest): string {
  return `${name(`${manifest.file}:${manifest.line}`)} ${object(manifest)}`;
}

/** What has to be done for a manifest that nothing deploys. */
function step(manifest: ReportManifest): string {
  if (manifest.status === 'root') return name(`kubectl apply -f ${manifest.file}`);
  const reason = name(manifest.reason ?? manifest.status);
  return manifest.nearest ? `${reason} – ${manifest.nearest.edit}` : t`${reason} – generate an Application`;
}

/** Routes that are told of one manifest. */
const MAX_ROUTES = 3;

function routes(manifest: ReportManifest, { destinations }: BranchImpact): string {
  const told = [...new Set(manifest.routes.map((route) => routeWords(route, destinations)))];
  const shown = told.slice(0, MAX_ROUTES).join(', ');
  return told.length > MAX_ROUTES ? t`${shown} and ${told.length - MAX_ROUTES} more` : shown;
}

function routeWords(route: ReportRoute, destinations: BranchImpact['destinations']): string {
  if (!('application' in route)) return name(`${route.file}:${route.line}`);
  const to = destinations[route.application] ?? '';
  return to === '' ? name(route.application) : t`${name(route.application)} to ${name(to)}`;
}

function where({ application, destination }: LeavingObject): string {
  return t`${name(application)} to ${name(destinationName(destination))}`;
}

/** Objects told in one line, at most. */
const MAX_OBJECTS = 8;

/** Objects of one Application that share their fate. */
function grouped(leaving: readonly LeavingObject[]): [LeavingObject, string][] {
  const groups = new Map<string, LeavingObject[]>();
  for (const one of leaving) {
    const key = JSON.stringify([one.application, one.why]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((members) => {
    const told = members
      .slice(0, MAX_OBJECTS)
      .map(({ manifest }) => object(manifest))
      .join(', ');
    const rest = members.length - MAX_OBJECTS;
    return [members[0] as LeavingObject, rest > 0 ? t`${told} and ${rest} more` : told];
  });
}

function whyStays(why: StayReason | undefined): string {
  switch (why) {
    case 'application-stays':
      return t`the Application stays in the cluster until somebody deletes it`;
    case 'no-finalizer':
      return t`the Application is deleted without them, for it has no finalizer`;
    case 'by-hand':
      return t`the Application is synced by hand`;
    case 'protected':
      return t`the object says that it must stay`;
    case 'failing':
      return t`the Application has an error and can’t be synced`;
    case 'empty':
      return t`nothing would be left of the Application, and allowEmpty is off`;
    default:
      return t`the Application does not prune`;
  }
}

function fateWords(fate: BranchImpact['moved'][number]['fate']): string {
  switch (fate) {
    case 'kept':
      return t`its route is kept`;
    case 'gained':
      return t`it gains a route`;
    case 'lost':
      return t`it loses its route`;
    case 'none':
      return t`it has no route`;
  }
}

function appears(app: ReportApplication): string {
  const to = name(destinationName(app.destination));
  return app.generatedBy === null && app.parent === null
    ? t`${name(app.id)} → ${to}: register it with ${name(`kubectl apply -f ${app.definedIn.file}`)}`
    : t`${name(app.id)} → ${to}`;
}

function changes({ id, changes: fields }: BranchImpact['altered'][number]): string {
  const told = fields.map(({ field, before, after }) => {
    if (before === undefined) return t`${name(field)} is ${name(after ?? '')} now`;
    if (after === undefined) return t`${name(field)} is gone, it was ${name(before)}`;
    return t`${name(field)}: ${name(before)} → ${name(after)}`;
  });
  return `${name(id)} – ${told.join('; ')}`;
}

function disappears(app: ReportApplication, deleted: boolean): string {
  const to = name(destinationName(app.destination));
  return deleted
    ? t`${name(app.id)} → ${to}: Argo CD deletes it`
    : t`${name(app.id)} → ${to}: it stays until somebody deletes it`;
}
