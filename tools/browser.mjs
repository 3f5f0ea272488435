import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { must } from './run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium for the tests: `CHROMIUM_PATH`, else the system's, else Debian's package (as root), else
 * Playwright's download. Sets `CHROMIUM_PATH` for everything started afterwards.
 */
export async function ensureBrowser() {
  process.env.CHROMIUM_PATH ||= findOnSystem() ?? (await installDebian()) ?? (await downloadWithPlaywright());
  return process.env.CHROMIUM_PATH;
}

function findOnSystem() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...MAC].find(canRun);
}

async function installDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  process.stderr.write('Installing Chromium …\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await must(['apt-get', 'update', '-qq'], { env });
  await must(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  return findOnSystem();
}

async function downloadWithPlaywright() {
  await must(['npx', 'playwright-core', 'install', 'chromium']);
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}

function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
