import { appendFile, cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { createServer as createVite, type ViteDevServer } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './sandbox.ts';
import {
  accountSite,
  linkingSite,
  serveSite,
  strictSite,
  type TestSite,
  waysSite,
} from './testing/customer-sites.ts';
import { uncovered } from './testing/uncovered.ts';

const example = join(import.meta.dirname, '../../examples/react');
const userId = 'abc123-user-uuid';

let browser: Browser;
let folder: string;
let vite: ViteDevServer;
let analytics: TestSite;
let sandbox: Sandbox;
let lab: Page;
const told: { event: string; info: { installationId: string; registration: { userId?: string } } }[] = [];
const sockets: string[] = [];
const sites: TestSite[] = [];

async function serve(...given: Parameters<typeof serveSite>): Promise<TestSite> {
  const site = await serveSite(...given);
  sites.push(site);
  return site;
}

/** Ends once the page that was there has gone. */
async function reload(frame: Frame): Promise<void> {
  await go(frame, 'window.left = true, location.reload()');
  await frame.waitForFunction('!window.left');
}

/** Where the script leads; its answer may be lost with the page that it leaves. */
const go = (frame: Frame, script: string) =>
  frame.evaluate(`void (${script})`).catch((error: Error) => {
    if (!error.message.includes('context was destroyed')) throw error;
  });

/** The React example, so that its files can be changed; and its statistics are told to a server of the test. */
async function startVite(): Promise<ViteDevServer> {
  folder = await mkdtemp(join(tmpdir(), 'own-app-'));
  for (const name of ['src', 'index.html', 'median.html'])
    await cp(join(example, name), join(folder, name), { recursive: true });
  await symlink(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'src/word.js'), word('cold'));
  await appendFile(join(folder, 'median.html'), '<script type="module" src="/src/word.js"></script>');
  const started = await createVite({
    root: folder,
    server: { port: 0, host: '127.0.0.1' },
    logLevel: 'silent',
    cacheDir: join(folder, 'cache'),
    // Found late, they would make Vite load the page once more.
    optimizeDeps: {
      include: [
        'react',
        'react/jsx-dev-runtime',
        'react-dom/client',
        'median-js-bridge',
        '@journeys-push/bridge/react',
      ],
    },
    define: { 'import.meta.env.VITE_ANALYTICS_URL': JSON.stringify(`${analytics.origin}/events`) },
    configFile: false,
  });
  return started.listen();
}

beforeAll(async () => {
  analytics = await serve(async (asked, answer) => {
    answer
      .setHeader('access-control-allow-origin', '*')
      .setHeader('access-control-allow-headers', 'content-type');
    if (asked.method === 'POST') told.push((await json(asked)) as (typeof told)[number]);
    answer.end();
  });
  [vite, sandbox, browser] = await Promise.all([
    startVite(),
    startSandbox({ gateway: false, phones: ['android-12', 'android-14'] }),
    chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    }),
  ]);
  lab = await browser.newPage();
  lab.on('websocket', (socket) => sockets.push(socket.url()));
  await lab.goto(sandbox.connection().lab);
  await lab.frameLocator('#phone-p1 iframe').getByRole('heading', { name: 'Good morning' }).waitFor();
  await uncovered(lab, 'p1');
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
  await vite?.close();
  for (const site of sites) await site.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Shows another site in the phones, as a person does in the lab, and answers the new page of one of them. */
async function shown(url: string | null, { id = 'p1', allow = [] as string[] } = {}): Promise<Frame> {
  // Not the frames within a page.
  const frames = () => lab.mainFrame().childFrames();
  const before = frames();
  await sandbox.control.showSite({ url, allow });
  const find = () =>
    frames().find((frame) => !before.includes(frame) && frame.url().startsWith(`${phone(id).origin}/`));
  await expect.poll(find).toBeDefined();
  await uncovered(lab, id);
  return find() ?? expect.fail('the frame has gone');
}

const phone = (id = 'p1') => sandbox.phones.get(id) ?? expect.fail('no phone');
const viteUrl = () => vite.resolvedUrls?.local[0] ?? '';

/** What a person does with a shop that has push: allow, sign in, tap what comes. */
async function usePush(site: Frame, id: string): Promise<void> {
  const card = lab.locator(`#phone-${id}`);
  await site.getByRole('button', { name: 'Ask for permission' }).click();
  if (id === 'p2') await card.getByRole('button', { name: 'Allow', exact: true }).click();
  await site.getByText('"granted": true').waitFor();
  await uncovered(lab, id);
  await site.getByRole('button', { name: `Register ${userId}` }).click();
  await site.getByText('"success": true').waitFor();
  await sandbox.control.registerDevice(id, userId);
  await sandbox.control.sendPush({ contact: userId, title: 'On its way', link: '/orders/42' });
  // A press that lasts is none of the pointer's taps.
  await card.getByRole('button', { name: /On its way/ }).press('Enter');
  await site.getByRole('heading', { name: 'Order 42' }).waitFor();
}

describe('an example in the lab', () => {
  it('of plain HTML asks, registers, and is led to the order by a push', async () => {
    const [site] = lab.frames().filter((frame) => frame.url().startsWith(phone().origin));
    await usePush(site ?? expect.fail('no page'), 'p1');
    await sandbox.control.reinstall('p1');
    await sandbox.control.launch('p1');
  });

  it('in React with usePush() does so too, and tells statistics with consent only', async () => {
    const site = await shown(viteUrl(), { id: 'p2' });
    await usePush(site, 'p2');
    expect(told).toEqual([]);
    await site.getByLabel('I agree').check();
    await site.getByText('Told to our statistics.').waitFor();
    const { installationId } = phone('p2').view();
    expect(told).toEqual([
      {
        event: 'registration',
        info: expect.objectContaining({ installationId, platform: 'android', model: 'Pixel 8' }),
      },
    ]);
    await site.getByRole('button', { name: 'Log out' }).click();
    await expect.poll(() => told.length).toBe(2);
    await site.getByLabel('I agree').uncheck();
    await site.getByRole('button', { name: `Register ${userId}` }).click();
    await site.getByText('"success": true').waitFor();
    expect(told).toHaveLength(2);
  });
});

describe('your own app in a phone', () => {
  it('is hot, from a Vite server, with the unmodified client of Median', async () => {
    const site = await shown(`${viteUrl()}median.html`);
    await site.getByRole('button', { name: 'Ask for permission' }).click();
    await site.getByText('"granted": true').waitFor();
    // Vite's client would go past the phone, straight to its server, if the phone let no socket through.
    await expect.poll(() => sockets.some((url) => url.includes('token='))).toBe(true);
    expect(sockets.every((url) => /^ws:\/\/(\S+\.)?p[12]\.push\.localhost:/.test(url))).toBe(true);
    await site.waitForFunction('document.body.dataset.word === "cold"');
    await site.evaluate('window.kept = true');
    await writeFile(join(folder, 'src/word.js'), word('hot'));
    await site.waitForFunction('document.body.dataset.word === "hot"');
    expect(await site.evaluate('window.kept')).toBe(true);
  });

  it('speaks to the app in each of the three ways', async () => {
    const { origin } = await serve(waysSite);
    for (const way of ['bare', 'median', 'module']) {
      const site = await shown(`${origin}/${way}`);
      await site.waitForFunction(
        `location.pathname === '/${way}' && document.body?.dataset.granted === 'true'`,
      );
    }
  });

  it('keeps its strict policies, its cookies and its full addresses', async () => {
    const { origin: own } = await serve(strictSite);
    const site = await shown(own);
    await site.getByText('ready').waitFor();
    expect(await site.evaluate('median.msdynamics.areNotificationsEnabled()')).toMatchObject({
      granted: true,
    });
    const refused =
      'new Promise((done) => { const it = document.createElement("script"); it.onerror = () => done("refused"); it.onload = () => done("loaded"); it.src = "https://cdn.example/x.js"; document.head.append(it) })';
    expect(await site.evaluate(refused)).toBe('refused');
    const { host } = new URL(phone().origin);
    const cookies = await lab.context().cookies(phone().origin);
    const domain = host.replace(/:\d+$/, '');
    // A host's cookie is that of all its ports: the scheme and the port are the first label.
    const wide = domain.slice(domain.indexOf('.'));
    expect(cookies.map((one) => `${one.name} ${one.domain}`).sort()).toEqual([
      `__Host-b ${domain}`,
      `a ${wide}`,
      `s ${wide}`,
    ]);
    expect(await site.evaluate(`fetch('${own}/cookies').then((answer) => answer.text())`)).toContain(
      '__Host-b=2',
    );
    await go(site, `location.assign('${own}/next')`);
    await site.waitForURL(`**://${host}/next`);
    await expect.poll(() => phone().view().page.url).toBe(`${phone().origin}/next`);
    expect(sandbox.timeline.list().filter(({ kind }) => kind === 'site.policy-changed')).toHaveLength(2);
  });

  it('is shown by its service worker while its server is away; else the phone says so, and goes on', async () => {
    const server = await serve(strictSite);
    const site = await shown(`${server.origin}/kept`);
    await site.getByText('ready').waitFor();
    await site.evaluate(
      'navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready)',
    );
    await site.waitForFunction('navigator.serviceWorker.controller');
    await reload(site);
    await expect.poll(() => site.evaluate('caches.match(location.href).then(Boolean)')).toBe(true);
    await server.stop();
    await reload(site);
    await site.waitForFunction('performance.getEntriesByType("navigation")[0].workerStart > 0');
    await site.getByText('ready').waitFor();
    expect(await site.evaluate('median.msdynamics.areNotificationsEnabled()')).toMatchObject({
      granted: true,
    });
    // With a hash, too: to replace such an address by itself would load nothing.
    await go(site, 'location.assign("/other#/part")');
    await site.getByText('Your site does not answer').waitFor();
    await server.startAgain();
    await site.getByText('ready').waitFor();
    expect(await site.evaluate('location.pathname + location.hash')).toBe('/other#/part');
  });
});

describe('the frame of a phone', () => {
  it('lets its page do what a WebView may, and asks as the phone', async () => {
    const asked: string[] = [];
    const site = await serve((request, answer) => {
      asked.push(`${request.headers['user-agent']} | ${request.headers['sec-fetch-dest']}`);
      answer.setHeader('content-type', 'text/html').end('<!doctype html><button>Copy</button>');
    });
    const frame = await shown(site.origin, { id: 'p2' });
    const allowed = (feature: string) =>
      frame.evaluate(`document.featurePolicy.allowsFeature(${JSON.stringify(feature)})`);
    for (const feature of WEB_VIEW_MAY) expect(await allowed(feature), feature).toBe(true);
    for (const feature of ['geolocation', 'usb', 'payment'])
      expect(await allowed(feature), feature).toBe(false);
    await frame.evaluate(`document.querySelector('button').onclick = () =>
      navigator.clipboard.writeText('copied').then(() => document.title = 'done', (error) => document.title = error.name)`);
    await frame.getByRole('button', { name: 'Copy' }).click();
    await expect.poll(() => frame.title()).toBe('done');
    expect(asked).toContain(`${await frame.evaluate('navigator.userAgent')} | iframe`);
    expect(await frame.evaluate('navigator.userAgent')).toContain('Pixel 8');
  });

  it('is a context of the lab’s console, by its address', async () => {
    const { origin } = await serve(waysSite);
    const frame = await shown(`${origin}/bare`);
    await frame.waitForFunction('document.body?.dataset.granted === "true"');
    const devTools = await lab.context().newCDPSession(lab);
    const contexts = new Map<string, number>();
    devTools.on('Runtime.executionContextCreated', ({ context }) => {
      // Playwright has contexts of its own beside the pages'.
      if (context.auxData?.isDefault) contexts.set(context.origin, context.id);
    });
    await devTools.send('Runtime.enable');
    await expect.poll(() => [...contexts.keys()]).toContain(phone().origin);
    const { result } = await devTools.send('Runtime.evaluate', {
      expression: 'median.msdynamics.areNotificationsEnabled().then(() => location.pathname)',
      contextId: contexts.get(phone().origin) ?? expect.fail('no context'),
      awaitPromise: true,
    });
    expect(result.value).toBe('/bare');
    await devTools.detach();
  });

  it('gives the phone to a tab of its own, where a finger can be played, and takes it back', async () => {
    const { origin } = await serve(strictSite);
    const framed = await shown(origin);
    await framed.getByText('ready').waitFor();
    await expect.poll(() => phone().view().page.connected).toBe(true);
    const tab = await browser.newPage({ hasTouch: true });
    await tab.goto(phone().view().page.url);
    await tab.getByText('ready').waitFor();
    const asks = 'median.msdynamics.areNotificationsEnabled()';
    expect(await tab.evaluate(asks)).toMatchObject({ granted: true });
    await tab.evaluate('addEventListener("touchstart", () => { document.title = "touched" })');
    await tab.touchscreen.tap(20, 20);
    await expect.poll(() => tab.title()).toBe('touched');
    const card = lab.locator('#phone-p1');
    await card.getByText('This phone is in use in another tab.').waitFor();
    await card.getByRole('button', { name: 'Use it here' }).click();
    await card.locator('iframe').contentFrame().getByText('ready').waitFor();
    await expect.poll(() => phone().view().page.connected).toBe(true);
    await tab.close();
  });
});

describe('a link in the page', () => {
  const account: { site?: TestSite } = {};
  const shop: { site?: TestSite } = {};
  beforeAll(async () => {
    shop.site = await serve(linkingSite(() => account.site?.origin ?? ''));
    account.site = await serve(accountSite(() => shop.site?.origin ?? ''));
  });
  let opened = 0;
  const open = () => {
    opened += 1;
    return shown(`${shop.site?.origin}/start?${opened}`, { allow: [account.site?.origin ?? ''] });
  };

  it('to elsewhere is opened outside by the app, and the page stays as it is', async () => {
    const site = await open();
    await site.getByText('Shop /start').waitFor();
    await site.evaluate('window.kept = true');
    const cases: [string, string][] = [
      ['Plain', 'https://other.example/plain'],
      ['Blank', 'https://other.example/blank'],
      ['Opened', 'https://other.example/opened'],
      ['Mail', 'mailto:shop@shop.example'],
      ['Redirected', 'https://pay.example/checkout'],
      ['Pay', 'https://pay.example/checkout'],
      ['Post', 'https://other.example/posted'],
    ];
    for (const [name, url] of cases) {
      await site.getByText(name, { exact: true }).click();
      await expect.poll(() => phone().view().browser, { message: name }).toBe(url);
      await lab.locator('#phone-p1').getByText(url, { exact: true }).waitFor();
      await sandbox.control.closeBrowser('p1');
      await uncovered(lab, 'p1');
      expect(await site.evaluate('window.kept && location.pathname'), name).toBe('/start');
    }
    expect(phone().view().page).toMatchObject({
      url: `${phone().origin}/start?${opened}`,
      loading: false,
      connected: true,
    });
    await site.getByText('Inside', { exact: true }).click();
    await site.getByText('Shop /inside').waitFor();
    expect(lab.context().pages()).toHaveLength(1);
  });

  it('in a frame of the page, and a script’s own, are left alone', async () => {
    const site = await open();
    await site.getByText('Shop /start').waitFor();
    await site.getByText('Script', { exact: true }).click();
    const inner = site.childFrames()[0] ?? expect.fail('no frame');
    await inner.waitForURL('**/frame');
    await go(inner, 'location.assign("/step")');
    await expect.poll(() => inner.url()).toMatch(/^https:\/\/pay\.example|^chrome-error:/);
    expect(phone().view().browser).toBeNull();
  });

  it('to a further origin of the app stays inside, with the bridge', async () => {
    const site = await open();
    await site.getByText('Sign in', { exact: true }).click();
    await site.getByRole('heading', { name: 'Account' }).waitFor();
    // The shop's page was connected, too.
    await expect.poll(() => new URL(phone().view().page.url).host).not.toBe(new URL(phone().origin).host);
    await expect.poll(() => phone().view().page).toMatchObject({ connected: true, loading: false });
    expect(await site.evaluate('median.msdynamics.areNotificationsEnabled()')).toMatchObject({
      granted: true,
    });
    await site.getByText('Back to the shop').click();
    await site.getByText('Shop /signed-in').waitFor();
    expect(new URL(site.url()).origin).toBe(phone().origin);
    expect(phone().view().browser).toBeNull();
  });
});

/** What the frame of a phone lets its page do. */
const WEB_VIEW_MAY = ['camera', 'microphone', 'clipboard-write', 'fullscreen'];

/** A module that takes its own changes. */
const word = (text: string) => `document.body.dataset.word = '${text}'; import.meta.hot.accept();`;
