import type { DocumentOptions, ParseOptions, ScalarTag, SchemaOptions, Tags } from 'yaml';

/**
 * The `yaml` package set to read as sigs.k8s.io/yaml does: YAML 1.1 booleans (also as keys), octal 0777,
 * no sexagesimals, timestamps as text, merge keys, duplicate keys allowed (the last wins).
 */
const notSexagesimal = (tag: ScalarTag): boolean => tag.format !== 'TIME';

/** A number has a digit: `.` alone, as in `path: .`, is a text. */
const DECIMAL = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)$/;

/** Whether a tag is that of floats without an exponent, which the package finds in a lone point too. */
function isDecimal(tag: Tags[number]): tag is ScalarTag {
  return (
    typeof tag === 'object' && tag.tag === 'tag:yaml.org,2002:float' && (tag as ScalarTag).test?.test('.') === true
  );
}

export const goYamlOptions: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.1',
  merge: true,
  uniqueKeys: false,
  keepSourceTokens: false,
  logLevel: 'silent',
  stringKeys: false,
  customTags: (tags: Tags): Tags =>
    tags
      .filter(
        (tag) =>
          typeof tag !== 'object' ||
          tag.collection !== undefined ||
          (notSexagesimal(tag as ScalarTag) && tag.tag !== 'tag:yaml.org,2002:timestamp'),
      )
      .map((tag) => (isDecimal(tag) ? { ...tag, test: DECIMAL } : tag)),
};
