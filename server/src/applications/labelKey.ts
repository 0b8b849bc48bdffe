import { quoteGo } from '../gotemplate/yaml/quoteGo.ts';

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LONGEST_NAME = 63;
const LONGEST_PREFIX = 253;

const NAME_SHAPE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const PREFIX_SHAPE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** What is wrong with the key of a label, in Kubernetes' words (`apimachinery/pkg/api/validate/content/kube.go` IsLabelKey). */
export function labelKeyError(key: string): string | undefined {
  const faults = faultsOf(key);
  return faults.length === 0 ? undefined : `key: Invalid value: ${quoteGo(key)}: ${faults.join('; ')}`;
}

function faultsOf(key: string): string[] {
  const parts = key.split('/');
  if (parts.length > 2)
    return [
      `a valid label key ${NAME_SHAPE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
    ];
  const faults: string[] = [];
  const name = parts[parts.length - 1] as string;
  if (parts.length === 2) faults.push(...prefixFaults(parts[0] as string));
  if (name === '') faults.push('name part must be non-empty');
  else if (name.length > LONGEST_NAME) faults.push(`name part must be no more than ${LONGEST_NAME} bytes`);
  if (!NAME.test(name)) faults.push(`name part ${NAME_SHAPE}`);
  return faults;
}

function prefixFaults(prefix: string): string[] {
  if (prefix === '') return ['prefix part must be non-empty'];
  const faults: string[] = [];
  if (prefix.length > LONGEST_PREFIX) faults.push(`prefix part must be no more than ${LONGEST_PREFIX} bytes`);
  if (!PREFIX.test(prefix)) faults.push(`prefix part ${PREFIX_SHAPE}`);
  return faults;
}
