import type { ManifestFacts } from '../manifests/manifestFacts.ts';
import { type SuppressionComment, suppresses, suppressionComments } from '../manifests/suppression.ts';
import type { Span } from '../problems/problem.ts';

/** A suppression comment with what it hid. */
export interface Suppression extends SuppressionComment {
  /** The document at whose head it stands, and which it counts for as a whole; else it counts for the line below it. */
  readonly document: ManifestFacts | undefined;
  /** The codes of the findings that it hid. */
  readonly used: Set<string>;
}

/** The suppressions of a file; they remember what they were used for. */
export class Suppressions {
  readonly comments: readonly Suppression[];
  readonly #heads = new Map<ManifestFacts, Suppression>();
  readonly #above = new Map<number, Suppression>();

  constructor(
    private readonly text: string,
    private readonly documents: readonly ManifestFacts[],
  ) {
    const heads = headsOf(suppressionComments(text), documents);
    this.comments = heads.map(([comment, document]) => ({ ...comment, document, used: new Set() }));
    for (const comment of this.comments) {
      if (comment.document) this.#heads.set(comment.document, comment);
      this.#above.set(comment.below, comment);
    }
  }

  /** Whether a comment suppresses a code at a place: on the line above it, or at the head of its document. */
  covers(code: string, span: Span): boolean {
    const document = this.documents.find((facts) => facts.span.start <= span.start && span.start < facts.span.end);
    const head = document && this.#heads.get(document);
    const above = this.#above.get(this.text.lastIndexOf('\n', span.start - 1) + 1);
    const comment = [head, above].find((candidate) => suppresses(candidate?.codes, code));
    comment?.used.add(code);
    return comment !== undefined;
  }
}

/** Comments with the document that each is the head of: the first that stands before its content and says what it was read to say. */
function headsOf(
  comments: readonly SuppressionComment[],
  documents: readonly ManifestFacts[],
): [SuppressionComment, ManifestFacts | undefined][] {
  const heads = new Map<SuppressionComment, ManifestFacts>();
  let after = 0;
  for (const document of documents) {
    const codes = document.suppressed?.join();
    const head = comments.find(
      (comment) =>
        comment.span.start >= after && comment.span.start < document.kindSpan.start && comment.codes.join() === codes,
    );
    if (head) heads.set(head, document);
    after = document.span.end;
  }
  return comments.map((comment) => [comment, heads.get(comment)]);
}
