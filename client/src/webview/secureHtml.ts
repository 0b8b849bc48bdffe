/** Opens the page’s links in the editor, and keeps the place and the searches when the page is written anew. */
const BRIDGE = `(() => {
  const api = acquireVsCodeApi();
  const searches = [...document.querySelectorAll('input[type=search]')];
  const { scroll = 0, words = [] } = api.getState() ?? {};
  for (const [i, input] of searches.entries())
    if (words[i]) {
      input.value = words[i];
      input.dispatchEvent(new Event('input'));
    }
  scrollTo(0, scroll);
  const keep = () => api.setState({ scroll: scrollY, words: searches.map((input) => input.value) });
  addEventListener('scroll', keep, { passive: true });
  addEventListener('input', keep);
  addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('[data-file], [data-uri]') : null;
    if (!link) return;
    event.preventDefault();
    api.postMessage({ ...link.dataset });
  });
})();`;

/**
 * Fits a page into a webview: a policy that loads nothing from anywhere and runs only the scripts that are here,
 * in place of the page’s own, and the bridge to the editor.
 */
export function secureHtml(html: string): string {
  const nonce = crypto.randomUUID().replaceAll('-', '');
  const policy = [
    "default-src 'none'",
    'img-src data:',
    `style-src 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/i, '')
    .replace(/<(script|style)(?: nonce="[^"]*")?>/g, `<$1 nonce="${nonce}">`)
    .replace('<head>', () => `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace('</body>', () => `<script nonce="${nonce}">${BRIDGE}</script></body>`);
}
