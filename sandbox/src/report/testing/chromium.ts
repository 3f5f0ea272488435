import { type Browser, chromium } from 'playwright-core';

/** The browser that looks at the reports: `CHROMIUM_PATH`, else /usr/bin/chromium. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
