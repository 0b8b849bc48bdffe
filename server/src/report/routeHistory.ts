import { code, escapeMarkdown } from '../features/markdown.ts';
import type { RouteHistory } from '../features/routeHistory.ts';
import { t } from '../l10n/t.ts';

/** What the history tells about a file, in one or two lines of Markdown. */
export function historyMarkdown(history: RouteHistory, file: string): string {
  const name = code(file);
  switch (history.kind) {
    case 'lost': {
      const apps = history.before.map(escapeMarkdown).join(', ');
      const id = code(history.commit.id.slice(0, 12));
      return `${t`${name} was deployed by ${apps} until commit ${id}.`}\n\n${byline(history)}`;
    }
    case 'never': {
      const id = code(history.commit.id.slice(0, 12));
      return `${t`Nothing has deployed ${name} since commit ${id} added it.`}\n\n${byline(history)}`;
    }
    case 'deployed':
      return t`${name} is deployed at HEAD.`;
    case 'uncommitted':
      return t`HEAD does not have ${name}: there is no history to look at.`;
    case 'older':
      return t`Nothing has deployed ${name} within the last ${history.commits} commits.`;
    case 'cancelled':
      return t`The search was cancelled.`;
  }
}

function byline({ commit }: Extract<RouteHistory, { readonly commit: unknown }>): string {
  return `${escapeMarkdown(commit.subject)} · ${escapeMarkdown(commit.author)} · ${commit.date.slice(0, 10)}`;
}
