import { chromium, type Page } from 'playwright-core';
import { type Engine, type EnginePage, inTopFrame, type OpenOptions } from './engine.ts';

/** What react-native-webview has on Android before the page's first script (`addWebMessageListener`): it takes text. */
const nativeObject = `(function (post) {
  delete window.toApp;
  Object.defineProperty(window, 'ReactNativeWebView', { value: { postMessage: function (data) { post(String(data)); } } });
})(window.toApp);`;

/** The Chromium that Android's WebView is made of: `CHROMIUM_PATH`, else the system's. */
export async function startChromium(): Promise<Engine> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  return {
    open: async (options) => openPage(await browser.newPage(), options),
    close: () => browser.close(),
  };
}

async function openPage(page: Page, { start, onPost }: OpenOptions): Promise<EnginePage> {
  await page.exposeBinding('toApp', (_, message: unknown) => onPost(message));
  // One script: the order of several is not promised.
  await page.addInitScript(inTopFrame([nativeObject, ...start].join('\n;\n')));
  return {
    goto: async (url) => void (await page.goto(url)),
    // The script's own value is of no use to the app.
    run: async (script) => void (await page.evaluate(`${script}\n;undefined`)),
    async evaluate<T>(expression: string) {
      const text = await page.evaluate<string | undefined>(
        `(async () => JSON.stringify(await (${expression})))()`,
      );
      return (text === undefined ? undefined : JSON.parse(text)) as T;
    },
    close: () => page.close(),
  };
}
