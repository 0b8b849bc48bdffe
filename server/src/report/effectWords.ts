import type { Category, Effect } from '../effects/effect.ts';
import { t } from '../l10n/t.ts';

/** What a category is called in a table. */
export function categoryName(category: Category): string {
  switch (category) {
    case 'documentation':
      return t`Documentation`;
    case 'code':
      return t`Code`;
    case 'kubernetes':
      return t`Kubernetes`;
    case 'monitoring':
      return t`Monitoring`;
    case 'delivery':
      return t`Delivery`;
    case 'infrastructure':
      return t`Infrastructure`;
    case 'other':
      return t`Other`;
  }
}

/** Whether it takes effect, in two words. */
export function effectName(effect: Effect): string {
  switch (effect) {
    case 'automatic':
      return t`by itself`;
    case 'conditional':
      return t`if …`;
    case 'manual':
      return t`by hand`;
  }
}
