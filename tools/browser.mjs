import { canRun, findProgram, installDebian } from './debian.mjs';
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
  process.env.CHROMIUM_PATH ||= findOnSystem() ?? (await fromDebian()) ?? (await downloadWithPlaywright());
  return process.env.CHROMIUM_PATH;
}

const findOnSystem = () => findProgram(NAMES) ?? MAC.find(canRun);

const fromDebian = async () => ((await installDebian('Chromium', ['chromium'])) ? findOnSystem() : undefined);

async function downloadWithPlaywright() {
  await must(['npx', 'playwright-core', 'install', 'chromium']);
  const { chromium } = await import('playwright-core');
  return chromium.executablePath();
}
