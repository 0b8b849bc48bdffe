import { UNKNOWN_TEXT } from '../../gotemplate/unknown.ts';
import { joinLines, type MappedText, plainText, replaceIn } from '../sourceMap.ts';
import { BASE_MARK, type Host, type Script } from './host.ts';
import { directoriesAbove } from './shellScript.ts';

const FENCE = /^([ \t]*(?:>[ \t]*)?)(```+|~~~+)[ \t]*([\w+-]*)/;
const SHELL = /^(?:|sh|bash|shell|zsh|console|shell-session|shellscript|terminal|text|cmd)$/i;
const PLACEHOLDER = /(?<![<\d&])<[A-Za-z][\w .-]*>|(?<![$%{\w]|\{)\{[A-Za-z][\w -]*\}/g;
/** A command in running text: between backticks. */
const INLINE = /`((?:sudo )?(?:kubectl|oc|helm|kustomize|argocd|k)\s[^`\n]{3,300})`/g;

/** Documents: what they tell people to run, in fences and between backticks. Nothing in them runs by itself. */
export const markdown: Host = {
  name: 'document',
  matches: (path) => /\.(?:md|mdx|markdown|rst|adoc|asciidoc)$/i.test(path),
  read(_tree, path, text) {
    // A document's commands are meant for the root of the repository, seldom for its own directory.
    const starts = directoriesAbove(path);
    const make = (script: MappedText): Script => ({
      language: 'shell',
      // `<name>` and `{name}` stand for what the reader puts there.
      text: replaceIn(script, PLACEHOLDER, () => UNKNOWN_TEXT),
      starts,
      directory: BASE_MARK,
      variables: new Map(),
      documented: true,
    });
    const scripts: Script[] = [];
    let open: { readonly fence: string; readonly shell: boolean; readonly lines: MappedText[] } | undefined;
    let at = 0;
    for (const line of text.split('\n')) {
      const start = at;
      at += line.length + 1;
      const fence = FENCE.exec(line);
      if (open) {
        if (fence && (fence[2] as string).startsWith(open.fence) && fence[3] === '') {
          if (open.shell) scripts.push(make(joinLines(open.lines)));
          open = undefined;
        } else {
          const prompt = /^[ \t]*(?:>[ \t]*)?(?:[$#%][ \t]+)?/.exec(line)?.[0].length ?? 0;
          open.lines.push(plainText(line.slice(prompt), start + prompt));
        }
      } else if (fence) open = { fence: fence[2] as string, shell: SHELL.test(fence[3] as string), lines: [] };
      else
        for (const match of line.matchAll(INLINE))
          scripts.push(make(plainText(match[1] as string, start + match.index + 1)));
    }
    return { scripts, notes: [] };
  },
};
