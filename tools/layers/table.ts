/**
 * Who may import whom. The table is the architecture: a package earns its place by a different owner at run time
 * (page, phone, server, terminal, the pretended world, and the words between them), and these are the only ways
 * from one to the other. What a row does not name, it may not import.
 *
 * The first row that matches a file is its layer. A path that ends with `/` means everything below it; a package
 * name that ends with `/` means every entry of that package. A file may always import its own layer.
 */
export interface Layer {
  layer: string;
  /** Which files: paths from the root of the repository. */
  files: string[];
  /** What of ours the layer may import: paths, or `@journeys-push/…` entries. */
  ours: string[];
  /** What of ours it may import as types only: nothing is left of it at run time. */
  types?: string[];
  /** What of ours it may load only inside a function, by `import()`. */
  lazily?: string[];
  /** Libraries: those that its package.json declares (`declared`), or only the ones named here. */
  libraries: 'declared' | string[];
  /** May it import Node's own modules? */
  node: boolean;
  /** What its tests may import of ours beyond that. */
  tests?: string[];
  /** Files that may load by `import()` what they compute: nobody can check such an import. */
  computed?: string[];
}

/** The sandbox's own ground: the record of what happened and a few small things that know no product. */
const ground = [
  'sandbox/src/certificates.ts',
  'sandbox/src/clock.ts',
  'sandbox/src/fault-effects.ts',
  'sandbox/src/fault-rules.ts',
  'sandbox/src/listen.ts',
  'sandbox/src/loopback-fetch.ts',
  'sandbox/src/state-file.ts',
  'sandbox/src/timeline.ts',
  'sandbox/src/trace.ts',
];
const control = [
  'sandbox/src/control/client.ts',
  'sandbox/src/control/hop-names.ts',
  'sandbox/src/control/phone-wire.ts',
  'sandbox/src/control/test-calls.ts',
  'sandbox/src/control/test-wire.ts',
  'sandbox/src/control/twin-wire.ts',
  'sandbox/src/control/wire.ts',
];
const twinWires = ['sandbox/src/apns/wire.ts', 'sandbox/src/dynamics/wire.ts', 'sandbox/src/fcm/wire.ts'];
const contract = '@journeys-push/contract/';
const bridgeText = '@journeys-push/bridge/iife';

/** A twin must not agree with us by construction: it knows the ground and the other twins' wires, nothing of ours. */
const twin = (name: string): Layer => ({
  layer: `sandbox twin: ${name}`,
  files: [`sandbox/src/${name}/`],
  ours: [...ground, ...twinWires],
  libraries: 'declared',
  node: true,
  // A test may start another twin and speak with it over the wire.
  tests: ['sandbox/src/apns/', 'sandbox/src/dynamics/', 'sandbox/src/fcm/'],
});

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
  { layer: 'sandbox ground', files: ground, ours: [], libraries: 'declared', node: true },
  twin('apns'),
  twin('dynamics'),
  twin('fcm'),
  {
    // The lab and a customer's script load these: nothing that needs Node.
    layer: 'control client',
    files: control,
    ours: [],
    libraries: ['@hono/zod-openapi'],
    node: false,
  },
  {
    layer: 'control server',
    files: ['sandbox/src/control/'],
    ours: [...ground, ...control],
    libraries: 'declared',
    node: true,
  },
  {
    // Why a push stopped where it did, from the timeline alone: for tests, check and lab.
    layer: 'explanation',
    files: ['sandbox/src/explain/'],
    ours: [...control, '@journeys-push/contract/problems'],
    libraries: [],
    node: false,
  },
  {
    // What customers' tests are written with. It knows the sandbox by the control API alone.
    layer: 'test kit',
    files: ['sandbox/src/kit/'],
    ours: [...control, 'sandbox/src/explain/'],
    libraries: 'declared',
    node: false,
    tests: ['sandbox/src/sandbox.ts'],
  },
  {
    layer: 'test kit: Playwright',
    files: ['sandbox/src/playwright/'],
    ours: [...control, 'sandbox/src/kit/'],
    types: ['sandbox/src/sandbox.ts'],
    lazily: ['sandbox/src/sandbox.ts'],
    libraries: 'declared',
    node: true,
  },
  {
    layer: 'sandbox site',
    files: ['sandbox/src/site/'],
    ours: [...ground, 'sandbox/src/phone/page-wire.ts'],
    libraries: 'declared',
    node: true,
  },
  {
    // The frame and the looks of reports: of the check's, and of the command's about a build.
    layer: 'sandbox report',
    files: ['sandbox/src/report/'],
    ours: [],
    libraries: 'declared',
    node: true,
  },
  {
    // Judges from outside: the lab in a browser and the control API, never the sandbox's insides.
    layer: 'sandbox check',
    files: ['sandbox/src/check/'],
    ours: [...ground, ...control, 'sandbox/src/report/'],
    libraries: 'declared',
    node: true,
  },
  {
    // The shell's real core on the ports of a simulated phone. See decision 0001 for the bridge's text.
    layer: 'sandbox phone',
    files: ['sandbox/src/phone/'],
    ours: [
      ...ground,
      'sandbox/src/control/wire.ts',
      'sandbox/src/control/page-outcome.ts',
      '@journeys-push/shell/core',
      contract,
      bridgeText,
    ],
    libraries: 'declared',
    node: true,
    // The stories that it shares with the native app.
    tests: ['packages/shell/compat/'],
  },
  {
    // Puts the parts together, and the tests of the whole path.
    layer: 'sandbox',
    files: ['sandbox/src/'],
    ours: ['sandbox/src/', '@journeys-push/gateway', '@journeys-push/gateway/', contract, bridgeText],
    libraries: 'declared',
    node: true,
  },
  {
    layer: 'lab',
    files: ['sandbox/lab/'],
    ours: [...control, 'sandbox/src/explain/', contract, bridgeText],
    libraries: 'declared',
    node: false,
  },
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
    layer: 'examples',
    files: ['examples/'],
    ours: ['@journeys-push/bridge', '@journeys-push/bridge/'],
    libraries: 'declared',
    node: false,
  },
  { layer: 'tools', files: ['tools/'], ours: control, libraries: 'declared', node: true },
];
