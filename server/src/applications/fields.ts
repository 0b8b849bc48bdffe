/** A field that Kubernetes takes as a string: numbers and booleans that YAML made of unquoted text are no strings there. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
