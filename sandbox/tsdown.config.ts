import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    sandbox: 'src/sandbox.ts',
    main: 'src/main.ts',
    running: 'src/running.ts',
    'check/index': 'src/check/index.ts',
    'report/page': 'src/report/page.ts',
    'kit/matchers': 'src/kit/matchers.ts',
    'playwright/index': 'src/playwright/index.ts',
  },
  format: 'esm',
  dts: true,
  platform: 'node',
  fixedExtension: false,
  target: 'node20',
  // File by file: what is read from beside a source is read from beside what is built of it.
  unbundle: true,
  copy: [
    { from: 'src/phone/profiles/*.json', to: 'dist/phone/profiles' },
    { from: 'src/check/by-hand/page.{html,css,js}', to: 'dist/check/by-hand' },
    // The built-in site.
    { from: '../examples/plain/*.{html,js,css,svg}', to: 'dist/site/plain' },
  ],
});
