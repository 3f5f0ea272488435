import { createServer, type RequestListener, type Server } from 'node:http';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { listen } from './listen.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** An app that says when it is offline, and has a service worker that passes on and keeps pages below `/kept`. */
const app: RequestListener = (asked, answer) => {
  if (asked.url === '/data') return answer.setHeader('access-control-allow-origin', '*').end('data');
  if (asked.url === '/sw.js')
    return answer.setHeader('content-type', 'text/javascript').end(
      `oninstall = () => skipWaiting();
       onactivate = (event) => event.waitUntil(clients.claim());
       const answering = async (request) => {
         const pages = await caches.open('pages');
         try {
           const answer = await fetch(request);
           await pages.put(request, answer.clone());
           return answer;
         } catch (error) { return (await pages.match(request)) ?? Promise.reject(error); }
       };
       onfetch = (event) => event.request.mode === 'navigate' && event.respondWith(answering(event.request));`,
    );
  answer.setHeader('content-type', 'text/html').end(`<!doctype html><h1>Shop ${asked.url}</h1>
    <a href="/next">Next</a> <p id="banner" hidden>You are offline</p>
    <script>
      const show = () => { document.getElementById('banner').hidden = navigator.onLine; };
      addEventListener('offline', show);
      addEventListener('online', show);
      const socket = new WebSocket(location.origin.replace('http', 'ws') + '/hmr');
      socket.onmessage = () => { document.body.dataset.socket = 'open'; };
      socket.onclose = () => { document.body.dataset.socket = 'closed'; };
    </script>`);
};

let browser: Browser;
let server: Server;
let origin: string;
let sandbox: Sandbox;
let lab: Page;

beforeAll(async () => {
  server = createServer(app);
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => socket.send('hello'));
  origin = `http://localhost:${await listen(server, 0, '127.0.0.1')}`;
  [sandbox, browser] = await Promise.all([
    startSandbox({ gateway: false, phones: ['iphone'], app: origin }),
    chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    }),
  ]);
  lab = await browser.newPage();
  await lab.goto(sandbox.connection().lab);
  await lab.frameLocator('#phone-p1 iframe').getByRole('heading', { name: 'Shop /' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await sandbox?.close();
  server?.closeAllConnections();
  server?.close();
});

const phone = () => sandbox.phones.get('p1') ?? expect.fail('no phone');
const page = () => lab.frameLocator('#phone-p1 iframe');
const heading = (name: string) => page().getByRole('heading', { name, exact: true });
const frame = (): Frame =>
  lab.frames().find((one) => one.url().startsWith(phone().origin)) ?? expect.fail('no page');

/** The page is there, on this path, and the phone knows. */
async function open(path: string): Promise<void> {
  await phone().setOnline(true);
  await phone().load(path);
  await there(path);
}

async function there(path: string): Promise<void> {
  await heading(`Shop ${path}`).waitFor();
  await connected(path);
}

async function connected(path: string): Promise<void> {
  await expect
    .poll(() => phone().view().page)
    .toMatchObject({ url: phone().origin + path, loading: false, connected: true });
}
const images = `new Promise((done) => {
  const image = new Image();
  image.onload = () => done('loaded');
  image.onerror = () => done('failed');
  image.src = '/picture.png';
})`;

/** The ways to ask a host that is neither the site's nor allowed: the same server by another name. */
const foreign = () => {
  const other = origin.replace('localhost', '127.0.0.1');
  const first = (...names: string[]) =>
    `(it) => new Promise((done) => { for (const name of ${JSON.stringify(names)}) it['on' + name] = () => done(name); })`;
  return `(() => {
    const request = new XMLHttpRequest();
    request.open('GET', '${other}/data');
    const ended = (${first('load', 'error')})(request);
    request.send();
    return Promise.all([
      fetch(new Request('${other}/data')).then(() => 'answered', (error) => error.name),
      ended,
      (${first('message', 'close')})(new WebSocket('${other.replace('http', 'ws')}/hmr')).then((name) => name.replace('close', 'closed')),
    ]);
  })()`;
};

describe('a page whose phone goes offline', () => {
  it('shows its banner, and nothing that it asks for arrives', async () => {
    await open('/a');
    await page().locator('[data-socket=open]').waitFor();
    expect(await frame().evaluate('[navigator.onLine, document.body.dataset.socket]')).toEqual([
      true,
      'open',
    ]);
    await phone().setOnline(false);
    await page().getByText('You are offline').waitFor();
    await page().locator('[data-socket=closed]').waitFor();
    const asked = 'fetch("/data").then(() => "answered", (error) => error.name)';
    expect(await frame().evaluate(asked)).toBe('TypeError');
    expect(await frame().evaluate(images)).toBe('failed');
    expect(await frame().evaluate(foreign())).toEqual(['TypeError', 'error', 'closed']);
    await phone().setOnline(true);
    await page().getByText('You are offline').waitFor({ state: 'hidden' });
    expect(await frame().evaluate(asked)).toBe('answered');
    expect(await frame().evaluate(foreign())).toEqual(['answered', 'load', 'message']);
  });

  it('is replaced by one that says so where it is loaded again, until the phone is back', async () => {
    await open('/b');
    await phone().setOnline(false);
    await phone().load('/b');
    await heading('No connection').waitFor();
    await connected('/b');
    await phone().setOnline(true);
    await there('/b');
    await phone().setOnline(false);
    await page().getByText('Next').click();
    await heading('No connection').waitFor();
    await connected('/next');
    await phone().setOnline(true);
    await there('/next');
  });

  it('is not there at the start of the app, and comes with the network', async () => {
    await open('/c');
    await phone().kill();
    await phone().setOnline(false);
    await phone().launch();
    await heading('No connection').waitFor();
    await connected('/');
    await phone().setOnline(true);
    await heading('Shop /').waitFor();
  });
});

describe('a service worker', () => {
  it('hears of the error, and shows what it has kept; the page knows that it is offline', async () => {
    await open('/kept');
    await frame().evaluate(
      'navigator.serviceWorker.register("/sw.js").then(() => navigator.serviceWorker.ready)',
    );
    await frame().waitForFunction('navigator.serviceWorker.controller');
    await open('/kept?again');
    await open('/kept');
    await phone().setOnline(false);
    await phone().load('/kept?again');
    await heading('Shop /kept?again').waitFor();
    await page().getByText('You are offline').waitFor();
    expect(await frame().evaluate('navigator.onLine')).toBe(false);
    await phone().setOnline(true);
    await page().getByText('You are offline').waitFor({ state: 'hidden' });
  });

  it('that has kept nothing leaves no page, which comes with the network', async () => {
    await open('/kept');
    await phone().setOnline(false);
    await phone().load('/unknown');
    await expect.poll(() => phone().view().page.connected).toBe(false);
    await phone().setOnline(true);
    await heading('Shop /unknown').waitFor();
  });
});
