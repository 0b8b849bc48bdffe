import { RE2JS } from 're2js';

/**
 * Whether a name passes the filters of a workflow's trigger (`branches`, `paths`…): the last pattern that matches decides, and
 * one that begins with `!` excludes. `*` stays within a segment, `**` does not, `?` and `+` repeat the character before them.
 */
export function passesFilter(patterns: readonly string[], name: string): boolean {
  let passes = false;
  for (const pattern of patterns) {
    const negated = pattern.startsWith('!');
    if (matches(negated ? pattern.slice(1) : pattern, name)) passes = !negated;
  }
  return passes;
}

const compiled = new Map<string, RE2JS | undefined>();
const MAX_COMPILED = 2000;

function matches(pattern: string, name: string): boolean {
  if (!compiled.has(pattern)) {
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(pattern, compile(pattern));
  }
  return compiled.get(pattern)?.matches(name) ?? false;
}

function compile(pattern: string): RE2JS | undefined {
  const source = pattern.replace(/\*\*\/?|\*|\[[^\]]*\]|\\.|[?+]|[^*?+[\\]/gs, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    return part.length > 1 || part === '?' || part === '+' ? part : RE2JS.quote(part);
  });
  try {
    return RE2JS.compile(source, RE2JS.DOTALL);
  } catch {
    return undefined;
  }
}
