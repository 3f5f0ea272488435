import { readUrl } from '../read-url.ts';
import type { Site } from './site.ts';

/** Headers of one hop (RFC 9110 §7.6.1), and those that `fetch` has already used up. */
const NOT_FORWARDED = [
  ...['connection', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'proxy-authorization'],
  ...['host', 'content-length', 'accept-encoding'],
];
const NOT_RETURNED = ['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length'];

export interface ProxyOptions {
  /** The customer's site. */
  upstream: string;
  /** The phone's origin, which takes the place of the site's. */
  origin: string;
  fetch: typeof fetch;
}

/** The customer's own site (`--app`), fetched request by request. */
export function createProxySite({ upstream, origin, fetch }: ProxyOptions): Site {
  const site = new URL(upstream).origin;
  const toSite = (url: string) => moved(url, origin, site);
  const toPhone = (url: string) => moved(url, site, origin);
  return {
    async answer(request, path) {
      const headers = without(request.headers, NOT_FORWARDED);
      for (const name of ['origin', 'referer']) {
        const value = headers.get(name);
        if (value) headers.set(name, toSite(value));
      }
      const body =
        request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
      try {
        const answer = await fetch(site + path, {
          method: request.method,
          headers,
          body,
          redirect: 'manual',
        });
        return returned(answer, toPhone);
      } catch (error) {
        return unreachable(site, error as Error);
      }
    },
  };
}

/** The same URL on another origin, if it is on the first one. */
function moved(url: string, from: string, to: string): string {
  return readUrl(url)?.origin === from ? to + url.slice(from.length) : url;
}

function returned(answer: Response, toPhone: (value: string) => string): Response {
  const headers = without(answer.headers, NOT_RETURNED);
  const location = headers.get('location');
  if (location) headers.set('location', toPhone(location));
  return new Response(answer.body, { status: answer.status, headers });
}

function without(headers: Headers, names: string[]): Headers {
  const kept = new Headers(headers);
  for (const name of names) kept.delete(name);
  return kept;
}

function unreachable(site: string, error: Error): Response {
  const cause = (error.cause as NodeJS.ErrnoException | undefined)?.code ?? error.message;
  const page = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Site not reachable</title>
<body style="font:16px/1.5 system-ui;margin:2rem"><h1 style="font-size:1.25rem">Your site does not answer</h1>
<p>The phone asked <code>${escapeHtml(site)}</code> and got <code>${escapeHtml(cause)}</code>.</p>
<p>Start your development server, then reload this page.</p>`;
  return new Response(page, { status: 502, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
