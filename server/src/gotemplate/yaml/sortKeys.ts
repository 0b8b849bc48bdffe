const letter = /^\p{L}$/u;
const digit = /^\p{Nd}$/u;

/** The number that the digits from `at` on make, and where they end. Like Go, it wraps at 64 bits. */
function readNumber(chars: readonly string[], at: number, start: bigint): { value: bigint; end: number } {
  let value = start;
  let end = at;
  while (end < chars.length && digit.test(chars[end] as string)) {
    const code = (chars[end] as string).codePointAt(0) as number;
    value = BigInt.asIntN(64, value * 10n + BigInt(code - 48));
    end++;
  }
  return { value, end };
}

/**
 * The order of keys in go-yaml's output (sorter.go): numbers inside by their size, letters after other characters.
 * @param lettersFirst go-yaml v3: after a digit a letter sorts before other characters.
 */
export function compareKeys(left: string, right: string, lettersFirst: boolean): number {
  const a = [...left];
  const b = [...right];
  let afterDigit = false;
  for (let at = 0; at < a.length && at < b.length; at++) {
    const charA = a[at] as string;
    const charB = b[at] as string;
    if (charA === charB) {
      afterDigit = digit.test(charA);
      continue;
    }
    const letterA = letter.test(charA);
    const letterB = letter.test(charB);
    if (letterA && letterB) return compareCodes(charA, charB);
    if (letterA || letterB) return (lettersFirst && afterDigit ? letterA : letterB) ? -1 : 1;
    return compareNumbers(a, b, at);
  }
  return a.length - b.length;
}

function compareNumbers(a: readonly string[], b: readonly string[], at: number): number {
  let start = 0n;
  if (a[at] === '0' || b[at] === '0') {
    for (let back = at - 1; back >= 0 && digit.test(a[back] as string); back--) {
      if (a[back] !== '0') start = 1n;
      if (start !== 0n) break;
    }
  }
  const left = readNumber(a, at, start);
  const right = readNumber(b, at, start);
  if (left.value !== right.value) return left.value < right.value ? -1 : 1;
  if (left.end !== right.end) return left.end - right.end;
  return compareCodes(a[at] as string, b[at] as string);
}

function compareCodes(a: string, b: string): number {
  return (a.codePointAt(0) as number) - (b.codePointAt(0) as number);
}
