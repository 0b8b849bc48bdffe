import { isMapping } from '../settings/readers.ts';

/** Whether a part of the editor’s surface is switched on: `argocdCoverage.<part>.enabled`. */
export function isEnabled(
  settings: unknown,
  part: 'codeLens' | 'inlayHints' | 'fadeUnwatched',
  byDefault: boolean,
): boolean {
  const section = isMapping(settings) ? settings[part] : undefined;
  const enabled = isMapping(section) ? section['enabled'] : undefined;
  return typeof enabled === 'boolean' ? enabled : byDefault;
}
