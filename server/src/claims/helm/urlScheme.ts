/**
 * The scheme of a text that Go's `url.Parse` takes for a URL (`net/url/url.go` getScheme), in lower case; undefined for a
 * text without one, or one that Go refuses to parse. `a:b.yaml` has the scheme `a`.
 */
export function urlScheme(text: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1];
  if (scheme === undefined || /[\0-\x1f\x7f]/.test(text)) return undefined;
  const hash = text.indexOf('#');
  if (hash >= 0 && hasBadEscape(text.slice(hash + 1))) return undefined;
  const body = (hash < 0 ? text : text.slice(0, hash)).slice(scheme.length + 1).split('?', 1)[0] as string;
  // Without a slash the rest is opaque and anything goes.
  if (!body.startsWith('/')) return scheme.toLowerCase();
  const authority = body.startsWith('//') ? (body.slice(2).split('/', 1)[0] as string) : '';
  if (/[\s^`{|}\\]/.test(authority) || /:[^\d@\]]*$/.test(authority.replace(/:$/, ''))) return undefined;
  return hasBadEscape(body) ? undefined : scheme.toLowerCase();
}

function hasBadEscape(text: string): boolean {
  return /%(?![0-9a-f]{2})/i.test(text);
}
