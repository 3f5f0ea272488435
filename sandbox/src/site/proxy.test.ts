import { describe, expect, it } from 'vitest';
import { injectScript } from './inject.ts';
import { createProxySite } from './proxy.ts';
import { withShell } from './site.ts';

const SITE = 'http://localhost:3000';
const PHONE = 'http://p1.push.localhost:4400';

/** The customer's server, and what it was asked. */
function customer(answer: () => Response) {
  const asked: { url: string; init: RequestInit | undefined }[] = [];
  const site = createProxySite({
    upstream: `${SITE}/start`,
    origin: PHONE,
    fetch: async (url, init) => {
      asked.push({ url: String(url), init });
      return answer();
    },
  });
  return { site, asked };
}

describe("the customer's site in a phone", () => {
  it('is asked as if the phone had asked it directly', async () => {
    const { site, asked } = customer(() => new Response('ok'));
    const request = new Request(`${PHONE}/cart?x=1`, {
      method: 'POST',
      body: 'a=1',
      headers: { origin: PHONE, referer: `${PHONE}/shop`, cookie: 'a=b' },
    });
    await site.answer(request, '/cart?x=1');
    const [{ url, init } = { url: '', init: undefined }] = asked;
    const headers = new Headers(init?.headers);
    expect(url).toBe(`${SITE}/cart?x=1`);
    expect(init?.method).toBe('POST');
    expect([headers.get('origin'), headers.get('referer'), headers.get('cookie')]).toEqual([
      SITE,
      `${SITE}/shop`,
      'a=b',
    ]);
    expect(new TextDecoder().decode(init?.body as ArrayBuffer)).toBe('a=1');
  });

  it('redirects inside the phone', async () => {
    const { site } = customer(
      () => new Response(null, { status: 302, headers: { location: `${SITE}/login` } }),
    );
    const answer = await site.answer(new Request(PHONE), '/');
    expect(answer.headers.get('location')).toBe(`${PHONE}/login`);
  });

  it.each([
    'http://localhost:30001/login',
    'http://localhost:3000.evil.example/',
    'https://elsewhere.example/?next=http://localhost:3000/',
    '/relative',
  ])('leaves a redirect to %s alone', async (location) => {
    const { site } = customer(() => new Response(null, { status: 302, headers: { location } }));
    expect((await site.answer(new Request(PHONE), '/')).headers.get('location')).toBe(location);
  });

  it('may be one that refuses to be framed', async () => {
    const headers = {
      'content-type': 'text/html',
      'x-frame-options': 'DENY',
      'content-security-policy': "default-src 'self'",
    };
    const { site } = customer(() => new Response('<p>', { headers }));
    const answer = await withShell(site, (html) => injectScript(html, 'S')).answer(new Request(PHONE), '/');
    expect([answer.headers.get('x-frame-options'), answer.headers.get('content-security-policy')]).toEqual([
      null,
      null,
    ]);
  });

  it('gets the script in its pages only', async () => {
    const types = ['text/html', 'application/json'];
    for (const type of types) {
      const { site } = customer(() => new Response('<p>', { headers: { 'content-type': type } }));
      const answer = await withShell(site, (html) => injectScript(html, 'S')).answer(new Request(PHONE), '/');
      expect((await answer.text()).includes('S')).toBe(type === 'text/html');
    }
  });

  it('that does not answer is explained on the phone', async () => {
    const { site } = customer(() => {
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    });
    const answer = await site.answer(new Request(PHONE), '/');
    expect(answer.status).toBe(502);
    expect(await answer.text()).toContain('ECONNREFUSED');
  });
});
