import { compareBytes } from '../../files/paths.ts';
import type { Report, ReportApplication, ReportManifest } from '../model.ts';
import { areasOf, directoryOf } from './areas.ts';

/** A stretch of the way from files to clusters, as wide as the manifests that take it. */
export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly manifests: number;
  readonly kind: 'deployed' | 'manual' | 'possible' | 'other' | 'unwatched';
}

/** Where manifests are, what takes them along, and where they get to. */
export interface Flow {
  /** Labels by column, the widest first: directories, what deploys them, destinations. */
  readonly columns: readonly [readonly string[], readonly string[], readonly string[]];
  /** Between the first and the second, and between the second and the third column. */
  readonly links: readonly [readonly FlowLink[], readonly FlowLink[]];
}

/** Labels in a column, at most: the rest is one. */
const MOST = 12;

/** @param words what the report calls those things, in the reader's language. */
export function flowOf(
  { manifests, applications }: Pick<Report, 'manifests' | 'applications'>,
  words: { readonly nothing: string; readonly rest: string },
): Flow {
  const counted = manifests.filter(({ status }) => status !== 'ignored' && status !== 'root');
  const apps = new Map(applications.map((app) => [app.id, app]));
  const areas = areasOf(counted, MOST).map(({ directory }) => directory);
  const steps = counted.flatMap((manifest) => stepsOf(manifest, areaOf(areas, manifest), apps, words.nothing));
  const middle = shorten(
    steps.map(({ by }) => by),
    words.rest,
  );
  const end = shorten(
    steps.flatMap(({ to }) => (to === undefined ? [] : [to])),
    words.rest,
  );
  const first = merge(steps.map(({ area, by, kind }) => ({ from: area, to: middle.label(by), kind })));
  const second = merge(
    steps.flatMap(({ by, to, kind }) =>
      to === undefined ? [] : [{ from: middle.label(by), to: end.label(to), kind }],
    ),
  );
  return { columns: [areas, middle.labels, end.labels], links: [first, second] };
}

interface Step {
  readonly area: string;
  readonly by: string;
  readonly to: string | undefined;
  readonly kind: FlowLink['kind'];
}

function stepsOf(
  manifest: ReportManifest,
  area: string,
  apps: ReadonlyMap<string, ReportApplication>,
  nothing: string,
): Step[] {
  if (manifest.routes.length === 0) return [{ area, by: nothing, to: undefined, kind: 'unwatched' }];
  const steps = manifest.routes.map((route): Step => {
    if (!('application' in route)) return { area, by: `${route.kind} ${route.file}`, to: undefined, kind: 'other' };
    const app = apps.get(route.application);
    const kind = !route.certain ? 'possible' : route.automatic ? 'deployed' : 'manual';
    return { area, by: app?.generatedBy ?? route.application, to: app && destinationOf(app), kind };
  });
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
}

function destinationOf({ destination: { server, name, namespace } }: ReportApplication): string {
  return [(name ?? server ?? '').replace(/^https?:\/\//, ''), namespace ?? '']
    .filter((part) => part !== '')
    .join(' / ');
}

function areaOf(areas: readonly string[], manifest: ReportManifest): string {
  const directory = directoryOf(manifest);
  let best = '.';
  for (const area of areas)
    if (`${directory}/`.startsWith(`${area}/`) && (best === '.' || area.length > best.length)) best = area;
  return best;
}

/** The most frequent labels, and one for the rest. */
function shorten(all: readonly string[], rest: string): { labels: string[]; label(text: string): string } {
  const counts = new Map<string, number>();
  for (const text of all) counts.set(text, (counts.get(text) ?? 0) + 1);
  const ordered = [...counts].sort(([a, x], [b, y]) => y - x || compareBytes(a, b)).map(([text]) => text);
  const kept = new Set(ordered.length > MOST ? ordered.slice(0, MOST - 1) : ordered);
  return {
    labels: kept.size < ordered.length ? [...kept, rest] : [...kept],
    label: (text) => (kept.has(text) ? text : rest),
  };
}

function merge(steps: readonly Omit<FlowLink, 'manifests'>[]): FlowLink[] {
  const links = new Map<string, FlowLink>();
  for (const step of steps) {
    const key = JSON.stringify([step.from, step.to, step.kind]);
    links.set(key, { ...step, manifests: (links.get(key)?.manifests ?? 0) + 1 });
  }
  return [...links.values()];
}
