import type { Span } from '../../problems/problem.ts';

/** A command or step that builds an image, as its file tells. Unknown stretches are `UNKNOWN_TEXT`. */
export interface ImageBuild {
  /** Where the step or command stands. */
  readonly span: Span;
  /** Names without tags. */
  readonly images: readonly string[];
  /** Directory whose files the build may copy. */
  readonly context: string;
  readonly dockerfile: string;
  /** Whether the image is pushed, too. */
  readonly pushes: boolean;
}

/** `ghcr.io/x/y` of `ghcr.io/x/y:tag@sha256:…`. */
export function imageName(reference: string): string {
  const name = reference
    .trim()
    .replace(/^docker:\/\//, '')
    .split('@')[0] as string;
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  return colon < 0 ? name : name.slice(0, colon);
}
