import { withoutControls } from '../../problems/controls.ts';

/** Escapes text for HTML content and attributes: names come from strangers. Control characters and bidirectional overrides are made visible. */
export function escapeHtml(text: string): string {
  return withoutControls(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** A sentence of ours: what stands in backticks is code. */
export function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** A link to a place; a page in an editor opens it by its data attributes. */
export function placeLink(
  file: string,
  line: number,
  repository: string | undefined,
  label = `${file}:${line}`,
): string {
  const href = file.split('/').map(encodeURIComponent).join('/');
  const owner = repository === undefined ? '' : ` data-repository="${escapeHtml(repository)}"`;
  return `<a href="${escapeHtml(href)}#L${line}" data-file="${escapeHtml(file)}" data-line="${line}"${owner}>${escapeHtml(label)}</a>`;
}
