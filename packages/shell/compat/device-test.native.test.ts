import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApp } from './testing/app-in-engine.ts';
import { startChromium } from './testing/chromium.ts';
import { startWebKit } from './testing/webkit.ts';

const html = readFileSync(join(import.meta.dirname, '../../../docs/device-test.html'), 'utf8');
const press = (text: string) =>
  `[...document.querySelectorAll('button')].find(({ textContent }) => textContent === '${text}').click()`;

test.each([
  ['ios', startWebKit],
  ['android-34', startChromium],
] as const)('the page of the device test works on %s: each button, and the log', async (kind, start) => {
  const engine = await start();
  const { app, page, show, close } = await openApp(engine, { kind, html });
  app.system.allowed = 'yes';
  await show('/');
  const log = () => page.evaluate<string>("document.getElementById('log').textContent");
  await page.run("document.getElementById('user').value = 'abc123-user-uuid';");
  for (const [button, answer] of [
    ['Ask for permission', '"granted": true'],
    ['Is it allowed?', '"granted": true'],
    ['Register', '"success": true'],
    ['Read the registration', '"state": "registered"'],
    ['Consent to tracking', '"success": true'],
    ['Withdraw consent', '"success": true'],
    ['Log out', '"success": true'],
  ] as const) {
    await page.run("document.getElementById('clear').click();");
    await page.run(press(button));
    await expect.poll(log).toContain(answer);
    expect(await log()).not.toContain('FAILED');
  }
  await page.run(press('Open the settings'));
  await expect.poll(() => app.system.settingsOpened).toBe(1);
  await show('/');
  await expect.poll(log).toMatch(/median_library_ready[\s\S]*loaded/);
  await close();
  await engine.close();
});
