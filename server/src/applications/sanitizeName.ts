/** A DNS name (`applicationset/utils/utils.go` SanitizeName): lower case, other characters as `-`, 253 at most, trimmed of `-` and `.`. */
export function sanitizeName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^-a-z0-9.]/gu, '-')
    .slice(0, 253)
    .replace(/^[-.]+|[-.]+$/g, '');
}
