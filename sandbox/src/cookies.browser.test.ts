import { createServer, type Server } from 'node:http';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from './listen.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** Every page tells what came as `Cookie`; `/set?…` sets what is asked for and leads to where `&to=` says. */
const server: Server = createServer((asked, answer) => {
  const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://x');
  if (pathname === '/set')
    return answer
      .writeHead(302, {
        'set-cookie': searchParams.getAll('cookie'),
        location: searchParams.get('to') ?? '/',
      })
      .end();
  answer.setHeader('content-type', 'text/html');
  answer.end(`<!doctype html><h1>${asked.headers.host} ${asked.url}</h1><pre>${asked.headers.cookie ?? ''}`);
});
const second: Server = createServer(server.listeners('request')[0] as () => void);

let browser: Browser;
let sandbox: Sandbox;
let lab: Page;
/** The same server has them all, as behind one certificate. */
let shop: string;
let account: string;
let pay: string;
/** The same host on another port. */
let api: string;

beforeAll(async () => {
  const [port, apiPort] = [await listen(server, 0, '127.0.0.1'), await listen(second, 0, '127.0.0.1')];
  shop = `http://shop.localhost:${port}`;
  account = `http://account.shop.localhost:${port}`;
  pay = `http://pay.localhost:${port}`;
  api = `http://pay.localhost:${apiPort}`;
  [sandbox, browser] = await Promise.all([
    startSandbox({
      ...{ gateway: false, phones: ['iphone', 'android-14'], app: shop, allow: [account, pay, api] },
    }),
    chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    }),
  ]);
  lab = await browser.newPage();
  await lab.goto(sandbox.connection().lab);
  for (const id of ['p1', 'p2']) await pageOf(id).getByRole('heading').waitFor();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
  for (const one of [server, second]) {
    one.closeAllConnections();
    one.close();
  }
});

let opened = 0;
const pageOf = (id: string) => lab.frameLocator(`#phone-${id} iframe`);
const frameOf = async (id: string): Promise<Frame> => {
  const element = await lab.locator(`#phone-${id} iframe`).elementHandle();
  return (await element?.contentFrame()) ?? expect.fail('no page');
};

/** Goes there in the phone, and answers what the server was sent as `Cookie`. */
async function sentTo(url: string, id = 'p1'): Promise<string> {
  opened += 1;
  const path = `/${opened}`;
  const there = url.includes('/set?') ? `${url}&to=${encodeURIComponent(`${shop}${path}`)}` : url + path;
  await (await frameOf(id))
    .evaluate(`void location.assign(${JSON.stringify(there)})`)
    // It may have left before it could answer.
    .catch((error: Error) => expect(error.message).toContain('context was destroyed'));
  await pageOf(id)
    .getByRole('heading', { name: path })
    .filter({ hasText: new RegExp(`${path}$`) })
    .waitFor();
  return (await pageOf(id).locator('pre').textContent()) ?? '';
}
const setting = (origin: string, ...cookies: string[]) =>
  `${origin}/set?${new URLSearchParams(cookies.map((cookie) => ['cookie', cookie]))}`;

describe('a cookie of an app with several origins', () => {
  it('signs a person in on the domain that the sign-in names, on that phone alone', async () => {
    const cookies = [
      'session=1; Domain=shop.localhost; Path=/; HttpOnly',
      'own=1; Path=/',
      'all=1; Domain=localhost',
    ];
    expect(await sentTo(setting(account, ...cookies))).toBe('session=1');
    expect(await sentTo(account)).toMatch(/^(session=1; own=1|own=1; session=1)$/);
    expect(await sentTo(pay)).toBe('');
    expect(await sentTo(shop, 'p2')).toBe('');
    expect(await lab.evaluate('document.cookie')).toBe('');
    expect(await sentTo(setting(shop, 'session=; Domain=shop.localhost; Path=/; Max-Age=0'))).toBe('');
    expect(await sentTo(account)).toBe('own=1');
  });

  it('of a script has the same scope', async () => {
    await sentTo(account);
    const script = `document.cookie = 'seen=1; path=/; domain=.shop.localhost';
      document.cookie = 'foreign=1; path=/; domain=evil.localhost';
      cookieStore.set({ name: 'stored', value: '1', domain: 'shop.localhost' })`;
    await (await frameOf('p1')).evaluate(script);
    expect(await sentTo(shop)).toMatch(/^(seen=1; stored=1|stored=1; seen=1)$/);
    const page = await frameOf('p1');
    expect(await page.evaluate('document.cookie')).toContain('seen=1');
    await page.evaluate(`document.cookie = 'seen=; path=/; domain=shop.localhost; max-age=0'`);
    await page.evaluate(`cookieStore.delete({ name: 'stored', domain: 'shop.localhost' })`);
    expect(await sentTo(account)).toBe('own=1');
  });

  it('of a host is that of all its ports', async () => {
    await sentTo(setting(api, 'session=1; Path=/; HttpOnly', '__Host-own=1; Path=/; Secure'));
    expect(await sentTo(pay)).toBe('session=1');
    expect(await sentTo(api)).toMatch(/__Host-own=1/);
    await (await frameOf('p1')).evaluate(
      `document.cookie = 'seen=1; path=/'; cookieStore.set('stored', '1')`,
    );
    expect((await sentTo(pay)).split('; ').sort()).toEqual(['seen=1', 'session=1', 'stored=1']);
    await (await frameOf('p1')).evaluate(`cookieStore.delete('stored')`);
    expect((await sentTo(api)).split('; ').sort()).toEqual(['__Host-own=1', 'seen=1', 'session=1']);
    expect(await sentTo(shop)).toBe('');
  });
});
