import { toLower } from '../gotemplate/functions/text/letters.ts';

/** A DNS name (`applicationset/utils/utils.go` SanitizeName): lower case, other characters as `-`, 253 at most, trimmed of `-` and `.`. */
export function sanitizeName(name: string): string {
  return toLower(name)
    .replace(/[^-a-z0-9.]/gu, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');
}
