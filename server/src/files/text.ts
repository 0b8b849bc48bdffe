const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Decodes a file's bytes as Argo CD does (`util/io` utfutil): UTF-8, or UTF-16 when a byte order mark says so. Invalid bytes
 * become U+FFFD.
 */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return stripBom(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return stripBom(new TextDecoder('utf-16be').decode(bytes));
  return stripBom(utf8.decode(bytes));
}

/** Editors hide the byte order mark; offsets and columns count from what follows it. */
function stripBom(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Whether the text is rather a binary file: a NUL in its first part. */
export function looksBinary(text: string): boolean {
  return text.slice(0, 8000).includes('\u0000');
}
