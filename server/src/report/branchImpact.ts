import { code, escapeMarkdown } from '../features/markdown.ts';
import { compareBytes } from '../files/paths.ts';
import { t } from '../l10n/t.ts';
import { effects } from './markdown.ts';
import { applicationsOf, type Report, type ReportApplication, type ReportManifest } from './model.ts';

/** What merging a branch changes, told from the reports of both sides. */
export interface BranchImpact {
  /** Manifests in changed files, as they are judged on the branch. */
  readonly touched: readonly ReportManifest[];
  /** Manifests that were not deployed, and are now; and the other way round. */
  readonly gained: readonly ReportManifest[];
  readonly lost: readonly ReportManifest[];
  readonly appeared: readonly ReportApplication[];
  /** Argo CD deletes these, and what they deployed if they prune. */
  readonly disappeared: readonly ReportApplication[];
  readonly altered: readonly ReportApplication[];
  /** Of the Applications that disappear, those that Argo CD deletes by itself: their parent prunes. */
  readonly pruned: readonly string[];
  /** What becomes of the changed files, by category. */
  readonly effects: Report['effects'];
}

const REACHED = new Set(['deployed', 'manual', 'possible', 'other']);

/**
 * @param after the branch's report, with the effects of the changed files only.
 * @param changed files that differ, relative to their repository.
 */
export function compareReports(before: Report, after: Report, changed: ReadonlySet<string>): BranchImpact {
  const keyOf = (m: ReportManifest): string => JSON.stringify([m.file, m.kind, m.namespace, m.name ?? m.line]);
  const reached = new Set(before.manifests.filter((m) => REACHED.has(m.status)).map(keyOf));
  const known = new Set(before.manifests.map(keyOf));
  const old = new Map(before.applications.map((app) => [app.id, app]));
  const now = new Set(after.applications.map((app) => app.id));
  const disappeared = before.applications.filter((app) => !now.has(app.id));
  const prunes = (id: string | null): boolean => {
    const parent = id === null ? undefined : old.get(id);
    return parent?.automated === true && parent.prune;
  };
  return {
    effects: after.effects,
    pruned: disappeared.filter((app) => app.generatedBy !== null || prunes(app.parent)).map((app) => app.id),
    touched: after.manifests.filter((m) => changed.has(m.file)),
    gained: after.manifests.filter((m) => REACHED.has(m.status) && !reached.has(keyOf(m))),
    lost: after.manifests.filter((m) => m.status === 'unwatched' && known.has(keyOf(m)) && reached.has(keyOf(m))),
    appeared: after.applications.filter((app) => !old.has(app.id)),
    disappeared,
    altered: after.applications.filter((app) => {
      const was = old.get(app.id);
      return was !== undefined && facts(was) !== facts(app);
    }),
  };
}

/** What of an Application decides about the cluster. */
function facts(app: ReportApplication): string {
  const sources = app.sources.map(({ repoURL, path, chart, targetRevision }) => [repoURL, path, chart, targetRevision]);
  return JSON.stringify([app.destination, app.automated, app.prune, app.project, sources]);
}

/** The impact as a pull-request comment. */
export function impactMarkdown(impact: BranchImpact, reference: string, branch: string | undefined): string {
  const parts = [`## When this merges to ${code(reference)}${branch === undefined ? '' : ` (from ${code(branch)})`}`];
  const waiting = impact.touched.filter((m) => !REACHED.has(m.status) && m.status !== 'ignored');
  const taking = impact.touched.filter((m) => m.status === 'deployed');
  const byHand = impact.touched.filter((m) => m.status === 'manual');
  const perhaps = impact.touched.filter((m) => m.status === 'possible');
  parts.push(
    [
      `- **${count(taking.length, 'manifest')}** takes effect by itself`,
      byHand.length > 0 ? `- ${count(byHand.length, 'manifest')} waits for a sync by hand` : '',
      perhaps.length > 0 ? `- ${count(perhaps.length, 'manifest')} possibly takes effect` : '',
      `- **${count(waiting.length, 'manifest')}** needs a hand: nothing deploys it`,
    ]
      .filter((line) => line !== '')
      .join('\n'),
  );
  parts.push(
    ...list('Deployed by', taking, (m) => `${place(m)} → ${[...new Set(applicationsOf(m).map(code))].join(', ')}`),
  );
  parts.push(
    ...list(
      'Needs a hand',
      waiting,
      (m) =>
        `${place(m)}: ${code(m.status === 'root' ? `kubectl apply -f ${m.file}` : (m.reason ?? m.status))}${m.nearest ? ` – ${escapeMarkdown(m.nearest.edit)}` : ''}`,
    ),
  );
  parts.push(...effects(impact));
  parts.push(...list('Gained a route', impact.gained, place));
  parts.push(...list('Lost its route', impact.lost, place));
  parts.push(...list('Applications that appear', impact.appeared, app));
  const pruned = new Set(impact.pruned);
  parts.push(
    ...list('Applications that disappear', impact.disappeared, (gone) =>
      pruned.has(gone.id)
        ? t`${app(gone)}: **Argo CD deletes it.**`
        : t`${app(gone)}: it stays until somebody deletes it.`,
    ),
  );
  parts.push(...list('Applications that change', impact.altered, app));
  return `${parts.join('\n\n')}\n`;
}

const MAX_LISTED = 30;

function list<T>(title: string, items: readonly T[], line: (item: T) => string): string[] {
  if (items.length === 0) return [];
  const lines = items.map((item) => `- ${line(item)}`).sort(compareBytes);
  const rest = lines.length > MAX_LISTED ? [`- … and ${lines.length - MAX_LISTED} more`] : [];
  return [`### ${title}`, [...lines.slice(0, MAX_LISTED), ...rest].join('\n')];
}

function place({ file, line, kind, name }: ReportManifest): string {
  return `${code(`${file}:${line}`)} ${escapeMarkdown(kind)}${name === null ? '' : ` ${escapeMarkdown(name)}`}`;
}

function app({ id, destination }: ReportApplication): string {
  return `${code(id)} to ${code([destination.server ?? destination.name ?? '', destination.namespace ?? ''].filter((part) => part !== '').join(' / '))}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
