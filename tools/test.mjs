/**
 * `npm test`: installs what is missing, then lint, types, unused code, unit and integration tests. Ends with the
 * plain line `N passed, N failed`. `node tools/test.mjs NAME` runs another profile (see the end), as .ci/run does.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { checkPackages } from './packaging.mjs';
import { run } from './run.mjs';
import { ensureBuilt, ensureInstalled } from './setup.mjs';
import { customerSuites } from './suites.mjs';
import { ensureWebKit } from './webkit.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/** One check that is one command. @returns {Promise<Count>} */
async function check(title, command) {
  const started = Date.now();
  const ok = (await run(command)) === 0;
  process.stdout.write(`${ok ? '✓' : '✗'} ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A whole Vitest run, counted test by test. @returns {Promise<Count>} */
const vitest = (config, ...options) =>
  counted((file) => [
    ...['npx', 'vitest', 'run', '--config', config, ...options],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
  ]);

/** The tests of the native app, which need React Native: Jest counts as Vitest does. @returns {Promise<Count>} */
const jest = () =>
  counted((file) => [
    ...['npm', 'exec', '--workspace=@journeys-push/shell-app', '--', 'jest', '--ci'],
    ...['--json', `--outputFile=${file}`],
  ]);

/** @returns {Promise<Count>} */
async function counted(commandTo) {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-push-test-'));
  const file = join(folder, 'results.json');
  const code = await run(commandTo(file));
  const results = readResults(file);
  rmSync(folder, { recursive: true, force: true });
  // A file that does not load, or a crash between tests, fails without a failed test.
  const failed = results.numFailedTests + (code !== 0 && results.numFailedTests === 0 ? 1 : 0);
  return { passed: results.numPassedTests, failed };
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 0 };
  }
}

/** Several times as fast as the one before it, whose API the builds still need. */
const TYPESCRIPT = 'node_modules/typescript-7/bin/tsc';

const projects = [
  '.',
  'packages/contract',
  'packages/bridge',
  'packages/shell',
  'packages/shell/app',
  'packages/shell/compat',
  'packages/client',
  'packages/gateway',
  'packages/cli',
  'sandbox',
  'sandbox/lab',
  'bench',
];

const steps = {
  lint: () => check('lint', ['npx', 'biome', 'ci', '--error-on-warnings', '.']),
  async types() {
    const counts = [];
    for (const project of projects)
      counts.push(await check(`types of ${project}`, ['node', TYPESCRIPT, '-p', project]));
    return sum(counts);
  },
  unused: () => check('unused code and dependencies', ['npx', 'knip']),
  tests: () => vitest('vitest.config.ts'),
  // What tries hundreds of stories or seeds shows nothing new on another Node.
  examples: () => vitest('vitest.config.ts', '--exclude', '**/{*.property,*.seeds,scenarios}.test.ts'),
  browser: () => vitest('vitest.browser.config.ts'),
  suites: async () => sum(await customerSuites({ check, vitest })),
  start: () => vitest('vitest.start.config.ts'),
  mutants: () => vitest('vitest.mutants.config.ts'),
  packaging: () => checkPackages(check),
  app: jest,
  async native() {
    await ensureWebKit();
    return vitest('vitest.native.config.ts');
  },
};

/** What each profile runs. */
const profiles = {
  default: ['lint', 'types', 'unused', 'tests'],
  tests: ['tests'],
  examples: ['examples'],
  browser: ['browser', 'suites'],
  suites: ['suites'],
  start: ['start'],
  mutants: ['mutants'],
  packaging: ['packaging'],
  native: ['app', 'native'],
};

const sum = (counts) =>
  counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), {
    passed: 0,
    failed: 0,
  });

const names = profiles[process.argv[2] ?? 'default'];
if (!names) {
  process.stderr.write(`No profile "${process.argv[2]}"; there are: ${Object.keys(profiles).join(', ')}\n`);
  process.exit(2);
}
await ensureInstalled();
// Expo reads the app's configuration by what is built of the contract and the plugin.
await ensureBuilt(['bridge', 'lab', 'contract', 'shell']);
await ensureBrowser();
const counts = [];
for (const name of names) counts.push(await steps[name]());
const { passed, failed } = sum(counts);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
