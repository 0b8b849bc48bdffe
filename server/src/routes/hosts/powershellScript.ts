import { plainText } from '../sourceMap.ts';
import { BASE_MARK, type Host } from './host.ts';
import { directoriesAbove } from './shellScript.ts';

/** PowerShell scripts. */
export const powershellScript: Host = {
  name: 'PowerShell script',
  matches: (path) => /\.psm?1$/i.test(path),
  read: (_tree, path, text) => ({
    scripts: [
      {
        language: 'powershell',
        text: plainText(text, 0),
        starts: directoriesAbove(path),
        directory: BASE_MARK,
        variables: new Map(),
        file: path,
      },
    ],
    notes: [],
  }),
};
