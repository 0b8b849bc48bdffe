import type { FunctionMap, GoFunction } from '../functionTypes.ts';
import { dateFunctions } from './dateFunctions.ts';
import { dictFunctions } from './dicts.ts';
import { applicationSetDocumentFunctions, helm4DocumentFunctions, helmDocumentFunctions } from './documents.ts';
import { encodingFunctions } from './encoding.ts';
import { failFunction, flowFunctions } from './flow.ts';
import { hashFunctions } from './hashes.ts';
import { listFunctions } from './lists.ts';
import { mathFunctions } from './math.ts';
import { nameFunctions } from './names.ts';
import { pathFunctions } from './paths.ts';
import { randomFunctions } from './random.ts';
import { regexFunctions } from './regex.ts';
import { applicationSetSemverFunctions, semverFunctions } from './semverFunctions.ts';
import { stringFunctions } from './strings.ts';
import { urlFunctions } from './urls.ts';

/** The families of sprig v3.3.0's functions, without `env` and `expandenv`, which Helm and Argo CD remove. */
const sprigFamilies: readonly (readonly GoFunction[])[] = [
  stringFunctions,
  regexFunctions,
  mathFunctions,
  listFunctions,
  dictFunctions,
  flowFunctions,
  encodingFunctions,
  hashFunctions,
  randomFunctions,
  dateFunctions,
  pathFunctions,
  urlFunctions,
  semverFunctions,
  [failFunction],
];

function table(...families: readonly (readonly GoFunction[])[]): FunctionMap {
  return new Map(families.flat().map((one) => [one.name, one]));
}

/** sprig's functions by name. */
export const sprigFunctions: FunctionMap = table(...sprigFamilies);

const helm3 = table(...sprigFamilies, helmDocumentFunctions);
const helm4 = table(...sprigFamilies, helmDocumentFunctions, helm4DocumentFunctions);

/** What Helm gives charts, without what needs its engine: `include`, `tpl`, `required`, `lookup` and its own `fail`. */
export function helmFunctions(major: 3 | 4): FunctionMap {
  return major === 4 ? helm4 : helm3;
}

/** What Argo CD gives ApplicationSets with `goTemplate: true` (applicationset/utils). */
export const applicationSetFunctions: FunctionMap = new Map(
  [...table(...sprigFamilies, nameFunctions, applicationSetDocumentFunctions, applicationSetSemverFunctions)].filter(
    ([name]) => name !== 'getHostByName',
  ),
);
