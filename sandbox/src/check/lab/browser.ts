import { Launcher } from 'chrome-launcher';
import { type Browser, chromium } from 'playwright-core';
import { CheckFailure } from '../check-failure.ts';

/** A browser of this machine: `CHROMIUM_PATH`, else `CHROME_PATH`, else an installed Chrome or Chromium. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? firstInstalled();
  if (!executablePath) throw new CheckFailure('browser-missing');
  // As root Chromium starts only without its own sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  try {
    return await chromium.launch({
      executablePath,
      // Playwright would end the process, or kill a browser that is still starting, while the caller clears up.
      ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
      args: [...asRoot, '--headless', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
    });
  } catch (error) {
    throw new CheckFailure('browser-failed', `${executablePath}: ${firstLine(error)}`);
  }
}

function firstInstalled(): string | undefined {
  try {
    return Launcher.getInstallations()[0];
  } catch {
    // It throws where it finds none.
    return undefined;
  }
}

const firstLine = (error: unknown) => String(error instanceof Error ? error.message : error).split('\n')[0];
