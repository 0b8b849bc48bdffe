import type { Host } from './host.ts';
import { wholeScript } from './shellScript.ts';

/** PowerShell scripts. */
export const powershellScript: Host = {
  name: 'PowerShell script',
  matches: (path) => /\.psm?1$/i.test(path),
  read: (_tree, path, text) => wholeScript('powershell', path, text),
};
