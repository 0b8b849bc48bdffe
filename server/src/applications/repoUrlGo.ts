/**
 * Parses a URL as Go's `net/url` does and writes it out again (`url.Parse`, `URL.String`): what is odd is escaped, what is
 * impossible is refused.
 * @returns undefined where Go reports an error.
 */
export function rewriteUrl(url: string): string | undefined {
  const hash = url.indexOf('#');
  const fragment = hash < 0 ? undefined : rewritePart(url.slice(hash + 1), FRAGMENT);
  const main = hash < 0 ? url : url.slice(0, hash);
  if ((hash >= 0 && fragment === undefined) || /[\0-\x1f\x7f]/.test(main)) return undefined;
  const tail = fragment ? '#' + fragment : '';
  if (main === '*') return '*' + tail;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(main)?.[0].slice(0, -1).toLowerCase() ?? '';
  if (main.startsWith(':')) return undefined;
  const rest = scheme === '' ? main : main.slice(scheme.length + 1);
  const question = rest.indexOf('?');
  const query = question < 0 ? '' : rest.slice(question);
  const body = question < 0 ? rest : rest.slice(0, question);
  const prefix = scheme === '' ? '' : scheme + ':';
  if (!body.startsWith('/')) {
    // Without a slash a URL with a scheme is opaque, and a path may not look like one.
    if (scheme !== '') return prefix + body + query + tail;
    if ((body.split('/', 1)[0] as string).includes(':')) return undefined;
  }
  if (body.startsWith('//') && (scheme !== '' || !body.startsWith('///'))) {
    const slash = body.indexOf('/', 2);
    const authority = rewriteAuthority(slash < 0 ? body.slice(2) : body.slice(2, slash), scheme);
    const path = rewritePath(slash < 0 ? '' : body.slice(slash));
    if (authority === undefined || path === undefined) return undefined;
    const slashes = authority !== '' || path !== '' ? '//' : '';
    return prefix + slashes + authority + path + query + tail;
  }
  const path = rewritePath(body);
  return path === undefined ? undefined : prefix + path + query + tail;
}

// Characters that Go leaves alone in each part, and those that it leaves alone only when the part as a whole needs no escapes.
const PATH = /^[\w.~$&+,/:;=@-]$/;
const FRAGMENT = /^[\w.~$&+,/:;=?@!()*-]$/;
const USER = /^[\w.~$&+,;=-]$/;
const HOST = /^[\w.~!$&'()*+,;=:[\]<>"-]$/;
const ALSO_VALID = /^[!$&'()*+,;=:@[\]%]$/;

function rewritePath(path: string): string | undefined {
  return rewritePart(path, PATH);
}

function rewritePart(part: string, plain: RegExp): string | undefined {
  const bytes = unescapeBytes(part);
  if (bytes === undefined) return undefined;
  if (Array.from(part).every((char) => plain.test(char) || ALSO_VALID.test(char))) return part;
  return escapeBytes(bytes, plain);
}

function rewriteAuthority(authority: string, scheme: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const host = rewriteHost(authority.slice(at + 1), scheme);
  if (host === undefined) return undefined;
  if (at < 0) return host;
  const user = authority.slice(0, at);
  if (!/^[\w.:~!$&'()*+,;=%@-]*$/.test(user)) return undefined;
  const colon = user.indexOf(':');
  const parts = colon < 0 ? [user] : [user.slice(0, colon), user.slice(colon + 1)];
  const rewritten = parts.map((part) => {
    const bytes = unescapeBytes(part);
    return bytes === undefined ? undefined : escapeBytes(bytes, USER);
  });
  return rewritten.includes(undefined) ? undefined : `${rewritten.join(':')}@${host}`;
}

function rewriteHost(host: string, scheme: string): string | undefined {
  const open = host.lastIndexOf('[');
  if (open > 0) return undefined;
  if (open === 0) {
    const close = host.lastIndexOf(']');
    if (close < 0 || !/^(?::[0-9]*)?$/.test(host.slice(close + 1))) return undefined;
    return /^[0-9a-f:.]*:[0-9a-f:.]*(?:%25.+)?$/i.test(host.slice(1, close)) ? host : undefined;
  }
  const first = host.indexOf(':');
  // Only http and https are strict about a second colon.
  const colon = scheme === 'http' || scheme === 'https' ? first : host.lastIndexOf(':');
  if (first >= 0 && !/^:[0-9]*$/.test(host.slice(colon))) return undefined;
  if (Array.from(host).some((char) => char < '\x80' && char !== '%' && !HOST.test(char))) return undefined;
  // Only what is not ASCII may be escaped in a host, and the percent sign.
  if (/%(?!25)[0-7]/.test(host)) return undefined;
  const bytes = unescapeBytes(host);
  return bytes === undefined ? undefined : escapeBytes(bytes, HOST);
}

function unescapeBytes(text: string): number[] | undefined {
  if (/%(?![0-9a-f]{2})/i.test(text)) return undefined;
  const out: number[] = [];
  const bytes = new TextEncoder().encode(text);
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === 0x25) {
      out.push(Number.parseInt(String.fromCharCode(bytes[i + 1] as number, bytes[i + 2] as number), 16));
      i += 2;
    } else out.push(bytes[i] as number);
  }
  return out;
}

function escapeBytes(bytes: readonly number[], plain: RegExp): string {
  return bytes
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return byte < 0x80 && plain.test(char) ? char : '%' + byte.toString(16).toUpperCase().padStart(2, '0');
    })
    .join('');
}
