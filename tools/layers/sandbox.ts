import type { Layer } from './layer.ts';

/** The sandbox's own ground: the record of what happened and a few small things that know no product. */
const ground = [
  'sandbox/src/certificates.ts',
  'sandbox/src/clock.ts',
  'sandbox/src/exchange/',
  'sandbox/src/fault-effects.ts',
  'sandbox/src/fault-rules.ts',
  'sandbox/src/files.ts',
  'sandbox/src/lazy.ts',
  'sandbox/src/listen.ts',
  'sandbox/src/loopback-fetch.ts',
  'sandbox/src/read-url.ts',
  'sandbox/src/state-file.ts',
  'sandbox/src/timeline.ts',
  'sandbox/src/trace.ts',
];
export const control = [
  'sandbox/src/control/channel-calls.ts',
  'sandbox/src/control/channel-wire.ts',
  'sandbox/src/control/check-calls.ts',
  'sandbox/src/control/check-wire.ts',
  'sandbox/src/control/client.ts',
  'sandbox/src/control/exchange-wire.ts',
  'sandbox/src/control/hop-names.ts',
  'sandbox/src/control/journey-wire.ts',
  'sandbox/src/control/marketing-calls.ts',
  'sandbox/src/control/message-wire.ts',
  'sandbox/src/control/people-wire.ts',
  'sandbox/src/control/phone-wire.ts',
  'sandbox/src/control/pick-phones.ts',
  'sandbox/src/control/report-wire.ts',
  'sandbox/src/control/scenario-calls.ts',
  'sandbox/src/control/scenario-wire.ts',
  'sandbox/src/control/site-calls.ts',
  'sandbox/src/control/site-wire.ts',
  'sandbox/src/control/studio-calls.ts',
  'sandbox/src/control/studio-wire.ts',
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

/** The pretended world, its lab and its test kit. */
export const sandboxLayers: Layer[] = [
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
    ours: [...control, 'sandbox/src/explain/', 'sandbox/src/read-url.ts'],
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
    // Stories, told from outside: with the test kit, in sandboxes that they start. Their routes are the control API's.
    layer: 'scenarios',
    files: ['sandbox/src/scenarios/'],
    ours: [
      ...ground,
      ...control,
      'sandbox/src/control/action.ts',
      'sandbox/src/control/problem.ts',
      'sandbox/src/explain/',
      'sandbox/src/kit/',
      'sandbox/src/sandbox.ts',
    ],
    libraries: 'declared',
    node: true,
    // The customer's own file.
    computed: ['sandbox/src/scenarios/check-scenarios.ts'],
  },
  {
    layer: 'sandbox site',
    files: ['sandbox/src/site/'],
    ours: [
      ...ground,
      'sandbox/src/phone/origins.ts',
      'sandbox/src/phone/page-wire.ts',
      'sandbox/src/phone/web-view-identity.ts',
    ],
    libraries: 'declared',
    node: true,
    tests: ['sandbox/src/phone/profiles/catalogue.ts'],
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
    // Judges from outside: the lab in a browser and the control API, never the sandbox's insides. Its routes are the
    // control API's.
    layer: 'sandbox check',
    files: ['sandbox/src/check/'],
    ours: [
      ...ground,
      ...control,
      'sandbox/src/control/action.ts',
      'sandbox/src/control/problem.ts',
      'sandbox/src/explain/',
      'sandbox/src/report/',
      // For its turn among the stories of a sandbox.
      'sandbox/src/kit/kit.ts',
      'sandbox/src/scenarios/telling/run.ts',
    ],
    tests: ['sandbox/src/sandbox.ts'],
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
    // A person's own app. What says what is wrong with it is the command's; what builds it is loaded when it is needed.
    layer: 'sandbox studio',
    files: ['sandbox/src/studio/'],
    ours: [
      ...control,
      'sandbox/src/control/action.ts',
      'sandbox/src/control/problem.ts',
      '@journeys-push/cli/input',
      '@journeys-push/contract/app-config',
    ],
    types: ['@journeys-push/cli/build'],
    lazily: ['@journeys-push/cli/build'],
    libraries: 'declared',
    node: true,
    tests: ['sandbox/src/sandbox.ts', 'packages/cli/src/build/testing/'],
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
    // The package as its users install it, in their test runners.
    layer: 'packaged sandbox',
    files: ['sandbox/packaged/'],
    ours: ['@journeys-push/sandbox', '@journeys-push/sandbox/matchers'],
    libraries: 'declared',
    node: true,
  },
  {
    layer: 'lab',
    files: ['sandbox/lab/'],
    ours: [...control, 'sandbox/src/explain/', contract, bridgeText],
    libraries: 'declared',
    node: false,
    // Its panels are tested on a real one, with what a real build leaves.
    tests: [
      'sandbox/src/sandbox.ts',
      'sandbox/src/timeline.ts',
      'sandbox/src/testing/',
      'packages/cli/src/build/',
    ],
  },
];
