import { annotations } from './annotations.ts';
import { applicationNotRegistered } from './applicationNotRegistered.ts';
import { defaultProject } from './defaultProject.ts';
import { doubleCoverage } from './doubleCoverage.ts';
import { duplicateApplication } from './duplicateApplication.ts';
import { emptySource } from './emptySource.ts';
import { floatingTargetRevision } from './floatingTargetRevision.ts';
import { generatePaths } from './generatePaths.ts';
import { hpaSelfhealConflict } from './hpaSelfhealConflict.ts';
import { malformedIgnoreDifference } from './malformedIgnoreDifference.ts';
import { missingConfig } from './missingConfig.ts';
import { missingIgnoreDifference } from './missingIgnoreDifference.ts';
import { otherRepository } from './otherRepository.ts';
import { otherRevision } from './otherRevision.ts';
import { rendersNothing } from './rendersNothing.ts';
import { repositoryAlias } from './repositoryAlias.ts';
import type { FileRule, FleetRule, SuppressionRule } from './rule.ts';
import { sourceProblems } from './sourceProblems.ts';
import { syncOptions } from './syncOptions.ts';
import { unknownField } from './unknownField.ts';
import { unknownProject } from './unknownProject.ts';
import { unusedSuppression } from './unusedSuppression.ts';
import { unwatched } from './unwatched.ts';
import { unwatchedChart } from './unwatchedChart.ts';

/** The rules about Applications. A new rule is a file and a line here. */
export const FLEET_RULES: readonly FleetRule[] = [
  sourceProblems,
  duplicateApplication,
  otherRevision,
  otherRepository,
  repositoryAlias,
  emptySource,
  generatePaths,
  unknownField,
  unknownProject,
  syncOptions,
  malformedIgnoreDifference,
  floatingTargetRevision,
  defaultProject,
];

/** The rules about the manifests of a file. */
export const FILE_RULES: readonly FileRule[] = [
  unwatched,
  unwatchedChart,
  doubleCoverage,
  applicationNotRegistered,
  missingConfig,
  annotations,
  hpaSelfhealConflict,
  missingIgnoreDifference,
];

/** Rules about templates of charts that are too slow for every file: they look at open ones, and at those that are asked about. */
export const OPEN_FILE_RULES: readonly FileRule[] = [rendersNothing];

/** Rules about the comments that suppress what the others found; they come last. */
export const SUPPRESSION_RULES: readonly SuppressionRule[] = [unusedSuppression];
