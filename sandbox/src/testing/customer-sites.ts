import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { listen } from '../listen.ts';

/** A server of a customer's, which can go away and come back. */
export interface TestSite {
  origin: string;
  stop(): Promise<void>;
  startAgain(): Promise<void>;
}

export async function serveSite(listener: RequestListener): Promise<TestSite> {
  let server: Server = createServer(listener);
  const port = await listen(server, 0, '127.0.0.1');
  return {
    origin: `http://localhost:${port}`,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
    async startAgain() {
      server = createServer(listener);
      await listen(server, port, '127.0.0.1');
    },
  };
}

/** A site that forbids what it can, sets cookies of every kind, and has a service worker that keeps its page. */
export const strictSite: RequestListener = (asked, answer) => {
  if (asked.url === '/cookies') return answer.end(asked.headers.cookie);
  if (asked.url === '/sw.js')
    return answer.setHeader('content-type', 'text/javascript').end(
      `oninstall = () => skipWaiting();
       onactivate = (event) => event.waitUntil(clients.claim());
       onfetch = (event) => event.respondWith(fetch(event.request).then(async (answer) => {
         if (event.request.mode === 'navigate' && answer.ok) await (await caches.open('pages')).put(event.request, answer.clone());
         return answer.ok ? answer : (await caches.match(event.request)) ?? answer;
       }));`,
    );
  answer.writeHead(200, {
    'content-type': 'text/html',
    'content-security-policy':
      "default-src 'self'; require-trusted-types-for 'script'; frame-ancestors 'none'; upgrade-insecure-requests",
    'set-cookie': [
      'a=1; Domain=localhost; SameSite=Lax',
      '__Host-b=2; Path=/; Secure; HttpOnly; SameSite=Strict',
      's=3; Secure; SameSite=None',
    ],
  });
  answer.end(
    `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src 'self'"><p>ready</p>`,
  );
};

/** A shop whose links lead everywhere, and which signs people in on another origin. */
export const linkingSite =
  (account: () => string): RequestListener =>
  (asked, answer) => {
    const { pathname } = new URL(asked.url ?? '/', 'http://shop');
    const redirects: Record<string, string> = {
      '/pay': 'https://pay.example/checkout',
      '/sign-in': `${account()}/form`,
      '/step': '/pay',
    };
    const to = redirects[pathname];
    if (to) return answer.writeHead(303, { location: to }).end();
    answer.writeHead(200, { 'content-type': 'text/html' });
    answer.end(`<!doctype html><title>Shop</title><h1>Shop ${pathname}</h1>
      <a href="https://other.example/plain">Plain</a> <a href="https://other.example/blank" target="_blank">Blank</a>
      <a href="/inside" target="_blank">Inside</a> <a href="mailto:shop@shop.example">Mail</a>
      <a href="/step">Redirected</a> <a href="/sign-in">Sign in</a> <a href="javascript:void 0">Script</a>
      <button onclick="window.open('https://other.example/opened')">Opened</button>
      <form method="post" action="/pay"><button>Pay</button></form>
      <form method="post" action="https://other.example/posted" target="_blank"><button>Post</button></form>
      <iframe src="/frame" title="frame"></iframe>`);
  };

/** A sign-in page, which leads back. */
export const accountSite =
  (shop: () => string): RequestListener =>
  (_asked, answer) =>
    answer
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<!doctype html><h1>Account</h1><a href="${shop()}/signed-in">Back to the shop</a>`);

const bridge = dirname(createRequire(import.meta.url).resolve('@journeys-push/bridge/iife'));
const median = createRequire(import.meta.url).resolve('median-js-bridge/dist/median.min.js');
const ask = (api: string) =>
  `${api}.areNotificationsEnabled().then((answer) => { document.body.dataset.granted = answer.granted; });`;

/** The same question asked in the three ways that a page has. */
export const waysSite: RequestListener = async (asked, answer) => {
  const { pathname } = new URL(asked.url ?? '/', 'http://site');
  const pages: Record<string, string> = {
    '/bare': `<script>${ask('median.msdynamics')}</script>`,
    '/median': `<script src="/median.min.js"></script><script>${ask('Median.msdynamics')}</script>`,
    '/module': `<script type="module">import { median } from '/bridge/index.js'; ${ask('median.msdynamics')}</script>`,
  };
  const page = pages[pathname];
  if (page) return answer.setHeader('content-type', 'text/html').end(`<!doctype html><body>${page}`);
  const file = pathname === '/median.min.js' ? median : join(bridge, pathname.replace(/^\/bridge\//, ''));
  answer.setHeader('content-type', 'text/javascript').end(await readFile(file));
};
