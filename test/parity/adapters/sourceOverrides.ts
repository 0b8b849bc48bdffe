import type { ParityAdapter } from '../adapter.ts';
import { checkSourceType } from './sourceType.ts';

const adapter: ParityAdapter = { tables: ['source-overrides.json'], check: checkSourceType };
export default adapter;
