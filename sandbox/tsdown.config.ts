import { defineConfig } from 'tsdown';

export default defineConfig({
  entry: {
    sandbox: 'src/sandbox.ts',
    main: 'src/main.ts',
    running: 'src/running.ts',
    'check/index': 'src/check/index.ts',
    'scenarios/index': 'src/scenarios/index.ts',
    'report/page': 'src/report/page.ts',
    'kit/matchers': 'src/kit/matchers.ts',
    'playwright/index': 'src/playwright/index.ts',
  },
  format: 'esm',
  dts: true,
  platform: 'node',
  // Names stay, for whoever reads a stack; white space would be parsed at every start.
  minify: { compress: false, mangle: false, codegen: true },
  fixedExtension: false,
  target: 'node20',
  deps: {
    // Hundreds of small files: a start in a test would spend half its time with opening them.
    neverBundle: [/^playwright/],
    alwaysBundle: [
      // What they share is then there once.
      /^@journeys-push\/(contract|shell)\//,
      /^@journeys-push\/cli\/input$/,
      /^@peculiar\//,
      /^(asn1js|pv\w+|tsyringe|tslib|reflect-metadata)$/,
      /^undici$/,
      /^(zod|hono|@hono|@asteasolutions|openapi3-ts)(\/|$)/,
      /^(jose|ws|eventsource|eventsource-parser)(\/|$)/,
      /^(parse5|parse5-\w+-\w+|parse5-\w+-\w+-\w+|entities)(\/|$)/,
    ],
  },
  copy: [
    { from: 'src/phone/profiles/*.json', to: 'dist/phone/profiles' },
    { from: 'src/check/by-hand/page.{html,css,js}', to: 'dist/check/by-hand' },
    // The built-in site.
    { from: '../examples/plain/*.{html,js,css,svg}', to: 'dist/site/shop' },
  ],
});
