import { t } from '../../../l10n/t.ts';
import type { Report, Summary } from '../../model.ts';
import { percent } from '../../unwatchedGroups.ts';
import { escapeHtml as e } from '../escape.ts';

const STATUSES = ['deployed', 'manual', 'possible', 'other', 'unwatched'] as const;

/** The figure, a bar, and what stands behind it. */
export function headline({ summary, repositories, notes }: Report): string {
  const counted = summary.manifests - summary.ignored - summary.root;
  const share = (status: (typeof STATUSES)[number]): string =>
    (counted === 0 ? 0 : (100 * summary[status]) / counted).toFixed(3);
  const bar = STATUSES.map((status) => `<span class="${status}" style="width:${share(status)}%"></span>`).join('');
  const legend = STATUSES.map((status) => `<li><i class="${status}"></i>${e(words(summary, status))}</li>`).join('');
  const where = repositories
    .map(({ name, branch }) => e([name, branch].filter((part) => part !== undefined).join(' · ')))
    .join('<br>');
  const spoken = t`${summary.deployed} of ${counted} manifests are deployed automatically, ${summary.unwatched} nowhere`;
  const rest = t`${summary.root} registered by hand · ${summary.ignored} ignored`;
  return `<h1>${e(t`${percent(summary.coverage)} % deployed automatically`)}</h1>
<p class="muted">${where}</p>
<div class="bar" role="img" aria-label="${e(spoken)}">${bar}</div>
<ul class="legend">${legend}<li class="muted">${e(rest)}</li></ul>
${notes.map((note) => `<p class="note">${e(note)}</p>`).join('\n')}`;
}

function words(summary: Summary, status: (typeof STATUSES)[number]): string {
  switch (status) {
    case 'deployed':
      return t`${summary.deployed} automatically`;
    case 'manual':
      return t`${summary.manual} by hand`;
    case 'possible':
      return t`${summary.possible} possibly`;
    case 'other':
      return t`${summary.other} by other routes`;
    case 'unwatched':
      return t`${summary.unwatched} nowhere`;
  }
}
