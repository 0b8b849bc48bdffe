import { isLetter, isLower, isNumber, isSpace, isTitle, isUpper, toLowerChar, toUpperChar } from './letters.ts';

/** Case styles of github.com/huandu/xstrings convert.go. */

function isConnector(char: string): boolean {
  return char === '-' || char === '_' || isSpace(char);
}

/** `http_server` → `HttpServer`; leading connectors stay. */
export function toPascalCase(text: string): string {
  const chars = [...text];
  const first = chars.findIndex((char) => !isConnector(char));
  if (first < 0 || first === chars.length - 1) {
    // Of connectors alone the last one comes twice.
    return first < 0
      ? text + (chars.at(-1) ?? '')
      : chars.slice(0, first).join('') + toUpperChar(chars[first] as string);
  }
  let result = chars.slice(0, first).join('');
  let current = chars[first] as string;
  let followsUpper = isUpper(current);
  current = toUpperChar(current);
  for (const next of chars.slice(first + 1)) {
    const previous = current;
    current = next;
    if (isConnector(current) && isConnector(previous)) {
      result += previous;
      continue;
    }
    if (isConnector(previous)) {
      followsUpper = isUpper(current);
      current = toUpperChar(current);
      continue;
    }
    if (followsUpper) {
      if (isUpper(current)) current = toLowerChar(current);
      else followsUpper = false;
    }
    result += previous;
  }
  return result + current;
}

type WordKind = 'none' | 'number' | 'upper' | 'alphabet' | 'connector' | 'punctuation' | 'other';

interface Word {
  readonly kind: WordKind;
  readonly text: string;
}

const none: Word = { kind: 'none', text: '' };

function isPunctuation(char: string): boolean {
  return /^\p{P}$/u.test(char);
}

/** CJK ideographs do not count as an alphabet. */
function isAlphabet(char: string): boolean {
  return isLetter(char) && char < '\u3400';
}

class WordReader {
  private readonly chars: readonly string[];
  private at = 0;

  constructor(text: string) {
    this.chars = [...text];
  }

  get done(): boolean {
    return this.at >= this.chars.length;
  }

  next(): Word {
    const first = this.chars[this.at];
    if (first === undefined) return none;
    const start = this.at++;
    const word = (kind: WordKind): Word => ({ kind, text: this.chars.slice(start, this.at).join('') });
    if (isConnector(first)) return this.take(isConnector, () => word('connector'));
    if (isPunctuation(first)) return this.take(isPunctuation, () => word('punctuation'));
    if (isUpper(first)) {
      this.takeAfterUpper();
      return word('upper');
    }
    const lowerOnly = (char: string): boolean => isAlphabet(char) && !isUpper(char);
    if (isAlphabet(first)) return this.take(lowerOnly, () => word('alphabet'));
    if (isNumber(first)) return this.take(isNumber, () => word('number'));
    const other = (char: string): boolean =>
      !isConnector(char) && !isAlphabet(char) && !isNumber(char) && !isPunctuation(char);
    return this.take(other, () => word('other'));
  }

  private take(accepts: (char: string) => boolean, build: () => Word): Word {
    this.skipWhile(accepts);
    return build();
  }

  private skipWhile(accepts: (char: string) => boolean): void {
    while (!this.done && accepts(this.chars[this.at] as string)) this.at++;
  }

  /** `HTTPServer` is cut before the `S`: the last capital of a run belongs to the word that follows. */
  private takeAfterUpper(): void {
    const second = this.chars[this.at];
    if (second === undefined) return;
    if (isUpper(second)) {
      this.skipWhile(isUpper);
      if (!this.done && isAlphabet(this.chars[this.at] as string)) this.at--;
    } else if (isAlphabet(second)) {
      this.skipWhile((char) => isAlphabet(char) && !isUpper(char));
    }
  }
}

function lowerWord(word: Word, connector: string): string {
  if (word.kind !== 'upper' && word.kind !== 'connector') return word.text;
  return Array.from(word.text, (char) => {
    if (isConnector(char)) return connector;
    return isUpper(char) ? toLowerChar(char) : char;
  }).join('');
}

const isWordPart = (word: Word): boolean => word.kind === 'alphabet' || word.kind === 'number';
const isGap = (word: Word): boolean => word.kind === 'connector' || word.kind === 'punctuation';

/** Words in lower case joined by `_` (snakecase) or `-` (kebabcase): `HTTPServer` → `http_server`. */
export function joinWords(text: string, connector: string): string {
  const reader = new WordReader(text);
  let result = '';
  let word = reader.next();
  const takeWordParts = (): void => {
    while (isWordPart(word)) {
      result += lowerWord(word, connector);
      word = reader.next();
    }
  };
  while (!reader.done) {
    if (word.kind !== 'connector') result += lowerWord(word, connector);
    const previous = word;
    word = reader.next();
    if (previous.kind === 'number') {
      takeWordParts();
      if (!isGap(word) && word !== none) result += connector;
    } else if (previous.kind === 'connector') {
      result += lowerWord(previous, connector);
    } else if (previous.kind !== 'punctuation') {
      if (word.kind !== 'number') {
        if (!isGap(word)) result += connector;
        continue;
      }
      if (reader.done) continue;
      const number = word;
      word = reader.next();
      if (word.kind !== 'alphabet') {
        result += lowerWord(number, connector);
        if (!isGap(word)) result += connector;
        continue;
      }
      result += connector + lowerWord(number, connector);
      takeWordParts();
      if (!isGap(word) && word !== none) result += connector;
    }
  }
  return result + lowerWord(word, connector);
}

/** Upper case becomes lower case and the other way round. */
export function swapCase(text: string): string {
  return Array.from(text, (char) => {
    if (isUpper(char) || isTitle(char)) return toLowerChar(char);
    return isLower(char) ? toUpperChar(char) : char;
  }).join('');
}
