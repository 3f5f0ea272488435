import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must, root } from './run.mjs';

/** Packages that are published. */
const PUBLISHED = ['contract', 'bridge', 'client', 'shell', 'gateway', 'sandbox'];
const folderOf = (name) => (name === 'sandbox' ? name : `packages/${name}`);

/** What a stranger's program does with each package once it is installed, as ESM and, where promised, as CJS. */
const PROGRAMS = {
  'bridge.mjs':
    "import { median } from '@journeys-push/bridge'; import iife from '@journeys-push/bridge/iife'; if (typeof iife !== 'string') throw new Error('iife'); console.log(await median.msdynamics.areNotificationsEnabled());",
  'bridge.cjs':
    "const { median } = require('@journeys-push/bridge'); median.msdynamics.areNotificationsEnabled().then(console.log);",
  'contract.mjs':
    "import { AppConfig } from '@journeys-push/contract/app-config'; import { problems } from '@journeys-push/contract/problems'; console.log(typeof AppConfig.parse, Object.keys(problems).length);",
  'client.mjs':
    "import { createGatewayClient } from '@journeys-push/client'; console.log(typeof createGatewayClient({ url: 'https://push.example.com' }).register);",
  'shell.mjs': "import { createShell } from '@journeys-push/shell/core'; console.log(typeof createShell);",
  'gateway.mjs': "import { createGateway } from '@journeys-push/gateway'; console.log(typeof createGateway);",
};

/**
 * Builds every published package, lints its manifest, packs it, installs the packed files into an empty folder and
 * runs a small program against each.
 */
export async function checkPackages(check) {
  const counts = [];
  for (const name of PUBLISHED)
    await must(['npm', 'run', 'build', '--silent', '-w', `@journeys-push/${name}`]);
  for (const name of PUBLISHED)
    counts.push(await check(`publint ${name}`, ['npx', 'publint', '--strict', folderOf(name)]));
  const folder = mkdtempSync(join(tmpdir(), 'journeys-push-packed-'));
  try {
    install(folder);
    for (const [file, program] of Object.entries(PROGRAMS)) {
      writeFileSync(join(folder, file), program);
      counts.push(await check(`installed package: ${file}`, [process.execPath, join(folder, file)]));
    }
    for (const [title, command] of sandboxIn(folder)) counts.push(await check(title, command));
    counts.push(await check('what the Dockerfile says', [process.execPath, 'tools/image.mjs']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }));
}

/** The installed sandbox in the test runners of its users, and as a process of its own. */
function sandboxIn(folder) {
  cpSync(join(root, 'sandbox/packaged'), folder, { recursive: true });
  const file = (name) => join(folder, name);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const run = (...args) => [process.execPath, ...args];
  const bare = JSON.stringify({ transform: {}, testMatch: ['**/runner.test.mjs'] });
  return [
    ['installed sandbox in node:test', run('--test', file('node.test.mjs'))],
    ['installed sandbox in Vitest', run(vitest, 'run', '--root', folder)],
    [
      'installed sandbox in Jest',
      run('--experimental-vm-modules', jest, '--rootDir', folder, '--config', bare),
    ],
    ['installed sandbox as a process', run(file('process.mjs'))],
  ];
}

function install(folder) {
  const npm = (args, cwd) => execFileSync('npm', args, { cwd, stdio: ['ignore', 2, 2] });
  for (const name of PUBLISHED)
    npm(['pack', '--silent', '--pack-destination', folder, '-w', `@journeys-push/${name}`], root);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true }));
  const packed = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  npm(['install', '--no-audit', '--no-fund', ...packed.map((name) => join(folder, name))], folder);
}
