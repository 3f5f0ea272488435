import { defineConfig } from 'tsdown';

export default defineConfig([
  {
    entry: {
      'core/index': 'src/core/index.ts',
      'native/index': 'src/native/index.ts',
      'native/background': 'src/native/background.ts',
    },
    format: 'esm',
    dts: true,
    platform: 'neutral',
    target: 'es2020',
  },
  {
    // Expo loads it with require(), on Node 20 too: one file, in which everything of ours is. Its source is no index:
    // in this repository Expo would find that first, and cannot load what it imports.
    entry: { 'plugin/index': 'plugin/with-journeys-push.ts' },
    format: 'cjs',
    dts: true,
    platform: 'node',
    deps: { alwaysBundle: [/^@journeys-push\//] },
    inputOptions: { resolve: { conditionNames: ['journeys-push-source', 'import', 'default'] } },
  },
]);
