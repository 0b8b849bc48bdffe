import { bool, fn, string } from '../functionTypes.ts';
import { basePath, cleanPath, dirPath, extension } from './text/paths.ts';

const isAbsolute = (path: string): boolean => path.startsWith('/');

/** sprig's paths; the os… functions are the same, since Helm runs on Linux in Argo CD. */
export const pathFunctions = ['', 'os'].flatMap((prefix) => {
  const name = (plain: string): string =>
    prefix === '' ? plain : prefix + plain.charAt(0).toUpperCase() + plain.slice(1);
  return [
    fn(name('base'), [string], string, basePath),
    fn(name('clean'), [string], string, cleanPath),
    fn(name('dir'), [string], string, dirPath),
    fn(name('ext'), [string], string, extension),
    fn(name('isAbs'), [string], bool, isAbsolute),
  ];
});
