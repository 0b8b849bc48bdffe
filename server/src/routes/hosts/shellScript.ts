import { basename, dirname } from '../../files/paths.ts';
import { plainText } from '../sourceMap.ts';
import { BASE_MARK, type Host, type HostContent, type Script } from './host.ts';

const NAMED = /\.(?:sh|bash|zsh|ksh)$/;
/** Folders whose files without an extension may be scripts, and names of such. */
const FOLDER = /(?:^|\/)(?:scripts?|bin|hack|tools?|ci|deploy(?:ment)?|\.github|build|cmd)\//;
const SCRIPT_NAME = /^(?:deploy|install|bootstrap|setup|up|run|start|apply|provision|release|rollout)[\w-]*$/;

/** Shell scripts, by their extension or by their first line. */
export const shellScript: Host = {
  name: 'shell script',
  matches(path) {
    const name = basename(path);
    return NAMED.test(name) || (!name.includes('.') && (FOLDER.test(path) || SCRIPT_NAME.test(name)));
  },
  read(_tree, path, text) {
    if (!NAMED.test(path) && !/^#!.*\b(?:ba|z|k|da)?sh\b/.test(text.slice(0, 200))) return { scripts: [], notes: [] };
    return wholeScript('shell', path, text);
  },
};

/** A file that is one script from its first character to its last. */
export function wholeScript(language: Script['language'], path: string, text: string): HostContent {
  const script: Script = {
    language,
    text: plainText(text, 0),
    starts: directoriesAbove(path),
    directory: BASE_MARK,
    variables: new Map(),
    file: path,
  };
  return { scripts: [script], notes: [] };
}

/** The directories on the way to a file, the root first: those a person or another script may stand in. */
export function directoriesAbove(path: string): string[] {
  const found: string[] = [];
  for (let directory = dirname(path); directory !== ''; directory = dirname(directory)) found.unshift(directory);
  return ['', ...found];
}
