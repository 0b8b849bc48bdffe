import { t } from '../../../l10n/t.ts';
import type { Report } from '../../model.ts';
import { percent } from '../../unwatchedGroups.ts';
import { type Area, areasOf } from '../areas.ts';
import { escapeHtml as e } from '../escape.ts';
import { type Section, section } from '../parts.ts';
import { type Box, squarify } from '../squarify.ts';

/** Areas that can be told apart. */
const MOST = 60;
/** Width of the picture divided by its height: a strip where there is little to see. */
const aspectOf = (areas: number): number => (areas < 6 ? 8 : 2.6);

/** Directories as areas, sized by their manifests and coloured by coverage; a click filters the list above. */
export function map({ manifests }: Report): Section | undefined {
  const areas = areasOf(manifests, MOST);
  if (areas.length === 0) return undefined;
  const aspect = aspectOf(areas.length);
  const boxes = squarify(
    areas.map(({ all }) => all),
    aspect,
  );
  const buttons = areas.map((area, i) => button(area, boxes[i] as Box));
  const hint = t`Each area is a directory, as large as its manifests are many. Choose one to see what nothing deploys there.`;
  return section(
    'map',
    t`Map`,
    `<p class="muted">${e(hint)}</p><div class="map" style="aspect-ratio:${aspect}">${buttons.join('')}</div>`,
  );
}

function button({ directory, all, deployed, unwatched }: Area, { x, y, width, height }: Box): string {
  const share = deployed / all;
  const grade = share === 1 ? 'all' : share >= 0.5 ? 'most' : share > 0 ? 'some' : unwatched > 0 ? 'none' : 'else';
  const spoken = t`${directory}: ${deployed} of ${all} deployed automatically, ${unwatched} nowhere`;
  const place = [x, y, width, height].map((value) => value.toFixed(3));
  const style = `left:${place[0]}%;top:${place[1]}%;width:${place[2]}%;height:${place[3]}%`;
  return `<button type="button" class="${grade}" aria-pressed="false" data-directory="${e(directory)}" style="${style}" title="${e(spoken)}"><b>${e(directory.split('/').slice(-2).join('/'))}</b><span>${percent(share)} %</span><span class="hidden">${e(spoken)}</span></button>`;
}
