import { any, fn, type GoFunction, intBig, intNumber, rest, string, TemplateError } from '../functionTypes.ts';
import { UNKNOWN_TEXT } from '../unknown.ts';
import { Unknown } from '../values.ts';
import { longestText, tooLarge } from './limits.ts';
import { ShapedUnknown, unknownText } from './unknowns.ts';

function randomText(name: string): GoFunction {
  return fn(name, [intNumber], string, (count) => {
    if (count <= 0) return '';
    return count > longestText ? tooLarge() : unknownText(`${name} is random`, count);
  });
}

/** Random bytes in base64. */
function randomBytes(count: number): string | Unknown {
  if (count <= 0) return '';
  const decoded = unknownText('randBytes is random', count);
  const length = Math.ceil(count / 3) * 4;
  return new ShapedUnknown('randBytes is random', { goType: 'string', kind: 'string', length, decoded });
}

/** Certificates and keys are new in every rendering. */
function generated(name: string): GoFunction {
  return fn(name, [rest(any)], any, () => new Unknown(`${name} is random`), { unknown: 'see' });
}

function randomInt(low: number, high: number): bigint | Unknown {
  if (high - low <= 0) throw new TemplateError('invalid argument to Intn');
  if (high - low === 1) return BigInt(low);
  return new ShapedUnknown('randInt is random', { goType: 'int', kind: 'int' });
}

function shuffle(text: string): string | Unknown {
  return new Set(text).size < 2 ? text : unknownText('shuffle is random');
}

/** sprig's functions whose result differs in every rendering (crypto.go, strings.go): unknown, with what is sure. */
export const randomFunctions = [
  randomText('randAlphaNum'),
  randomText('randAlpha'),
  randomText('randNumeric'),
  randomText('randAscii'),
  fn('randBytes', [intNumber], string, randomBytes),
  fn('randInt', [intNumber, intNumber], intBig, randomInt),
  fn('uuidv4', [], string, () => unknownText('uuidv4 is random', 36)),
  fn('shuffle', [string], string, shuffle),
  fn('bcrypt', [string], string, () => unknownText('bcrypt salts are random', 60, `$2a$10$${UNKNOWN_TEXT}`)),
  fn('htpasswd', [string, string], string, (user) => {
    if (user.includes(':')) return `invalid username: ${user}`;
    return unknownText('htpasswd salts are random', undefined, `${user}:$2a$10$${UNKNOWN_TEXT}`);
  }),
  fn('encryptAES', [string, string], string, () => unknownText('encryptAES is random')),
  ...[
    'genPrivateKey',
    'genCA',
    'genCAWithKey',
    'genSelfSignedCert',
    'genSelfSignedCertWithKey',
    'genSignedCert',
    'genSignedCertWithKey',
    'buildCustomCert',
    'decryptAES',
  ].map(generated),
];
