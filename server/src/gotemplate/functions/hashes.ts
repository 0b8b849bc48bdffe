import { hmac } from '@noble/hashes/hmac';
import { sha1 } from '@noble/hashes/legacy';
import { scrypt } from '@noble/hashes/scrypt';
import { sha256, sha512 } from '@noble/hashes/sha2';
import { bytesToHex, concatBytes } from '@noble/hashes/utils';
import { fn, string, uint32Type } from '../functionTypes.ts';
import { toBytes } from '../goString.ts';
import { passwordCharacters, passwordSeed, passwordTemplates } from './passwordTemplates.ts';

function adler32(text: string): string {
  let low = 1;
  let high = 0;
  for (const byte of toBytes(text)) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return String(high * 65_536 + low);
}

function uint32(value: number | bigint): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, Number(value));
  return bytes;
}

/** A site password of the Master Password algorithm, version 0 (crypto.go derivePassword). */
function derivePassword(counter: bigint, type: string, password: string, user: string, site: string): string {
  const templates = passwordTemplates.get(type);
  if (!templates) return `cannot find password template ${type}`;
  const [seedText, userBytes, siteBytes] = [toBytes(passwordSeed), toBytes(user), toBytes(site)];
  const salt = concatBytes(seedText, uint32(userBytes.length), userBytes);
  const key = scrypt(toBytes(password), salt, { N: 32_768, r: 8, p: 2, dkLen: 64 });
  const seed = hmac(sha256, key, concatBytes(seedText, uint32(siteBytes.length), siteBytes, uint32(counter)));
  const template = templates[(seed[0] as number) % templates.length] as string;
  return Array.from(template, (kind, at) => {
    const characters = passwordCharacters.get(kind) as string;
    return characters.charAt((seed[at + 1] as number) % characters.length);
  }).join('');
}

/** sprig's checksums and derived passwords (crypto.go). */
export const hashFunctions = [
  fn('sha1sum', [string], string, (text) => bytesToHex(sha1(toBytes(text)))),
  fn('sha256sum', [string], string, (text) => bytesToHex(sha256(toBytes(text)))),
  fn('sha512sum', [string], string, (text) => bytesToHex(sha512(toBytes(text)))),
  fn('adler32sum', [string], string, adler32),
  fn('derivePassword', [uint32Type, string, string, string, string], string, derivePassword),
];
