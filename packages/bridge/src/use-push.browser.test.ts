import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Chromium, startChromium } from './testing/chromium.ts';

/** An iPhone's native half: permission and registration that change by the commands. */
const nativeSide = `
  const phone = { granted: false, state: 'none', commands: [] };
  window.phone = phone;
  const answers = {
    promptNotificationPermission: () => ({ granted: (phone.granted = true) }),
    areNotificationsEnabled: () => ({ granted: phone.granted }),
    registerDevice: () => ({ success: !!(phone.state = 'registered') }),
    registrationInfo: () => ({ installationId: 'i-1', registration: { state: phone.state } }),
  };
  window.webkit = { messageHandlers: { JSBridge: { postMessage(message) {
    const { medianCommand, data = {} } = message.medianCommand ? message : { medianCommand: message };
    phone.commands.push(medianCommand.split('/').slice(-1)[0]);
    const answer = answers[phone.commands.at(-1)];
    if (answer) setTimeout(() => window[data.callback]?.(answer()));
  } } } };`;

let chromium: Chromium;
let page: Page;
let errors: string[];

beforeAll(async () => {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    mode: 'development',
    resolve: { conditions: ['journeys-push-source', 'browser', 'module'] },
    build: {
      write: false,
      rolldownOptions: { input: fileURLToPath(new URL('./testing/use-push.page.tsx', import.meta.url)) },
    },
  });
  const [output] = Array.isArray(result) ? result : [result];
  if (!output || !('output' in output)) throw new Error('vite built nothing');
  chromium = await startChromium();
  const body = `<!doctype html><title>page</title><body><script>${nativeSide}</script><script type="module" src="page.js"></script>`;
  ({ page, errors } = await chromium.open({
    '/': { body },
    '/page.js': { body: output.output[0].code, type: 'text/javascript' },
  }));
});
afterAll(() => chromium.close());

interface Phone {
  granted: boolean;
  state: string;
  commands: string[];
}
const onPhone = <T>(script: (phone: Phone) => T) => page.evaluate(`(${script})(window.phone)`) as Promise<T>;
const shown = () => page.locator('output').allTextContents();
const state = (permission: boolean, registration: string) => {
  const text = JSON.stringify({ permission: { granted: permission }, state: registration, id: 'i-1' });
  return [text, text];
};

test('two components show what the app says, in strict mode too, with one set of actions', async () => {
  await expect.poll(shown).toEqual(state(false, 'none'));
  expect(await page.locator('i').first().textContent()).toBe('4');
});

test('the actions do what they say and the components follow', async () => {
  await page.getByText('prompt').first().click();
  await expect.poll(shown).toEqual(state(true, 'none'));
  await page.getByText('register').first().click();
  await expect.poll(shown).toEqual(state(true, 'registered'));
  await page.getByText('settings').first().click();
  expect(await onPhone((phone) => phone.commands.includes('app-settings'))).toBe(true);
});

test('a change that the app tells, or that is there when the page becomes visible again, shows', async () => {
  await page.evaluate(() => {
    const { phone, ...globals } = window as unknown as { phone: Phone } & Record<
      string,
      (now: unknown) => void
    >;
    phone.state = 'removed';
    globals._median_msdynamics_registration_changed?.({ state: 'removing' });
  });
  await expect.poll(shown).toEqual(state(true, 'removed'));
  await onPhone((phone) => {
    phone.granted = false;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(shown).toEqual(state(false, 'removed'));
});

test('when the components are gone, so are the subscription and its global', async () => {
  await page.getByText('toggle').click();
  await expect.poll(() => onPhone((phone) => phone.commands.at(-1))).toBe('unsubscribe');
  expect(await page.evaluate(() => Object.keys(window).filter((name) => name.startsWith('_median')))).toEqual(
    [],
  );
  await page.getByText('toggle').click();
  await expect.poll(shown).toEqual(state(false, 'removed'));
  expect(errors).toEqual([]);
});
