import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ProfileName } from '../control/wire.ts';
import type { SimulatedPhone } from './simulated-phone.ts';
import { eventually } from './testing/eventually.ts';
import { makeProbedPhone } from './testing/make-phone.ts';
import { type PageServer, type Pages, servePages } from './testing/page-server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(() => browser.close());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function open(
  pages: Pages,
  { profile = 'android-14', start = '/' }: { profile?: ProfileName; start?: string } = {},
) {
  let phone: SimulatedPhone | undefined;
  const server: PageServer = await servePages(pages, () => phone ?? expect.fail('no phone yet'));
  const origin = `http://p1.push.localhost:${server.port}`;
  const made = makeProbedPhone(profile, { origins: { site: 'https://shop.example', phone: origin } });
  phone = made.phone;
  made.probe.destinations = [['https://shop.example', 'app']];
  await made.phone.launch();
  const page: Page = await browser.newPage();
  await page.clock.install();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  let lost = 0;
  page.on('websocket', (socket) =>
    socket.on('close', () => {
      lost += 1;
    }),
  );
  closers.push(
    () => page.close(),
    () => server.close(),
  );
  await page.goto(start.startsWith('http') ? start.replace('PORT', String(server.port)) : origin + start);
  await eventually(() => expect(made.phone.view().page.connected).toBe(true));
  return { ...made, server, origin, page, errors, lost: () => lost };
}

it('a page in the lab’s frame is the phone’s page; frames inside it are not', async () => {
  const { server, phone, origin, page } = await open(
    {
      '/lab':
        '<iframe></iframe><script>frames[0].frameElement.src = location.origin.replace("lab", "p1") + "/outer"</script>',
      '/outer': '<iframe src="/inner"></iframe><iframe srcdoc="x"></iframe>',
    },
    { start: 'http://lab.push.localhost:PORT/lab' },
  );
  const inner = await eventually(() => page.frame({ url: /inner$/ }) ?? expect.fail('no inner frame yet'));
  await inner.waitForLoadState('load');
  await page.clock.runFor(10_000);
  expect(server.sockets).toHaveLength(1);
  expect(phone.view().page.url).toBe(`${origin}/outer`);
});

it.each([
  ['android-14', ['JSBridge']],
  ['iphone', ['webkit']],
] as const)('on %s nothing is added to the page but %j', async (profile, expected) => {
  const { page, server, origin } = await open({}, { profile });
  const globals = async (host: string) => {
    await page.goto(host);
    return page.evaluate(() => Object.getOwnPropertyNames(window));
  };
  const plain = await globals(`http://lab.push.localhost:${server.port}`);
  const inPhone = await globals(origin);
  expect(inPhone.filter((name) => !plain.includes(name))).toEqual(expected);
});

it('the phone hears messages from before the socket was open, then that the page is there', async () => {
  const { probe } = await open({ '/': '<script>JSBridge.postMessage("early")</script>' });
  await eventually(() => expect(probe.calls).toContain('loaded https://shop.example/'));
  expect(probe.received).toEqual([{ message: 'early', origin: 'https://shop.example', mainFrame: true }]);
});

it('the phone follows where the page goes without a load', async () => {
  const { phone, page, origin } = await open({});
  for (const [step, url] of [
    ['history.pushState(null, "", "/cart")', '/cart'],
    ['history.replaceState(null, "", "/cart?id=1")', '/cart?id=1'],
    ['location.hash = "top"', '/cart?id=1#top'],
    ['history.back()', '/cart?id=1'],
  ] as const) {
    await page.evaluate(step);
    await eventually(() => expect(phone.view().page.url).toBe(origin + url));
  }
});

it('the page goes where the phone says, also to where it is', async () => {
  const { phone, server, page, origin } = await open({});
  for (const count of [1, 2]) {
    await phone.load('/offer#part');
    // The page before stays connected until the new one has taken over.
    await eventually(() => expect(server.sockets).toHaveLength(1 + count));
    await eventually(() => expect(page.url()).toBe(`${origin}/offer#part`));
    expect(server.served.filter((path) => path === '/offer')).toHaveLength(count);
    await eventually(() =>
      expect(phone.view().page).toMatchObject({ url: `${origin}/offer#part`, connected: true }),
    );
  }
});

it('scripts of the shell run in the page’s global scope', async () => {
  const { probe, page } = await open({ '/': '<script>function heard(n) { window.told = n }</script>' });
  expect(await probe.processes[0]?.web.run('heard(7);true;')).toBe(true);
  await eventually(async () => expect(await page.evaluate('window.told')).toBe(7));
});

it('a lost socket comes back, with what the page has said meanwhile', async () => {
  const { probe, server, page, errors, lost } = await open({});
  await eventually(() => expect(probe.calls).toContain('loaded https://shop.example/'));
  server.sockets[0]?.terminate();
  await eventually(() => expect(lost()).toBe(1));
  await page.evaluate('JSBridge.postMessage("meanwhile")');
  await eventually(() => expect(probe.received.map(({ message }) => message)).toEqual(['meanwhile']));
  expect(server.sockets).toHaveLength(2);
  expect(errors).toEqual([]);
});

it('the page of an app that was killed stays away', async () => {
  const { phone, server, page, lost } = await open({});
  await phone.kill();
  await eventually(() => expect(lost()).toBe(1));
  await phone.launch();
  await page.clock.runFor(10_000);
  expect(server.sockets).toHaveLength(1);
});

it('a message over the limit is not sent, and the phone hears of it', async () => {
  const { page, kinds, probe } = await open({});
  await page.evaluate('JSBridge.postMessage("é".repeat(40000)); JSBridge.postMessage("short")');
  await eventually(() => expect(probe.received.map(({ message }) => message)).toEqual(['short']));
  expect(kinds()).toContain('page.refused');
});
