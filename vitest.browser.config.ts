import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The tests that need a real browser: `CHROMIUM_PATH`, else /usr/bin/chromium. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['packages/**/*.browser.test.ts', 'sandbox/**/*.browser.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 180_000,
    hookTimeout: 240_000,
  },
});
