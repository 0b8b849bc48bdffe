import type { ScalarTag, Tags } from 'yaml';
import { resolvePlainScalar, resolveTaggedScalar, type ScalarType } from './resolveScalar.ts';

/** Which plain texts go-yaml resolves to a type; the `yaml` package asks each tag in turn. */
class TypeTest extends RegExp {
  private readonly type: ScalarType;

  constructor(type: ScalarType) {
    super('');
    this.type = type;
  }

  override test(text: string): boolean {
    return resolvePlainScalar(text).type === this.type;
  }
}

/** The tag of a type: once for plain texts, once for texts with an explicit tag. */
function scalarTags(type: ScalarType, toJs: (value: unknown) => unknown): ScalarTag[] {
  const tag = `tag:yaml.org,2002:${type}`;
  return [
    { tag, default: true, test: new TypeTest(type), resolve: (text) => toJs(resolvePlainScalar(text).value) },
    {
      tag,
      default: false,
      resolve(text, onError) {
        const resolved = resolveTaggedScalar(tag, text);
        if (!('error' in resolved)) return toJs(resolved.value);
        onError(resolved.error);
        return text;
      },
    },
  ];
}

const whole = (value: unknown): unknown => (typeof value === 'bigint' ? Number(value) : value);

/**
 * The scalar types of go-yaml v2 for the `yaml` package: pass `{ version: '1.1', customTags: goYamlTags }`. Numbers are
 * float64, timestamps stay text, `y` and `on` are booleans, `0777` is octal, `1:30` is text.
 */
export function goYamlTags(tags: Tags): Tags {
  const collections = tags.filter((tag) => typeof tag === 'object' && tag.collection !== undefined);
  const merge = tags.filter(
    (tag) => tag === 'merge' || (typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:merge'),
  );
  return [
    ...collections,
    ...merge,
    ...scalarTags('null', () => null),
    ...scalarTags('bool', (value) => value),
    ...scalarTags('int', whole),
    ...scalarTags('float', whole),
    { tag: 'tag:yaml.org,2002:str', default: true, resolve: (text: string) => text },
  ];
}
