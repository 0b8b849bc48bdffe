import { compareBytes } from '../../files/paths.ts';
import { t } from '../../l10n/t.ts';
import { categoryName, effectName } from '../effectWords.ts';
import { environmentGaps } from '../environments.ts';
import type { Report, ReportApplication } from '../model.ts';
import { routeKinds } from '../routeKinds.ts';
import { percent, unwatchedGroups } from '../unwatchedGroups.ts';
import { escapeHtml as e, placeLink } from './escape.ts';

const STATUSES = [
  ['deployed', 'automatically'],
  ['manual', 'by hand'],
  ['possible', 'possibly'],
  ['other', 'by other routes'],
  ['unwatched', 'nowhere'],
] as const;

/** The figure, a bar, and what stands behind it. */
export function headline({ summary, repositories, notes }: Report): string {
  const counted = summary.manifests - summary.ignored - summary.root;
  const widths = STATUSES.map(([status]) => (counted === 0 ? 0 : (100 * summary[status]) / counted));
  const bar = STATUSES.map(
    ([status], i) => `<span class="${status}" style="width:${(widths[i] as number).toFixed(3)}%"></span>`,
  ).join('');
  const legend = STATUSES.map(
    ([status, words]) => `<li><i class="${status}"></i>${summary[status]} ${words}</li>`,
  ).join('');
  const where = repositories
    .map(({ root, remotes, branch }) =>
      e([remotes[0] ?? root, branch].filter((part) => part !== undefined).join(' · ')),
    )
    .join('<br>');
  return `<h1>${percent(summary.coverage)} % deployed automatically</h1>
<p class="muted">${where}</p>
<div class="bar" role="img" aria-label="${summary.deployed} of ${counted} manifests are deployed automatically, ${summary.unwatched} nowhere">${bar}</div>
<ul class="legend">${legend}<li class="muted">${summary.root} registered by hand · ${summary.ignored} ignored</li></ul>
${notes.map((note) => `<p class="note">${e(note)}</p>`).join('\n')}`;
}

/** What a merge brings into effect by itself. */
export function effects({ effects: rows }: Report): string {
  if (rows.length === 0) return '';
  const body = rows.map(
    (row) =>
      `<tr><td>${e(categoryName(row.category))}${row.repository === undefined ? '' : `<br><span class="muted">${e(row.repository)}</span>`}</td><td>${e(effectName(row.effect))}</td><td>${row.files}</td><td>${e(row.reason)}</td><td><code>${e(row.how)}</code></td></tr>`,
  );
  return section(t`When this merges`, table('effects', [t`What`, t`Takes effect`, t`Files`, t`Why`, t`How`], body));
}

/** The ways to the cluster, by their kind. */
export function routes({ manifests }: Report): string {
  const kinds = routeKinds(manifests);
  if (kinds.length === 0) return '';
  const body = kinds.map(({ kind, manifests: n, only }) => `<tr><td>${e(kind)}</td><td>${n}</td><td>${only}</td></tr>`);
  return section(t`Routes`, table('routes', [t`Route`, t`Manifests`, t`By no other route`], body));
}

export function errors({ diagnostics }: Report): string {
  const found = diagnostics.filter(({ severity }) => severity === 'error');
  if (found.length === 0) return '';
  const body = found.map(
    (d) =>
      `<tr><td class="error">${e(d.message)}</td><td>${placeLink(d.file, d.line, d.repository)}</td><td><code>${e(d.code)}</code></td></tr>`,
  );
  return section('Errors', table('errors', ['What', 'Where', 'Code'], body));
}

/** Grouped by directory and reason, each with its nearest miss and its way out. */
export function unwatched(report: Report): string {
  const groups = unwatchedGroups(report);
  if (groups.length === 0) return '';
  const body = groups.map(({ directory, manifests, reason, repository }) => {
    const nearest = manifests[0]?.nearest;
    const files = manifests
      .slice(0, 8)
      .map(
        (m) => `<li>${placeLink(m.file, m.line, repository, `${m.kind}${m.name === null ? '' : ` ${m.name}`}`)}</li>`,
      );
    const rest = manifests.length > 8 ? `<li class="muted">… and ${manifests.length - 8} more</li>` : '';
    const near = nearest
      ? `${placeLink(nearest.definedIn.file, nearest.definedIn.line, repository, nearest.application)} watches <code>${e(nearest.path || '.')}</code>`
      : '<span class="muted">none</span>';
    return `<tr data-directory="${e(directory)}"><td><code>${e(directory)}</code><ul class="plain">${files.join('')}${rest}</ul></td><td>${manifests.length}</td><td><span class="tag">${e(reason)}</span></td><td>${near}</td><td>${e(nearest?.edit ?? 'generate an Application')}</td></tr>`;
  });
  return section(
    'What nothing deploys',
    search('unwatched', 'Search what nothing deploys') +
      table('unwatched', ['Directory', 'Manifests', 'Reason', 'Nearest', 'Way out'], body),
  );
}

/** Directories as areas, sized by their manifests and marked by coverage; a click filters the list above. */
export function map({ manifests }: Report): string {
  const areas = new Map<string, { all: number; deployed: number }>();
  for (const { file, status } of manifests) {
    if (status === 'ignored' || status === 'root') continue;
    const directory = file.split('/').slice(0, -1).slice(0, 2).join('/') || '.';
    const area = areas.get(directory) ?? { all: 0, deployed: 0 };
    area.all++;
    if (status === 'deployed') area.deployed++;
    areas.set(directory, area);
  }
  if (areas.size === 0) return '';
  const boxes = [...areas]
    .sort(([a, x], [b, y]) => y.all - x.all || compareBytes(a, b))
    .map(([directory, { all, deployed }]) => {
      const share = deployed / all;
      const grade = share === 1 ? 'c3' : share > 0 ? 'c2' : 'c1';
      const words = `${directory}: ${deployed} of ${all} deployed automatically`;
      return `<button type="button" class="${grade}" aria-pressed="false" data-directory="${e(directory)}" style="flex-grow:${all};flex-basis:${Math.min(60, 7 + all / 4).toFixed(1)}rem" aria-label="${e(words)}">${e(directory)}<br><span class="muted">${percent(share)} % of ${all}</span></button>`;
    });
  return section('Map', `<div class="map">${boxes.join('')}</div>`);
}

/** From the roots down: source, files, errors, destination. */
export function applications({ applications: apps }: Report): string {
  if (apps.length === 0) return '';
  const byId = new Map(apps.map((app) => [app.id, app]));
  const depth = (app: ReportApplication): number => {
    let level = 0;
    for (let parent = app.parent; parent !== null && level < 10; parent = byId.get(parent)?.parent ?? null) level++;
    return level;
  };
  const body = apps.map((app) => {
    const sources = app.sources.map(
      (s) =>
        `<code>${e(s.path ?? s.chart ?? s.repoURL)}</code> <span class="muted">${e(s.type ?? (s.local ? '' : 'elsewhere'))} · ${s.files.length} files</span>`,
    );
    const state =
      app.errors.length > 0
        ? `<span class="error">${e(app.errors[0]?.message ?? '')}</span>`
        : app.certain
          ? app.automated
            ? 'automatic'
            : 'by hand'
          : 'possible';
    const to = [app.destination.server ?? app.destination.name ?? '', app.destination.namespace ?? '']
      .filter((part) => part !== '')
      .join(' / ');
    const from = [
      app.generatedBy === null ? '' : `by ${app.generatedBy}`,
      app.parent === null ? '' : `from ${app.parent}`,
    ]
      .filter((part) => part !== '')
      .join(', ');
    return `<tr><td style="padding-left:${0.6 + depth(app) * 1.2}rem">${placeLink(app.definedIn.file, app.definedIn.line, app.definedIn.repository, app.id)}<br><span class="muted">${e(from)}</span></td><td>${sources.join('<br>')}</td><td>${e(to)}</td><td>${state}</td></tr>`;
  });
  return section(
    'Applications',
    search('applications', 'Search Applications') +
      table('applications', ['Application', 'Source', 'Destination', 'Sync'], body),
  );
}

/** Coverage by CODEOWNERS. */
export function owners({ owners: rows }: Report): string {
  if (rows.length === 0) return '';
  const body = rows.map(
    ({ owner, manifests, deployed, unwatched: lost, coverage }) =>
      `<tr><td>${owner === null ? `<span class="muted">${e(t`nobody`)}</span>` : `<code>${e(owner)}</code>`}</td><td>${manifests}</td><td>${deployed}</td><td>${lost}</td><td>${percent(coverage)} %</td></tr>`,
  );
  const header = [t`Owner`, t`Manifests`, t`Automatically`, t`Nowhere`, t`Coverage`];
  return section(t`Coverage by owner`, table('owners', header, body));
}

/** Rows of the environment matrix, at most. */
const MAX_ENVIRONMENT_ROWS = 500;

/** File × destination for files that reach some environments and not others: the gaps stand out. */
export function environments({ environments: matrix }: Report): string {
  const gaps = environmentGaps(matrix);
  if (gaps.length === 0) return '';
  const rows = gaps
    .slice(0, MAX_ENVIRONMENT_ROWS)
    .map(
      ({ repository, directory, files, reached }) =>
        `<tr><td>${files.length === 1 ? placeLink(files[0] as string, 1, repository, files[0]) : `<code>${e(directory)}/</code>`}</td><td>${files.length}</td>${matrix.destinations.map((name) => `<td>${reached.has(name) ? '✓' : `<span class="error" title="${e(t`not here`)}">–</span>`}</td>`).join('')}</tr>`,
    );
  return section(t`Environments`, table('environments', [t`Where`, t`Files`, ...matrix.destinations], rows));
}

function section(title: string, body: string): string {
  return `<section><h2>${title}</h2>${body}</section>`;
}

function search(tableId: string, label: string): string {
  return `<input type="search" data-table="${tableId}" aria-label="${label}" placeholder="${label}…">`;
}

function table(id: string, header: readonly string[], rows: readonly string[]): string {
  const heads = header.map((name) => `<th scope="col"><button type="button">${e(name)}</button></th>`).join('');
  return `<div class="scroll"><table id="${id}" data-sortable><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}
