const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function encode(bytes: Uint8Array, alphabet: string, bits: number, block: number): string {
  let result = '';
  let buffer = 0;
  let held = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    held += 8;
    while (held >= bits) {
      held -= bits;
      result += alphabet.charAt((buffer >> held) & (2 ** bits - 1));
    }
    buffer &= 2 ** held - 1;
  }
  if (held > 0) result += alphabet.charAt((buffer << (bits - held)) & (2 ** bits - 1));
  return result.padEnd(Math.ceil(result.length / block) * block, '=');
}

type Decoded = Uint8Array | { readonly error: string };

interface Decoding {
  readonly name: string;
  readonly alphabet: string;
  readonly bits: number;
  readonly block: number;
  /** How many padding characters a last block may have. */
  readonly paddings: readonly number[];
}

/** Decodes padded text as Go's encoders do: line breaks are skipped, and errors name the byte they are at. */
function decode(text: string, { name, alphabet, bits, block, paddings }: Decoding): Decoded {
  const bad = (at: number): Decoded => ({ error: `illegal ${name} data at input byte ${at}` });
  const bytes: number[] = [];
  let buffer = 0;
  let held = 0;
  let inBlock = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\n' || char === '\r') continue;
    if (char === '=') {
      const padding = block - inBlock;
      if (inBlock === 0 || !paddings.includes(padding)) return bad(at);
      return checkPadding(text, at, padding, bad) ?? Uint8Array.from(bytes);
    }
    const value = alphabet.indexOf(char);
    if (value < 0) return bad(at);
    buffer = (buffer << bits) | value;
    held += bits;
    inBlock = (inBlock + 1) % block;
    if (held < 8) continue;
    held -= 8;
    bytes.push((buffer >> held) & 0xff);
    buffer &= 2 ** held - 1;
  }
  return inBlock === 0 ? Uint8Array.from(bytes) : bad(text.length - inBlock);
}

function checkPadding(text: string, from: number, wanted: number, bad: (at: number) => Decoded): Decoded | undefined {
  let found = 0;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\n' || char === '\r') continue;
    if (found === wanted || char !== '=') return bad(at);
    found++;
  }
  return found === wanted ? undefined : bad(text.length);
}

export function encodeBase64(bytes: Uint8Array): string {
  return encode(bytes, base64Alphabet, 6, 4);
}

export function encodeBase32(bytes: Uint8Array): string {
  return encode(bytes, base32Alphabet, 5, 8);
}

export function decodeBase64(text: string): Decoded {
  return decode(text, { name: 'base64', alphabet: base64Alphabet, bits: 6, block: 4, paddings: [1, 2] });
}

export function decodeBase32(text: string): Decoded {
  return decode(text.replace(/[\r\n]/g, ''), {
    name: 'base32',
    alphabet: base32Alphabet,
    bits: 5,
    block: 8,
    paddings: [1, 3, 4, 6],
  });
}
