import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CAMERA_WANTED, cameraAnswer, pageScript } from '../src/native/page/page-script.ts';
import { configOf, SITE } from '../test/launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(() => browser.close());

const html = `<input id="photo" type="file" accept="image/*" capture>
  <label for="photo">A photo</label>
  <input id="any" type="file">
  <button onclick="var field = document.createElement('input'); field.type = 'file'; field.accept = 'image/*'; field.click()">Made anew</button>`;

/** A page of the site in Chromium, with the app's script as Android runs it. */
async function show(): Promise<{ page: Page; posted: unknown[]; choosers(): number }> {
  const page = await browser.newPage();
  const posted: unknown[] = [];
  let choosers = 0;
  page.on('filechooser', () => {
    choosers += 1;
  });
  await page.exposeBinding('toApp', (_, message: unknown) => void posted.push(message));
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  const config = configOf({ permissions: { camera: 'To photograph a receipt.' }, pushProvider: 'none' });
  const script = pageScript('android', config);
  await page.addInitScript(
    `window.ReactNativeWebView = { postMessage: (text) => window.toApp(text) };\n${script}`,
  );
  await page.goto(`${SITE}/start`);
  await page.evaluate(script);
  return { page, posted, choosers: () => choosers };
}

const opened = (page: Page) => page.waitForEvent('filechooser', { timeout: 10_000 });

test.each(['#photo', 'label', 'button'])(
  'in Chromium, %s asks for the camera, then opens',
  async (element) => {
    const { page, posted, choosers } = await show();
    await page.click(element);
    await expect.poll(() => posted).toEqual([CAMERA_WANTED]);
    expect(choosers()).toBe(0);
    const chooser = opened(page);
    await page.evaluate(cameraAnswer(true));
    await chooser;
    const again = opened(page);
    await page.click(element);
    await again;
    expect(posted).toEqual([CAMERA_WANTED]);
    await page.close();
  },
);

test('in Chromium, a field for the camera alone takes files where the person refuses it', async () => {
  const { page } = await show();
  await page.click('#photo');
  const chooser = opened(page);
  await page.evaluate(cameraAnswer(false));
  await chooser;
  expect(await page.getAttribute('#photo', 'capture')).toBeNull();
  await page.close();
});

test('in Chromium, a field for any file opens at once', async () => {
  const { page, posted } = await show();
  const chooser = opened(page);
  await page.click('#any');
  await chooser;
  expect(posted).toEqual([]);
  await page.close();
});
