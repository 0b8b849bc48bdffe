import type { Repository } from '../coverage/repository.ts';
import { type FeatureContext, rangeOf } from '../features/context.ts';
import { fingerprints, subjectOf } from './fingerprint.ts';
import type { ReportDiagnostic } from './model.ts';

/** What is found in a file, in the report's terms. @param named how the report names a repository. */
export function reportDiagnostics(
  context: FeatureContext,
  named: (repository: Repository | undefined) => { repository?: string },
  repository: Repository,
  file: string,
): ReportDiagnostic[] {
  const found = context.diagnostics(repository, file);
  if (found.length === 0) return [];
  const text = repository.tree.text(file) ?? '';
  const { manifests } = context.verdict(repository, file);
  return fingerprints(
    found.map(({ span, code, severity, message, related }) => ({
      ...named(repository),
      file,
      ...rangeOf(repository, file, span),
      code,
      severity,
      message,
      subject: subjectOf(manifests, span, text),
      related: related.flatMap((place) => {
        const at = context.workspace.locate(place.path);
        if (!at) return [];
        const range = rangeOf(at.repository, at.file, place.span);
        return [{ ...named(at.repository), file: at.file, ...range, message: place.message }];
      }),
    })),
  );
}
