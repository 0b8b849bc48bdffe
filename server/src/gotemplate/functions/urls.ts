import { dict, fn, string, TemplateError } from '../functionTypes.ts';
import { type GoMap, kindOf, Unknown, type Value } from '../values.ts';
import { formatUrl, parseUrl, type UrlParts } from './text/url.ts';

function parse(text: string): UrlParts {
  const parts = parseUrl(text);
  if ('error' in parts) throw new TemplateError(`unable to parse url: ${parts.error}`);
  return parts;
}

function urlParse(text: string): GoMap {
  const { scheme, host, hostname, path, query, opaque, fragment, userinfo } = parse(text);
  return new Map(Object.entries({ scheme, host, hostname, path, query, opaque, fragment, userinfo: userinfo ?? '' }));
}

function textOf(map: GoMap, key: string): string {
  const value: Value = map.get(key) ?? '';
  if (typeof value === 'string') return value;
  throw new TemplateError(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`);
}

function urlJoin(map: GoMap): string | Unknown {
  for (const value of map.values()) if (value instanceof Unknown) return value;
  const userinfo = textOf(map, 'userinfo');
  return formatUrl({
    scheme: textOf(map, 'scheme'),
    host: textOf(map, 'host'),
    hostname: '',
    path: textOf(map, 'path'),
    query: textOf(map, 'query'),
    opaque: textOf(map, 'opaque'),
    fragment: textOf(map, 'fragment'),
    userinfo: userinfo === '' ? undefined : userinfo,
  });
}

/** sprig's URLs (url.go, network.go). Helm and Argo CD switch host lookups off. */
export const urlFunctions = [
  fn('urlParse', [string], dict, urlParse),
  fn('urlJoin', [dict], string, urlJoin),
  fn('getHostByName', [string], string, () => ''),
];
