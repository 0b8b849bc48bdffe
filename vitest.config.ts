import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', '**/node_modules/**'],
    testTimeout: 120_000,
    pool: 'threads',
    // Nothing of ours has state in its modules but the language, which its test puts back: modules are loaded once a thread.
    isolate: false,
    poolOptions: { threads: { maxThreads: 2, minThreads: 1 } },
  },
});
