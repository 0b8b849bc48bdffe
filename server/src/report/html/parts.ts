import { escapeHtml as e } from './escape.ts';

/** A chapter of the page, reachable from its contents. */
export function section(id: string, title: string, body: string): Section {
  return {
    id,
    title,
    html: `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${e(title)}</h2>${body}</section>`,
  };
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

/** A field that filters the rows of a table, and tells how many are left. */
export function search(tableId: string, label: string): string {
  return `<div class="search"><input type="search" data-table="${tableId}" aria-label="${e(label)}" placeholder="${e(label)}…"><span class="muted" role="status" data-count="${tableId}"></span></div>`;
}

/** A table that sorts by its headings. @param rows cells already escaped. */
export function table(id: string, header: readonly string[], rows: readonly string[], caption = ''): string {
  const heads = header.map((name) => `<th scope="col"><button type="button">${e(name)}</button></th>`).join('');
  const label = caption === '' ? '' : `<caption class="hidden">${e(caption)}</caption>`;
  return `<div class="scroll" tabindex="0" role="group" aria-label="${e(caption || (header[0] ?? ''))}"><table id="${id}-table" data-sortable>${label}<thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}
