import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { openChromium } from '../../report/testing/chromium.ts';
import { openReceiver, type Receiver } from './receiver.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openChromium();
});
afterAll(() => browser?.close());

let receiver: Receiver;
let page: Page;
afterEach(async () => {
  await page.context().close();
  await receiver.close();
});

const TOKEN = `${'a'.repeat(56)}01234567`;

/** The page in an app: `answer` is the text of the function that answers registrationInfo. */
async function open(answer = 'async () => ({})', app = true) {
  receiver = await openReceiver({ port: 0, host: '127.0.0.1' });
  page = await (await browser.newContext()).newPage();
  if (app)
    await page.addInitScript(`
      window.JSBridge = { postMessage() {} };
      window.median = { msdynamics: {
        registrationInfo: ${answer},
        notificationOpened: { addListener: (told) => told({ coldStart: true }) },
      } };`);
  await page.goto(receiver.urls[0] ?? '');
  return receiver.line;
}

const call = {
  ...({ api: 'median', name: 'registrationInfo', options: undefined, form: 'promise', seconds: 20 } as const),
};

it('makes the call, and whole tokens stay on the phone', async () => {
  const line = await open(`async () => ({ platform: 'ios', apnsToken: '${TOKEN}' })`);
  const bodies: string[] = [];
  page.on('request', (request) => bodies.push(request.postData() ?? ''));
  const { outcome, tokens } = await line.call(call);
  expect(outcome).toEqual({ kind: 'answered', answer: { platform: 'ios', apnsToken: '…01234567' } });
  expect(tokens).toEqual({ apnsToken: { length: 64, hex: true, plain: true } });
  expect(bodies.join()).not.toContain(TOKEN);
  expect(line.place()).toMatchObject({ entries: ['android'], opens: ['{"coldStart":true}'], errors: [] });
});

it('says that an earlier life of it had no answer, and does not call again', async () => {
  const line = await open(
    '() => { localStorage.calls = Number(localStorage.calls || 0) + 1; return new Promise(() => {}); }',
  );
  const called = line.call(call);
  await expect.poll(() => page.evaluate('localStorage.calls')).toBe('1');
  await page.reload();
  expect((await called).outcome).toEqual({ kind: 'page-gone' });
  expect(await page.evaluate('localStorage.calls')).toBe('1');
});

it('says what it saw once somebody hears it, also after a new start', async () => {
  const line = await open('async () => ({ platform: "android" })');
  let heard = false;
  await page.route('**/done', (route) => (heard ? route.continue() : route.abort()));
  const called = line.call(call);
  await page.getByText('The computer does not answer').waitFor();
  await page.reload();
  heard = true;
  expect((await called).outcome).toEqual({ kind: 'answered', answer: { platform: 'android' } });
});

it('tells what is thrown in it', async () => {
  const line = await open('async () => { setTimeout(() => { throw new Error("of the page") }); return {}; }');
  await line.call(call);
  await line.call(call);
  expect(line.place()?.errors[0]).toContain('of the page');
});

it('shows one question, and goes on when the person has answered', async () => {
  const line = await open();
  line.about('16. An item');
  const asked = line.ask({
    ...{ act: 'test', say: ['Did it happen?'], copy: 'https://shop.example/offer' },
    choices: [
      { name: 'yes', label: 'Yes' },
      { name: 'no', label: 'It did not happen' },
    ],
  });
  await page.getByRole('heading', { name: '16. An item' }).waitFor();
  await page.getByText('https://shop.example/offer').waitFor();
  await page.getByRole('button', { name: 'It did not happen' }).click();
  expect(await asked).toBe('no');
  await line.end(['All is done.']);
  await page.getByText('All is done.').waitFor();
});

it('does nothing in a browser, but shows that it was reached', async () => {
  const line = await open('', false);
  await page.getByText('This phone reaches the check').waitFor({ timeout: 30_000 });
  expect(line.place()).toBeUndefined();
});
