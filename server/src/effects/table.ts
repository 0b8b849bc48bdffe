import { code } from './categories/code.ts';
import { delivery } from './categories/delivery.ts';
import { documentation } from './categories/documentation.ts';
import { infrastructure } from './categories/infrastructure.ts';
import { kubernetes } from './categories/kubernetes.ts';
import { monitoring } from './categories/monitoring.ts';
import { other } from './categories/other.ts';
import type { CategoryRule } from './effect.ts';

/** The categories in the order in which they take files: the narrower before the wider. A new one is a file and a line here. */
export const CATEGORY_RULES: readonly CategoryRule[] = [
  documentation,
  delivery,
  monitoring,
  kubernetes,
  infrastructure,
  code,
  other,
];

/** Those for what the settings keep apart: test data, vendored files. */
export const LIFELESS_RULES: readonly CategoryRule[] = [documentation, code, other];
