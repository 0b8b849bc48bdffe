import { t } from '../../../l10n/t.ts';
import type { Report } from '../../model.ts';
import { type UnwatchedGroup, unwatchedGroups } from '../../unwatchedGroups.ts';
import { directoryOf } from '../areas.ts';
import { escapeHtml as e, placeLink } from '../escape.ts';
import { type Section, search, section, table } from '../parts.ts';

/** Manifests of a group that are named; the rest is counted. */
const MOST = 8;

/** Grouped by directory and reason, each with its nearest miss and its way out. */
export function unwatched(report: Report): Section | undefined {
  const groups = unwatchedGroups(report);
  if (groups.length === 0) return undefined;
  const title = t`What nothing deploys`;
  const header = [t`Directory`, t`Manifests`, t`Reason`, t`Nearest`, t`Way out`];
  return section(
    'unwatched',
    title,
    search('unwatched', t`Search what nothing deploys`) + table('unwatched', header, groups.map(row), title),
  );
}

function row({ directory, manifests, reason, repository }: UnwatchedGroup): string {
  const [first] = manifests;
  const nearest = first?.nearest;
  const files = manifests
    .slice(0, MOST)
    .map((m) => `<li>${placeLink(m.file, m.line, repository, [m.kind, m.name ?? ''].join(' ').trim())}</li>`);
  const rest = manifests.length > MOST ? `<li class="muted">${e(t`… and ${manifests.length - MOST} more`)}</li>` : '';
  const near = nearest
    ? `${placeLink(nearest.definedIn.file, nearest.definedIn.line, repository, nearest.application)}<br><span class="muted"><code>${e(nearest.path || '.')}</code></span>`
    : `<span class="muted">${e(t`none`)}</span>`;
  return `<tr data-directory="${e(first ? directoryOf(first) : directory)}"><td><code>${e(directory)}</code><ul class="plain">${files.join('')}${rest}</ul></td><td>${manifests.length}</td><td><span class="tag">${e(reason)}</span></td><td>${near}</td><td>${e(nearest?.edit ?? t`generate an Application`)}</td></tr>`;
}
