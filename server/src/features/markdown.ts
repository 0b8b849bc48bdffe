/** Building Markdown out of names that strangers chose: everything that comes from a file is escaped. */

/** Escapes text so that it stands as it is. Control characters and line breaks become spaces. */
export function escapeMarkdown(text: string): string {
  return plain(text).replace(/[\\`*_{}[\]()#+!<>|~&]/g, (c) => (c === '<' ? '&lt;' : c === '&' ? '&amp;' : `\\${c}`));
}

/** Text as inline code, whatever backticks it holds. */
export function code(text: string): string {
  const content = plain(text);
  const runs = content.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** A link to a line (1-based) of a file. */
export function fileLink(label: string, path: string, line?: number): string {
  const uri = `file://${path
    .split('/')
    .map((segment) =>
      encodeURIComponent(segment).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
    )
    .join('/')}`;
  return `[${escapeMarkdown(label)}](${path.startsWith('/') ? uri : uri.replace('file://', 'file:///')}${line === undefined ? '' : `#L${line}`})`;
}

function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ');
}
