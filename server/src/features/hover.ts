import type { FeatureContext, FileAt } from './context.ts';
import { hoverApplication } from './hoverApplication.ts';
import { hoverGlob } from './hoverGlob.ts';
import { hoverKustomization } from './hoverKustomization.ts';
import { hoverManifest } from './hoverManifest.ts';
import { hoverPlaceholder } from './hoverPlaceholder.ts';
import { hoverValues } from './hoverValues.ts';
import type { HoverResult } from './results.ts';

type HoverProvider = (context: FeatureContext, at: FileAt, offset: number) => HoverResult | undefined;

/** The hovers, most specific first; the first that has something to say answers. */
const PROVIDERS: readonly HoverProvider[] = [
  hoverPlaceholder,
  hoverGlob,
  hoverApplication,
  hoverKustomization,
  hoverValues,
  hoverManifest,
];

export function hoverAt(context: FeatureContext, at: FileAt, offset: number): HoverResult | undefined {
  for (const provider of PROVIDERS) {
    const result = provider(context, at, offset);
    if (result) return result;
  }
  return undefined;
}
