import { toBytes } from '../../goString.ts';
import { quoteGo } from '../../yaml/quoteGo.ts';

/** The parts of a URL as Go's net/url holds them; `path`, `fragment` and `userinfo` are decoded where Go decodes them. */
export interface UrlParts {
  readonly scheme: string;
  readonly opaque: string;
  readonly host: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
  readonly userinfo: string | undefined;
}

class UrlError extends Error {}

/** Undoes %-escapes. @throws UrlError for a bad escape */
function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/su.exec(text);
  if (bad) throw new UrlError(`invalid URL escape ${quoteGo(bad[0])}`);
  const bytes: number[] = [];
  for (let at = 0; at < text.length; ) {
    if (text.charAt(at) === '%') {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 3), 16));
      at += 3;
    } else {
      const char = String.fromCodePoint(text.codePointAt(at) as number);
      bytes.push(...toBytes(char));
      at += char.length;
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

const unreserved = /[A-Za-z0-9\-_.~]/;

function percentEncode(text: string, also: string): string {
  return Array.from(toBytes(text), (byte) => {
    const char = String.fromCharCode(byte);
    const plain = byte < 0x80 && (unreserved.test(char) || also.includes(char));
    return plain ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('');
}

const inPath = "$&+,/:;=@!'()*[]";
const inFragment = "$&+,/:;=?@!()*'[]";
const inUser = '$&+,;=';

function splitScheme(text: string): { scheme: string; rest: string } {
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text);
  if (match) return { scheme: (match[1] as string).toLowerCase(), rest: text.slice(match[0].length) };
  if (text.startsWith(':')) throw new UrlError('missing protocol scheme');
  return { scheme: '', rest: text };
}

function parseUserinfo(text: string): string {
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(text)) throw new UrlError('net/url: invalid userinfo');
  const colon = text.indexOf(':');
  if (colon < 0) return percentEncode(percentDecode(text), inUser);
  return `${percentEncode(percentDecode(text.slice(0, colon)), inUser)}:${percentEncode(percentDecode(text.slice(colon + 1)), inUser)}`;
}

function parseHost(host: string): string {
  const port = (text: string): void => {
    if (!/^(?::[0-9]*)?$/.test(text)) throw new UrlError(`invalid port ${quoteGo(text)} after host`);
  };
  if (host.startsWith('[')) {
    const end = host.lastIndexOf(']');
    if (end < 0) throw new UrlError("missing ']' in host");
    port(host.slice(end + 1));
    return host;
  }
  const colon = host.lastIndexOf(':');
  if (colon >= 0) port(host.slice(colon));
  const bad = /[\x00-\x20"<>\\^`{|}\x7f]/.exec(host);
  if (bad) throw new UrlError(`invalid character ${quoteGo(bad[0])} in host name`);
  return percentDecode(host);
}

function hostnameOf(host: string): string {
  const bracketed = /^\[([^\]]*)\]/.exec(host);
  if (bracketed) return bracketed[1] as string;
  return host.replace(/:[0-9]*$/, '');
}

/** Reads a URL as url.Parse does. @returns the parts or Go's error text. */
export function parseUrl(text: string): UrlParts | { readonly error: string } {
  const hash = text.indexOf('#');
  const body = hash < 0 ? text : text.slice(0, hash);
  let shown = body;
  try {
    const parts = parseBody(body);
    shown = text;
    return { ...parts, fragment: hash < 0 ? '' : percentDecode(text.slice(hash + 1)) };
  } catch (error) {
    if (!(error instanceof UrlError)) throw error;
    return { error: `parse ${quoteGo(shown)}: ${error.message}` };
  }
}

function parseBody(text: string): Omit<UrlParts, 'fragment'> {
  const none = { scheme: '', opaque: '', host: '', hostname: '', path: '', query: '', userinfo: undefined };
  if (/[\x00-\x1f\x7f]/.test(text)) throw new UrlError('net/url: invalid control character in URL');
  if (text === '*') return { ...none, path: '*' };
  const { scheme, rest: afterScheme } = splitScheme(text);
  const question = afterScheme.indexOf('?');
  const query = question < 0 ? '' : afterScheme.slice(question + 1);
  let rest = question < 0 ? afterScheme : afterScheme.slice(0, question);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...none, scheme, query, opaque: rest };
    if ((rest.split('/')[0] ?? '').includes(':')) throw new UrlError('first path segment in URL cannot contain colon');
  }
  let host = '';
  let userinfo: string | undefined;
  if (rest.startsWith('//')) {
    const slash = rest.indexOf('/', 2);
    const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
    rest = slash < 0 ? '' : rest.slice(slash);
    const at = authority.lastIndexOf('@');
    host = parseHost(authority.slice(at + 1));
    if (at >= 0) userinfo = parseUserinfo(authority.slice(0, at));
  }
  return { scheme, opaque: '', host, hostname: hostnameOf(host), path: percentDecode(rest), query, userinfo };
}

/** Puts a URL together as URL.String does. */
export function formatUrl(parts: UrlParts): string {
  let text = parts.scheme === '' ? '' : `${parts.scheme}:`;
  if (parts.opaque !== '') {
    text += parts.opaque;
  } else {
    const path = parts.path === '*' ? '*' : percentEncode(parts.path, inPath);
    if (parts.scheme !== '' || parts.host !== '' || parts.userinfo !== undefined) {
      if (parts.host !== '' || parts.path !== '' || parts.userinfo !== undefined) text += '//';
      if (parts.userinfo !== undefined) text += `${parts.userinfo}@`;
      text += parts.host;
    }
    if (path !== '' && !path.startsWith('/') && parts.host !== '') text += '/';
    if (text === '' && (path.split('/')[0] ?? '').includes(':')) text += './';
    text += path;
  }
  if (parts.query !== '') text += `?${parts.query}`;
  if (parts.fragment !== '') text += `#${percentEncode(parts.fragment, inFragment)}`;
  return text;
}
