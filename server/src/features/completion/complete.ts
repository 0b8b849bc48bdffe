import type { FeatureContext, FileAt } from '../context.ts';
import { scalarText } from '../edits.ts';
import { type Place, placeAt, placedObjects } from '../place/places.ts';
import { applicationCandidates } from './applicationValues.ts';
import { type Candidate, type CompletionItem, distinctCandidates } from './item.ts';
import { kustomizationCandidates } from './kustomizationPaths.ts';
import { completeParameters } from './parameters.ts';
import { completeSnippets } from './snippets.ts';
import { sourceCandidates } from './sourcePaths.ts';

/** Items of one answer, at most. */
const MAX_ITEMS = 500;

/** What may be written at an offset, the likeliest first; also in a text that is half-typed. */
export function completionsAt(context: FeatureContext, at: FileAt, offset: number): CompletionItem[] {
  const parameters = completeParameters(context, at, offset);
  if (parameters) return parameters;
  const place = placeAt(at.repository.tree.derive(placedObjects, at.file), offset);
  if (!place) return completeSnippets(context, at, offset);
  const candidates = distinctCandidates(candidatesFor(context, at, place));
  return candidates
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_ITEMS)
    .map((candidate) => toItem(at.text, place, candidate));
}

function candidatesFor(context: FeatureContext, at: FileAt, place: Place): Candidate[] {
  if (place.kind === 'Kustomization') return kustomizationCandidates(at, place);
  const object = at.repository.tree.derive(placedObjects, at.file).find(({ places }) => places.includes(place));
  if (!object) return [];
  return sourceCandidates(context, at, object, place) ?? applicationCandidates(context, at, object, place);
}

/** Puts a candidate in the place of a scalar: within its quotes where it has some. */
function toItem(text: string, place: Place, candidate: Candidate): CompletionItem {
  const { start, end } = place.span;
  const quote = text[start];
  const quoted = end > start && (quote === '"' || quote === "'");
  const closed = quoted && end - start > 1 && text[end - 1] === quote;
  const span = quoted ? { start: start + 1, end: closed ? end - 1 : end } : { start, end };
  return { ...candidate, span, text: quoted ? candidate.label : scalarText(candidate.label) };
}
