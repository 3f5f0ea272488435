import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../testing/eventually.ts';
import { connectFakePage } from '../testing/fake-page.ts';
import { makeProbedPhone, origins } from '../testing/make-phone.ts';

/** A host of tracked links: `/to?URL` redirects there, `/loop` for ever, `/page` shows a page. */
const tracker: Server = createServer((request, response) => {
  const { pathname, search } = new URL(request.url ?? '/', 'http://tracker');
  if (pathname === '/page') return response.end('<p>a page</p>');
  const location = pathname === '/loop' ? '/loop' : decodeURIComponent(search.slice(1));
  response.writeHead(302, { location }).end();
});
let tracked: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => tracker.listen(0, '127.0.0.1', resolve));
  tracked = `http://127.0.0.1:${(tracker.address() as AddressInfo).port}`;
});
afterAll(() => tracker.close());

async function launched() {
  const made = makeProbedPhone('iphone');
  made.probe.destinations = [
    [origins.site, 'app'],
    [tracked, 'redirect'],
    ['https://elsewhere.test', 'outside'],
  ];
  await made.phone.launch();
  return made;
}

describe('the WebView', () => {
  it('navigates the connected page, also to where it is', async () => {
    const { phone } = await launched();
    const page = connectFakePage(phone);
    await phone.load('/offer');
    await phone.load(`${origins.phone}/offer`);
    await phone.load(`${origins.site}/offer`);
    expect(page.seen).toEqual(Array(3).fill(`navigate ${origins.phone}/offer`));
    expect(phone.view().page.generation).toBe(1);
  });

  it('is built anew for the next page where none is connected', async () => {
    const { phone } = await launched();
    await phone.load('/offer');
    expect(phone.view().page).toMatchObject({
      url: `${origins.phone}/offer`,
      generation: 2,
      connected: false,
    });
  });

  it('passes redirects of tracked links without showing them', async () => {
    const { phone, timeline } = await launched();
    const page = connectFakePage(phone);
    const start = `${tracked}/to?${encodeURIComponent(`${tracked}/to?${origins.site}/offer`)}`;
    await phone.load(start);
    expect(page.seen).toEqual([`navigate ${origins.phone}/offer`]);
    expect(timeline.list().at(-1)).toMatchObject({
      kind: 'navigation.app',
      detail: { hops: [start, `${tracked}/to?${origins.site}/offer`], url: `${origins.site}/offer` },
    });
  });

  it('leaves for the browser at the end of a redirect, and comes back', async () => {
    const { phone, probe } = await launched();
    await phone.load(`${tracked}/to?https://elsewhere.test/x`);
    expect(phone.view()).toMatchObject({ browser: 'https://elsewhere.test/x', state: 'background' });
    await phone.closeBrowser();
    expect(phone.view()).toMatchObject({ browser: null, state: 'foreground' });
    expect(probe.calls).toContain('resumed');
  });

  it.each([
    ['refused', '/page', 'not a redirect'],
    ['refused', '/to?javascript:alert(1)', 'not an allowed link'],
    ['lost', '/loop', 'too many redirects'],
  ])('is %s at %s: %s', async (end, path, why) => {
    const { phone, timeline } = await launched();
    await phone.load(tracked + path);
    expect(phone.view()).toMatchObject({ browser: null, page: { url: `${origins.phone}/start` } });
    expect(timeline.list().at(-1)).toMatchObject({
      kind: `navigation.${end}`,
      outcome: 'failed',
      detail: { why: expect.stringContaining(why) },
    });
  });

  it('gets nowhere through a redirect while the phone is offline', async () => {
    const { phone, timeline } = await launched();
    await phone.setOnline(false);
    await phone.load(`${tracked}/to?${origins.site}/offer`);
    expect(timeline.list().at(-1)).toMatchObject({ kind: 'navigation.lost' });
  });

  it('goes where it was told last', async () => {
    const { phone } = await launched();
    const page = connectFakePage(phone);
    await Promise.all([phone.load(`${tracked}/to?${origins.site}/first`), phone.load('/second')]);
    expect(page.seen).toEqual([`navigate ${origins.phone}/second`]);
  });
});

it('what the core opens after a tap is on the push’s trace', async () => {
  const traceId = 'c'.repeat(32);
  const { phone, network, probe, timeline } = await launched();
  const payload = { aps: { alert: 'Hello' }, data: { link: `${origins.site}/offer` } };
  await phone.setNotifications(true);
  network.send(phone.view().token, { id: 'n1', payload, traceId });
  await eventually(() => expect(phone.view().tray).toHaveLength(1));
  await phone.tap('n1');
  await probe.processes[0]?.web.load(`${origins.site}/offer`);
  expect(timeline.list({ traceId }).map(({ kind }) => kind)).toEqual([
    'push.arrived',
    'push.shown',
    'push.tapped',
    'navigation.app',
  ]);
});

describe('a document that has not come', () => {
  it('is asked for again when the network is back', async () => {
    const { phone } = await launched();
    const page = connectFakePage(phone);
    page.say({ loaded: `${origins.phone}/start` });
    page.say({ going: `${origins.phone}/offer#part` });
    await phone.setOnline(false);
    page.close();
    await phone.setOnline(true);
    expect(phone.view().page).toMatchObject({
      url: `${origins.phone}/offer#part`,
      generation: 2,
      loading: true,
    });
  });

  it('is not, where a page is there, or no app runs', async () => {
    const { phone } = await launched();
    const page = connectFakePage(phone);
    page.say({ loaded: `${origins.phone}/start` });
    page.say({ going: `${origins.phone}/file.pdf` });
    await phone.setOnline(false);
    await phone.setOnline(true);
    expect(page.seen).toEqual([]);
    expect(phone.view().page).toMatchObject({ url: `${origins.phone}/start`, generation: 1 });
    await phone.setOnline(false);
    await phone.kill();
    await phone.setOnline(true);
    expect(phone.view().page.generation).toBe(1);
  });
});
