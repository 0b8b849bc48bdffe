/** One `key = value` of a Git configuration file; section and key in lower case, the subsection as written. */
export interface GitConfigEntry {
  readonly section: string;
  readonly subsection: string | undefined;
  readonly key: string;
  readonly value: string;
}

/** Reads a Git configuration file (git-config's syntax). Lines that make no sense are passed over; includes are not followed. */
export function parseGitConfig(text: string): GitConfigEntry[] {
  const entries: GitConfigEntry[] = [];
  let section = '';
  let subsection: string | undefined;
  for (const line of text.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const header = /^\s*\[\s*([A-Za-z0-9.-]+)\s*(?:"((?:[^"\\]|\\.)*)")?\s*\]\s*(.*)$/.exec(line);
    if (header) {
      section = (header[1] as string).toLowerCase();
      subsection = header[2]?.replace(/\\(.)/g, '$1');
    }
    const pair = /^\s*([A-Za-z][A-Za-z0-9-]*)\s*(?:=\s*(.*))?$/.exec(header ? (header[3] ?? '') : line);
    if (pair && section !== '')
      entries.push({ section, subsection, key: (pair[1] as string).toLowerCase(), value: unquote(pair[2] ?? 'true') });
  }
  return entries;
}

/** Drops comments, quotes and escapes of a value. */
function unquote(raw: string): string {
  let out = '';
  let quoted = false;
  let end = 0;
  for (let i = 0; i < raw.length; i++) {
    const c = raw[i] as string;
    if (c === '"') quoted = !quoted;
    else if (c === '\\' && i + 1 < raw.length) {
      const next = raw[++i] as string;
      out += next === 'n' ? '\n' : next === 't' ? '\t' : next;
    } else if (!quoted && (c === '#' || c === ';')) break;
    else out += c;
    if (quoted || !/\s/.test(c)) end = out.length;
  }
  return out.slice(0, end);
}

/** What a repository's configuration tells about where it lives. */
export interface GitRemotes {
  /** Fetch and push URLs of every remote, with `url.*.insteadOf` applied and as written, without duplicates. */
  readonly urls: readonly string[];
  /** The remote branch that the local branch follows, when one is configured. */
  upstream(branch: string): string | undefined;
}

/** Reads the remotes from the entries of one or several configuration files. */
export function gitRemotes(entries: readonly GitConfigEntry[]): GitRemotes {
  const rewrites = entries
    .filter((entry) => entry.section === 'url' && (entry.key === 'insteadof' || entry.key === 'pushinsteadof'))
    .map((entry) => ({ from: entry.value, to: entry.subsection ?? '' }))
    .sort((a, b) => b.from.length - a.from.length);
  const urls = new Set<string>();
  for (const entry of entries) {
    if (entry.section !== 'remote' || (entry.key !== 'url' && entry.key !== 'pushurl')) continue;
    const rewrite = rewrites.find(({ from }) => from !== '' && entry.value.startsWith(from));
    if (rewrite) urls.add(rewrite.to + entry.value.slice(rewrite.from.length));
    urls.add(entry.value);
  }
  return {
    urls: [...urls],
    upstream(branch) {
      const merge = entries.find((e) => e.section === 'branch' && e.subsection === branch && e.key === 'merge');
      return merge?.value.replace(/^refs\/heads\//, '');
    },
  };
}
