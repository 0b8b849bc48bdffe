import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils';
import type { JudgedManifest } from '../coverage/fileVerdict.ts';
import type { Span } from '../problems/problem.ts';
import type { ReportDiagnostic } from './model.ts';

/** Longer texts are cut: a subject names a thing and does not quote it. */
const MAX_WORDS = 100;

/**
 * What a finding is about, in the words of the file: the manifest it stands in, and the text at its place. Neither lines
 * nor the language of messages are in it, so that it stays the same when the file is edited elsewhere.
 */
export function subjectOf(manifests: readonly JudgedManifest[], span: Span, text: string): string {
  const facts = manifests.find(({ facts: { span: own } }) => own.start <= span.start && span.start < own.end)?.facts;
  const words = (text.slice(span.start, span.end).split(/[\r\n]/)[0] ?? '').trim().slice(0, MAX_WORDS);
  if (!facts) return words;
  const label = `${facts.kind}/${facts.name ?? ''}`;
  return words === '' || words === facts.kind || words === facts.name ? label : `${label}: ${words}`;
}

/** Gives each finding of a file a fingerprint of its own: of its repository, file, code and subject, and its number among equals. */
export function fingerprints(diagnostics: readonly Omit<ReportDiagnostic, 'fingerprint'>[]): ReportDiagnostic[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const { repository = '', file, code, subject } = diagnostic;
    const key = JSON.stringify([repository, file, code, subject]);
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return { ...diagnostic, fingerprint: bytesToHex(sha256(utf8ToBytes(`${key}${number}`))).slice(0, 32) };
  });
}
