import type { Span } from '../../problems/problem.ts';
import { type Content, NO_OUTPUT, type Output } from './invocation.ts';
import { candidatesOf } from './path.ts';

/** The manifests of a file that is read through a redirection. */
export function fileContent(path: string, starts: readonly string[]): Content {
  return {
    type: 'target',
    kind: 'kubectl',
    target: { type: 'files', candidates: candidatesOf(path, starts), recursive: false },
  };
}

/** Text of a here-document, as manifests and as words. */
export function textOutput(text: string, span: Span): Output {
  return {
    words: text
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, 500),
    contents: [{ type: 'text', text, span }],
  };
}

/** What several commands write one after the other. */
export function joined(outputs: readonly Output[]): Output {
  const some = outputs.filter(({ words, contents }) => words.length > 0 || contents.length > 0);
  if (some.length <= 1) return some[0] ?? NO_OUTPUT;
  return {
    words: some.flatMap(({ words }) => words).slice(0, 500),
    contents: some.flatMap(({ contents }) => contents).slice(0, 500),
  };
}
