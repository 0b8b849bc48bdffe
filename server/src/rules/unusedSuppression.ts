import type { Repository } from '../coverage/repository.ts';
import { yamlFile } from '../documents/yamlFile.ts';
import { t } from '../l10n/t.ts';
import { CODES, type DiagnosticCode } from '../problems/codes.ts';
import type { RuleContext, SuppressionRule } from './rule.ts';
import type { Suppression } from './suppressions.ts';

/** Codes that are found in open files only: whether a comment hides one can't be told of the others. */
const ASKED_ONLY: ReadonlySet<string> = new Set<DiagnosticCode>(['renders-nothing']);

/**
 * A comment that hides nothing: left from what has long been mended, or misspelt. A comment without codes at the head of a
 * document always does something: it takes the document out of the coverage.
 */
export const unusedSuppression: SuppressionRule = {
  codes: ['unused-suppression'],
  *check(context, repository, file, suppressions) {
    if (isBroken(repository, file, context)) return;
    for (const comment of suppressions.comments) {
      const unused = unusedCodes(context, repository, file, comment);
      if (unused === undefined) continue;
      yield {
        code: 'unused-suppression',
        at: { repository: repository.id, file, span: comment.span },
        message: messageOf(comment, unused),
        data: { unused },
      };
    }
  },
};

/** The codes that a comment need not name; empty where it suppresses nothing as a whole; undefined where it is right. */
function unusedCodes(
  context: RuleContext,
  repository: Repository,
  file: string,
  { codes, used, document }: Suppression,
): readonly string[] | undefined {
  const { summary, manifests } = context.verdict(repository, file);
  if (codes.length === 0)
    return document !== undefined || used.size > 0 || summary.chart !== undefined ? undefined : codes;
  if (codes.includes('unused-suppression')) return undefined;
  const known = codes.filter(isCode);
  if (known.length === 0) return [];
  const judged = manifests.find(({ facts }) => facts === document)?.verdict;
  const settings = repository.settings().severity;
  const unused = known.filter(
    (code) =>
      !used.has(code) &&
      !ASKED_ONLY.has(code) &&
      (settings[code] ?? CODES[code].severity) !== 'off' &&
      !(judged?.status === 'ignored' && CODES[code].family === 'coverage'),
  );
  return unused.length > 0 ? unused : undefined;
}

function isCode(text: string): text is DiagnosticCode {
  return Object.hasOwn(CODES, text);
}

function messageOf({ codes }: Suppression, unused: readonly string[]): string {
  if (codes.length === 0) return t`Nothing is found on the line below: this comment hides only what goes wrong later.`;
  if (unused.length === 0) return t`This comment names no code of a rule: it suppresses nothing.`;
  return t`There is no ${unused.join(', ')} to suppress here: the comment hides only what goes wrong later.`;
}

/** Half-typed text: what rules find comes back with the next key. */
function isBroken(repository: Repository, file: string, context: RuleContext): boolean {
  if (context.verdict(repository, file).summary.chart !== undefined) return false;
  return repository.tree.derive(yamlFile, file)?.documents.some(({ problems }) => problems.length > 0) === true;
}
