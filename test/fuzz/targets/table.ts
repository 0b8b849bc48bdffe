import type { Target } from '../target.ts';
import { application } from './application.ts';
import { applicationSet } from './applicationSet.ts';
import { baseline } from './baseline.ts';
import { chart } from './chart.ts';
import { globs } from './globs.ts';
import { goTemplate } from './goTemplate.ts';
import { kustomization } from './kustomization.ts';
import { repository } from './repository.ts';
import { scripts } from './scripts.ts';
import { yaml } from './yaml.ts';

/** Every kind of hostile file: the one table of them. */
export const TARGETS: readonly Target[] = [
  application,
  applicationSet,
  baseline,
  chart,
  globs,
  goTemplate,
  kustomization,
  repository,
  scripts,
  yaml,
];
