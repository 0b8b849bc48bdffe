import { t } from '../../../l10n/t.ts';
import { environmentGaps } from '../../environments.ts';
import type { Report } from '../../model.ts';
import { escapeHtml as e, placeLink } from '../escape.ts';
import { type Section, search, section, table } from '../parts.ts';

/** Rows of the environment matrix, at most. */
const MOST = 500;

/** File × destination for files that reach some environments and not others: the gaps stand out. */
export function environments({ environments: matrix }: Report): Section | undefined {
  const gaps = environmentGaps(matrix);
  if (gaps.length === 0) return undefined;
  const rows = gaps.slice(0, MOST).map(({ repository, directory, files, reached }) => {
    const [only] = files;
    const where =
      files.length === 1 && only !== undefined ? placeLink(only, 1, repository, only) : `<code>${e(directory)}/</code>`;
    const cells = matrix.destinations.map((name) =>
      reached.has(name)
        ? `<td class="here" data-sort="1">✓<span class="hidden">${e(t`here`)}</span></td>`
        : `<td class="gap" data-sort="0">–<span class="hidden">${e(t`not here`)}</span></td>`,
    );
    return `<tr><td>${where}</td><td>${files.length}</td>${cells.join('')}</tr>`;
  });
  const title = t`Environments`;
  return section(
    'environments',
    title,
    search('environments', t`Search environments`) +
      table('environments', [t`Where`, t`Files`, ...matrix.destinations], rows, title),
  );
}
