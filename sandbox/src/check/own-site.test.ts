import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { linkOf, reachSite } from './own-site.ts';

/** A customer's server on this machine. */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const redirects =
  (steps: Record<string, string>): RequestListener =>
  ({ url = '' }, response) => {
    const location = steps[url];
    if (location) response.writeHead(302, { location }).end();
    else response.setHeader('content-type', 'text/html; charset=utf-8').end('<!doctype html>');
  };

const refusal = (code: string, message: RegExp) => ({ code, message: expect.stringMatching(message) });

it('finds the page that a site answers with', async () => {
  const site = await serve(redirects({}));
  await expect(reachSite(`${site}/shop/?tenant=a`)).resolves.toBeUndefined();
});

it('goes where the site leads, as long as it stays on the site', async () => {
  const site = await serve(redirects({ '/shop': '/shop/', '/shop/': '/login?to=%2Fshop%2F' }));
  await expect(reachSite(`${site}/shop`)).resolves.toBeUndefined();
});

it('goes on to an origin that belongs to the site', async () => {
  const account = await serve(redirects({}));
  const site = await serve(redirects({ '/': `${account}/login` }));
  await expect(reachSite(`${site}/`, [account])).resolves.toBeUndefined();
});

it('leaves a circle of redirects to the phones, which keep cookies', async () => {
  const site = await serve(redirects({ '/': '/' }));
  await expect(reachSite(`${site}/`)).resolves.toBeUndefined();
});

it('asks for a page, as a browser does', async () => {
  const site = await serve(({ headers }, response) => {
    response.statusCode = headers.accept?.startsWith('text/html') ? 200 : 404;
    response.setHeader('content-type', 'text/html').end();
  });
  await expect(reachSite(`${site}/`)).resolves.toBeUndefined();
});

it('refuses a site that leads to another one, and does not repeat its query', async () => {
  const site = await serve(redirects({ '/': 'https://id.example.com/authorize?state=secret' }));
  await expect(reachSite(`${site}/`)).rejects.toMatchObject(
    refusal('page-elsewhere', /:\d+\/ leads to https:\/\/id\.example\.com\/authorize\.$/),
  );
});

it('refuses a server that is not there', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  await expect(reachSite(`http://127.0.0.1:${port}/`)).rejects.toMatchObject(
    refusal('page-unreachable', /http:\/\/127\.0\.0\.1:\d+\/: ECONNREFUSED\.$/),
  );
});

it('refuses an error page', async () => {
  const site = await serve((_, response) => void response.writeHead(503).end());
  await expect(reachSite(`${site}/`)).rejects.toMatchObject(refusal('page-unreachable', /answers 503\.$/));
});

it('refuses what is no web page', async () => {
  const site = await serve((_, response) => {
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await expect(reachSite(`${site}/`)).rejects.toMatchObject(
    refusal('page-unreachable', /answers application\/json, which is no web page\.$/),
  );
});

it.each([
  ['http://x/', '/?from=notification'],
  ['http://x/shop/', '/shop/?from=notification'],
  ['http://x/shop/?tenant=a#top', '/shop/?tenant=a&from=notification#top'],
])('makes of %s the link %s', (start, link) => {
  expect(linkOf(new URL(start))).toBe(link);
});
