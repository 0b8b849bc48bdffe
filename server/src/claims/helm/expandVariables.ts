/**
 * Replaces `$name` and `${name}` in a text as Go's `os.Expand` does (`os/env.go`), which Argo CD applies to value file names
 * and parameters (`pkg/apis/application/v1alpha1/types.go` Env.Envsubst): `$$` is a dollar, an unknown name is empty.
 * @param value what a name stands for; undefined when it stands for nothing
 */
export function expandVariables(text: string, value: (name: string) => string | undefined): string {
  let out = '';
  let copied = 0;
  for (let i = 0; i + 1 < text.length; i++) {
    if (text[i] !== '$') continue;
    const { name, width } = readName(text, i + 1);
    // A dollar without a name stays where it is; a broken `${` vanishes.
    if (name === '' && width === 0) continue;
    out += text.slice(copied, i) + (name === '' ? '' : name === '$' ? '$' : (value(name) ?? ''));
    i += width;
    copied = i + 1;
  }
  return out + text.slice(copied);
}

const SPECIAL = /[*#$@!?0-9-]/;

function readName(text: string, start: number): { readonly name: string; readonly width: number } {
  const first = text[start] as string;
  if (first === '{') {
    const close = text.indexOf('}', start);
    if (close < 0) return { name: '', width: 1 };
    return { name: text.slice(start + 1, close), width: close - start + 1 };
  }
  if (SPECIAL.test(first)) return { name: first, width: 1 };
  let end = start;
  while (end < text.length && /\w/.test(text[end] as string)) end++;
  return { name: text.slice(start, end), width: end - start };
}
