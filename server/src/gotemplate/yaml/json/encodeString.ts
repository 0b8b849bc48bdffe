const shortEscapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escapeChar(char: string): string {
  const short = shortEscapes[char];
  if (short !== undefined) return short;
  const code = char.charCodeAt(0);
  // Bytes that are no UTF-8 are lone surrogates in our strings, and U+FFFD in JSON.
  if (code >= 0xd800 && code <= 0xdfff) return '\\ufffd';
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/** A string as encoding/json writes it; `html` also escapes <, > and &, as json.Marshal does. */
export function encodeJsonString(text: string, html: boolean): string {
  const special = html ? /["\\<>&\x00-\x1f\u2028\u2029]|\p{Surrogate}/gu : /["\\\x00-\x1f\u2028\u2029]|\p{Surrogate}/gu;
  return `"${text.replace(special, escapeChar)}"`;
}

/** A float64 as encoding/json writes it; undefined for the values that JSON has not. */
export function encodeJsonNumber(value: number): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Object.is(value, -0) ? '-0' : String(value);
}
