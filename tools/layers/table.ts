import type { Layer } from './layer.ts';
import { control, sandboxLayers } from './sandbox.ts';

const contract = '@journeys-push/contract/';
const bridgeText = '@journeys-push/bridge/iife';

export const table: Layer[] = [
  {
    layer: 'contract',
    files: ['packages/contract/src/', 'packages/contract/fixtures/'],
    ours: [],
    libraries: ['zod'],
    node: false,
  },
  {
    layer: 'bridge: React hook',
    files: ['packages/bridge/src/react.ts', 'packages/bridge/src/react/'],
    ours: ['packages/bridge/src/'],
    types: ['@journeys-push/contract/page-shell'],
    libraries: ['react'],
    node: false,
  },
  {
    layer: 'bridge',
    files: ['packages/bridge/src/'],
    ours: [],
    types: ['@journeys-push/contract/page-shell'],
    libraries: [],
    node: false,
    tests: ['packages/bridge/src/', contract],
  },
  {
    layer: 'shell core',
    files: ['packages/shell/src/core/', 'packages/shell/test/'],
    ours: [contract],
    libraries: [],
    node: false,
    tests: [bridgeText],
  },
  {
    layer: 'shell plugin',
    files: ['packages/shell/plugin/'],
    ours: ['@journeys-push/contract/app-config', 'packages/shell/package.json'],
    libraries: 'declared',
    node: true,
  },
  {
    // Plays the page, the person and the world for simulated phone and app alike; all of it is tests.
    layer: 'shell compatibility',
    files: ['packages/shell/compat/'],
    ours: ['packages/shell/src/', 'packages/shell/test/', contract, bridgeText],
    libraries: 'declared',
    node: true,
  },
  {
    layer: 'shell native',
    files: ['packages/shell/src/'],
    ours: ['packages/shell/src/core/', '@journeys-push/contract/app-config', bridgeText],
    libraries: 'declared',
    node: false,
    tests: ['packages/shell/test/'],
  },
  {
    // An Expo app like a customer's: it knows the shell as the package that is published.
    layer: 'shell app',
    files: ['packages/shell/app/'],
    ours: [
      '@journeys-push/shell/native',
      '@journeys-push/shell/native/',
      '@journeys-push/contract/app-config',
    ],
    libraries: 'declared',
    node: false,
    // The stories that it shares with the simulated phones, and what they are told with.
    tests: ['packages/shell/compat/', 'packages/shell/test/'],
  },
  {
    // Runs in browsers too, and is all its own: of the contract it takes types only.
    layer: 'client',
    files: ['packages/client/'],
    ours: [],
    types: [contract],
    libraries: [],
    node: false,
    // Its tests speak with a real gateway.
    tests: ['packages/gateway/', contract],
  },
  {
    layer: 'gateway',
    files: ['packages/gateway/'],
    ours: [contract],
    libraries: 'declared',
    node: true,
    // PostgreSQL's programs are one npm package a platform.
    computed: ['packages/gateway/src/db/embedded/binaries.ts'],
  },
  {
    // Where the command runs from a checkout, it installs and builds what is missing, as npm start does.
    layer: 'cli launcher',
    files: ['packages/cli/bin/'],
    ours: ['tools/'],
    libraries: ['tsx'],
    node: true,
  },
  {
    layer: 'cli',
    files: ['packages/cli/'],
    ours: [contract],
    types: [
      '@journeys-push/sandbox',
      '@journeys-push/sandbox/',
      '@journeys-push/gateway/admin',
      '@journeys-push/gateway/users',
    ],
    lazily: [
      '@journeys-push/gateway',
      '@journeys-push/gateway/admin',
      '@journeys-push/gateway/users',
      '@journeys-push/sandbox',
      '@journeys-push/sandbox/',
      // What a build promises. The app itself is copied, not imported: see decision 0020.
      'packages/shell/plugin/build-id.ts',
      'packages/shell/plugin/expectations.ts',
    ],
    libraries: 'declared',
    node: true,
    // What opens a report in a browser.
    tests: ['sandbox/src/report/testing/'],
  },
  ...sandboxLayers,
  {
    layer: 'bench',
    files: ['bench/'],
    ours: ['packages/', 'sandbox/', '@journeys-push/'],
    libraries: 'declared',
    node: true,
  },
  {
    // Senders as a customer has them: programs for Node that know nothing of ours.
    layer: 'examples: clients',
    files: ['examples/clients/'],
    ours: [],
    libraries: 'declared',
    node: true,
  },
  {
    // A customer's own tests: they know the sandbox as the package that is published.
    layer: 'examples: suites',
    files: ['examples/playwright/', 'examples/vitest/'],
    ours: ['@journeys-push/sandbox', '@journeys-push/sandbox/'],
    libraries: 'declared',
    node: true,
  },
  {
    layer: 'examples',
    files: ['examples/'],
    ours: ['@journeys-push/bridge', '@journeys-push/bridge/'],
    libraries: 'declared',
    node: false,
  },
  { layer: 'tools', files: ['tools/'], ours: control, libraries: 'declared', node: true },
];
