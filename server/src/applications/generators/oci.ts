import { t } from '../../l10n/t.ts';
import { type Generator, unknownSet } from '../params.ts';

/** Directories or files of an artifact in an OCI registry: nothing of it is in Git. */
export const oci: Generator = {
  key: 'oci',
  generate(spec, scope, at) {
    const made = unknownSet(t`an artifact in a registry decides, which is not in Git`, {}, spec['values'], scope);
    const message = t`The repository can’t tell what this generator yields (it reads a registry): what it makes is possible only.`;
    return { ...made, problems: [{ code: 'unresolvable-generator', message, path: at }] };
  },
};
