import { rewriteUrl } from '../../applications/repoUrlGo.ts';

/**
 * The scheme of a text that Go's `url.Parse` takes for a URL (`net/url/url.go` getScheme), in lower case; undefined for a
 * text without one, or one that Go refuses to parse. `a:b.yaml` has the scheme `a`.
 */
export function urlScheme(text: string): string | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1];
  return scheme === undefined || rewriteUrl(text) === undefined ? undefined : scheme.toLowerCase();
}
