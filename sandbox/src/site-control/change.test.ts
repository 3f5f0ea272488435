import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ControlClient, createControlClient } from '../control/client.ts';
import { listen } from '../listen.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../sandbox.ts';
import { hosts } from '../site/hosts.ts';

const server = createServer((asked, answer) => {
  const paths: Record<string, () => unknown> = {
    '/': () => answer.setHeader('content-type', 'text/html').end('<title>Our shop &amp; more</title>'),
    '/moved': () => answer.writeHead(302, { location: '/' }).end(),
    '/elsewhere': () => answer.writeHead(302, { location: 'https://account.example/login' }).end(),
    '/data': () => answer.setHeader('content-type', 'application/json').end('{}'),
    '/broken': () => answer.writeHead(500, { 'content-type': 'text/html' }).end('<title>Oh</title>'),
  };
  (paths[asked.url ?? ''] ?? (() => answer.setHeader('content-type', 'text/html').end('<p>a page')))();
});
let shop: string;
let sandbox: Sandbox;
let client: ControlClient;
const folders: string[] = [];

async function start(options: SandboxOptions) {
  sandbox = await startSandbox({ gateway: false, phones: ['android-12'], ...options });
  const { control: url, controlToken: token } = sandbox.connection();
  client = createControlClient({ url, token });
  return sandbox;
}
beforeAll(async () => {
  // Its modules are loaded at the first start, which takes long.
  await (await startSandbox({ gateway: false, phones: [] })).close();
  shop = `http://localhost:${await listen(server, 0, '127.0.0.1')}`;
});
afterEach(() => sandbox?.close());
afterAll(async () => {
  server.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

const phone = () => sandbox.phones.get('p1') ?? expect.fail('no phone');
const originOf = (site?: string) => hosts.phone('p1', Number(new URL(phone().origin).port), site);

/** What a phone's browser gets of an address of its own. */
function seen(url: string, headers: Record<string, string> = {}) {
  const { host, port, pathname } = new URL(url);
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path: pathname, headers: { host, ...headers } });
    asked.on('response', async (answer) =>
      resolve({ status: answer.statusCode ?? 0, body: await text(answer) }),
    );
    asked.on('error', reject).end();
  });
}

describe('the site of a running sandbox', () => {
  it('can be changed: the app is updated, with an origin for each site, and stays registered', async () => {
    await start({});
    const url = `${shop}/`;
    await client.openPage('p1');
    await client.evaluate('p1', 'median.msdynamics.promptNotificationPermission()');
    await client.evaluate('p1', 'median.msdynamics.registerDevice({ userId: "abc123-user-uuid" })');
    const before = phone().view();
    const builtIn = originOf();
    expect(await client.showSite({ url: shop })).toMatchObject({ site: url, builtInPage: false });
    const after = phone().view();
    expect(after).toMatchObject({
      ...{ installationId: before.installationId, registration: before.registration },
      ...{ state: 'foreground', page: { url: `${originOf(shop)}/` } },
    });
    expect((await seen(`${originOf(shop)}/`)).body).toMatch(/<script data-journeys-push>.*Our shop/s);
    expect(await seen(`${builtIn}/`)).toMatchObject({ status: 404, body: expect.stringContaining(url) });
    expect(sandbox.timeline.list()).toContainEqual(
      expect.objectContaining({ kind: 'site.changed', hop: 'lab', summary: expect.stringContaining(url) }),
    );
    await client.showSite({ url: null });
    expect(phone().view().page.url).toBe(`${builtIn}/`);
    expect((await seen(`${builtIn}/`)).body).toContain('A small shop');
  });

  it('is the base of links in pushes', async () => {
    await start({});
    await client.showSite({ url: `${shop}/start` });
    const message = sandbox.dynamics.pushMessage({
      ...{ mobileAppId: sandbox.world.info().mobileAppId, title: 'Hello', body: '', link: '/orders/42' },
    });
    expect(message.link).toBe(`${shop}/orders/42`);
  });

  it('leaves an app alone that does not run', async () => {
    await start({});
    await client.kill('p1');
    await client.showSite({ url: shop });
    expect(phone().view()).toMatchObject({ state: 'killed', page: { url: `${originOf(shop)}/` } });
    await client.createPhone('iphone');
    expect(sandbox.phones.get('p2')?.view().page.url).toMatch(/^http:\/\/http-\d+\.localhost\.p2\./);
  });

  it('has further origins, whose pages are the app’s', async () => {
    await start({ app: shop, allow: ['https://account.example'] });
    const account = originOf('https://account.example');
    expect(phone().shows(account)).toBe(true);
    expect(await client.info()).toMatchObject({ allowedOrigins: ['https://account.example'] });
    await client.showSite({ url: shop, allow: [] });
    expect(phone().shows(account)).toBe(false);
    // An origin keeps its place, and so what is stored there.
    await client.showSite({ url: 'https://account.example/', allow: [`${shop}/`] });
    expect(phone().origin).toBe(account);
    expect(phone().shows(originOf(shop))).toBe(true);
  });

  it('is kept with the rest, unless the command line names another', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'kept-site-'));
    folders.push(dataDir);
    await start({ dataDir });
    await client.showSite({ url: shop });
    await sandbox.close();
    await start({ dataDir });
    expect(sandbox.world.info()).toMatchObject({ site: `${shop}/`, builtInPage: false });
    expect(phone().origin).toBe(originOf(shop));
    await sandbox.close();
    await start({ dataDir, app: 'http://localhost:1/' });
    expect(phone().origin).toBe(originOf('http://localhost:1'));
  });

  it('can not be what is no site', async () => {
    await start({});
    const own = sandbox.connection().lab;
    const bad = [
      'ftp://x',
      'shop',
      'javascript:alert(1)',
      'https://a:b@shop.example/',
      own,
      own.replace('lab.push.', ''),
    ];
    for (const url of bad)
      await expect(client.showSite({ url }), url).rejects.toMatchObject({
        problem: { code: 'site-refused' },
      });
    await expect(client.showSite({ url: shop, allow: ['https://a.example/x'] })).rejects.toMatchObject({
      message: 'https://a.example/x: expected an origin without a path: https://a.example',
    });
    await expect(client.showSite({ url: null, allow: [shop] })).rejects.toMatchObject({
      problem: { code: 'site-refused' },
    });
    expect(sandbox.world.info().builtInPage).toBe(true);
  });

  it('stays while a check drives the phones', { timeout: 60_000 }, async () => {
    await start({});
    // It waits, as nobody shows the phone's page.
    const { id } = await client.startCheck({ phones: ['p1'] });
    await expect(client.showSite({ url: shop })).rejects.toMatchObject({ problem: { code: 'site-in-use' } });
    await client.removePhone('p1');
    await expect.poll(async () => (await client.checkRun(id)).status, { timeout: 30_000 }).toBe('not-made');
    expect(await client.showSite({ url: shop })).toMatchObject({ site: `${shop}/` });
  });

  it('stays while a scenario is told', {
    timeout: 60_000,
  }, async () => {
    await start({});
    const { id } = await client.runScenario('denied-twice-on-android', { pauseMs: 600 });
    await expect(client.showSite({ url: shop })).rejects.toMatchObject({ problem: { code: 'site-in-use' } });
    await expect.poll(async () => (await client.scenarioRun(id)).status, { timeout: 30_000 }).toBe('passed');
    await client.showSite({ url: shop });
  });

  it('is waited for by a check and a scenario that come while it is changed', {
    timeout: 60_000,
  }, async () => {
    await start({});
    const told: string[] = [];
    const { rebuild, create } = sandbox.phones;
    vi.spyOn(sandbox.phones, 'create').mockImplementation((profile, name) => {
      told.push(profile);
      return create(profile, name);
    });
    vi.spyOn(sandbox.phones, 'rebuild').mockImplementation(async (app, traceId) => {
      await client.startCheck({ profiles: ['iphone'], only: [16], shownBy: 'sandbox' });
      await client.runScenario('denied-twice-on-android', { profile: 'android-16' });
      // Both have had more than the time to make a phone of their own.
      for (const profile of ['ipad', 'ipad']) await client.createPhone(profile);
      await rebuild(app, traceId);
      told.push('changed');
    });
    await client.showSite({ url: shop });
    await expect.poll(() => told).toHaveLength(5);
    expect([told.slice(0, 3), told.slice(3).sort()]).toEqual([
      ['ipad', 'ipad', 'changed'],
      ['android-16', 'iphone'],
    ]);
  });

  it('is tried before', async () => {
    await start({});
    const cases: [string, string, RegExp, string?][] = [
      ['/', 'page', /answers: “Our shop & more”/],
      ['/moved', 'page', /Our shop/],
      ['/any', 'page', /answers with a page/],
      ['/elsewhere', 'leads-elsewhere', /leads on to https:\/\/account\.example\./],
      ['/data', 'not-a-page', /application\/json, which is not an HTML page/],
      ['/broken', 'error-page', /\/broken with the error 500/],
    ];
    for (const [path, code, message] of cases)
      expect(await client.trySite(shop + path), path).toMatchObject({
        ...{ ok: code === 'page', code, message: expect.stringMatching(message) },
      });
    const tls = await client.trySite(shop.replace('http:', 'https:'));
    expect(tls).toMatchObject({ ok: false, code: 'tls', remedy: expect.stringContaining('http://') });
    const nobody = await client.trySite('http://localhost:1/');
    expect(nobody).toMatchObject({ code: 'unreachable', message: 'Nothing answers there (ECONNREFUSED).' });
    expect(await client.trySite('http://no-such-name.invalid/')).toMatchObject({ code: 'name-unknown' });
  });
});

describe('a redirect of the page in the WebView', () => {
  it('to another host is opened outside by the app, and the page stays', async () => {
    await start({ app: shop });
    const navigate = { 'sec-fetch-mode': 'navigate' };
    expect(await seen(`${originOf(shop)}/elsewhere`, navigate)).toEqual({ status: 204, body: '' });
    await expect.poll(() => phone().view().browser).toBe('https://account.example/login');
    expect(sandbox.timeline.list()).toContainEqual(expect.objectContaining({ kind: 'navigation.outside' }));
  });

  it('of a frame in the page is the frame’s own', async () => {
    await start({ app: shop });
    await client.openPage('p1');
    const framed = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
    expect((await seen(`${originOf(shop)}/elsewhere`, framed)).status).toBe(302);
    expect((await seen(`${originOf(shop)}/elsewhere`, { 'sec-fetch-mode': 'cors' })).status).toBe(302);
    expect(phone().view().browser).toBeNull();
  });
});
