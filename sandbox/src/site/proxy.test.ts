import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, request, type Server } from 'node:http';
import { createServer as createSecure } from 'node:https';
import { json, text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createCertificates } from '../certificates.ts';
import { listen } from '../listen.ts';
import { builtInProfiles, profileOf } from '../phone/profiles/catalogue.ts';
import { identityOf, type WebViewIdentity } from '../phone/web-view-identity.ts';
import { type Front, openFront } from './front.ts';
import { hosts } from './hosts.ts';
import { createShownSite } from './shown-site.ts';
import { withShell } from './site.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function serve(server: Server, port = 0): Promise<number> {
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return listen(server, port, '127.0.0.1');
}

interface Phone {
  front: Front;
  policies: string[];
  /** Who asks. */
  told: { phone: WebViewIdentity };
  ask(path: string, init?: Asking): Promise<IncomingMessage>;
  /** Another site is shown. */
  leave(): Promise<void>;
}
interface Asking {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
  /** Which of the site's origins is asked, where it is not the first. */
  site?: string;
}

/** What a phone of this kind tells of itself. */
function identity(id: string, language: string) {
  const profile = profileOf(builtInProfiles(), id);
  const { platform, facts, apiLevel } = profile;
  return identityOf({ system: { platform, osVersion: facts.osVersion, apiLevel } }, profile, language);
}

/** A phone with the site of these origins. */
async function phoneWith(...origins: string[]): Promise<Phone> {
  const [url = '', ...allow] = origins;
  const policies: string[] = [];
  const told = { phone: identity('android-14', 'en-US') };
  const shown = (host: string | null) => {
    const found = own.on('p1', host ?? '', told.phone);
    if (!found) throw new Error('no such origin');
    return found;
  };
  const nowhere = () => new Response(null, { status: 404 });
  const front: Front = await openFront({
    ...{ port: 0, lab: nowhere, control: nowhere, site: nowhere, phoneSocket: () => false },
    phonePage(id, asked) {
      const { pathname, search } = new URL(asked.url);
      const phone = hosts.phone(id, front.port);
      const site = shown(asked.headers.get('host'));
      const shell = {
        script: 'SHELL',
        site: origins[0] ?? '',
        phone,
        onPolicy: (line: string) => policies.push(line),
      };
      return withShell(site, shell).answer(asked, pathname + search);
    },
    siteSocket(_id, upgrade) {
      shown(upgrade.request.headers.host ?? null).socket(upgrade);
      return true;
    },
  });
  const own = createShownSite(front.port, { url, allow });
  closers.push(front.close, own.close);
  const ask: Phone['ask'] = async (path, { method = 'GET', headers = {}, body, site = origins[0] } = {}) => {
    const asked = request({
      ...{ port: front.port, host: '127.0.0.1', path, method },
      headers: { host: new URL(hosts.phone('p1', front.port, site)).host, ...headers },
    });
    asked.end(body);
    const [answer] = await once(asked, 'response');
    return answer;
  };
  return { front, policies, told, ask, leave: () => own.show({ url: null, allow: [] }) };
}

/** A server of the customer's, and a phone that shows it. */
async function siteOf(listener: RequestListener) {
  const server = createServer(listener);
  const port = await serve(server);
  const origin = `http://localhost:${port}`;
  const phone = await phoneWith(origin);
  return { ...phone, server, port, origin, own: hosts.phone('p1', phone.front.port, origin) };
}

/** What a desktop's browser says of itself. */
const desktop = {
  'user-agent':
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'sec-ch-ua': '"Google Chrome";v="131", "Chromium";v="131", "Not_A Brand";v="24"',
  ...{ 'sec-ch-ua-mobile': '?0', 'sec-ch-ua-platform': '"Windows"', 'sec-ch-ua-model': '""' },
  'accept-language': 'fr-FR,fr;q=0.9',
};

const html = { 'content-type': 'text/html; charset=utf-8' };

describe("the customer's site in a phone", () => {
  it('is asked as if the phone had asked it directly', async () => {
    const { ask, told, origin, own } = await siteOf((asked, answer) =>
      answer.end(JSON.stringify({ url: asked.url, headers: asked.headers })),
    );
    const headers = {
      origin: own,
      referer: `${own}/shop`,
      cookie: 'a=b',
      'accept-encoding': 'gzip, br, zstd',
      ...desktop,
    };
    expect(await json(await ask('/cart?x=1', { headers }))).toMatchObject({
      url: '/cart?x=1',
      headers: {
        ...{ host: new URL(origin).host, origin, referer: `${origin}/shop` },
        ...{ cookie: 'a=b', 'accept-encoding': 'gzip, br' },
        'user-agent':
          'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UP1A.231005.007; wv) AppleWebKit/537.36 ' +
          '(KHTML, like Gecko) Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36',
        'sec-ch-ua': '"Android WebView";v="131", "Chromium";v="131", "Not_A Brand";v="24"',
        ...{ 'sec-ch-ua-mobile': '?1', 'sec-ch-ua-platform': '"Android"', 'sec-ch-ua-model': '"Pixel 8"' },
        'accept-language': 'en-US,en;q=0.9',
      },
    });
    told.phone = identity('ios-17', 'de-AT');
    const { headers: ofIPhone } = JSON.parse(await text(await ask('/', { headers })));
    expect(ofIPhone).toMatchObject({
      'user-agent':
        'Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ' +
        'Mobile/15E148',
      'accept-language': 'de-AT,de;q=0.9',
    });
    expect(Object.keys(ofIPhone).filter((name) => name.startsWith('sec-ch-'))).toEqual([]);
  });

  it('does not take a foreign page for its own', async () => {
    const { ask } = await siteOf((asked, answer) => answer.end(asked.headers.origin));
    expect(await text(await ask('/', { headers: { origin: 'http://evil.example' } }))).toBe(
      'http://evil.example',
    );
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('has the script in pages packed with %s, and everything else byte for byte', async (packing, pack) => {
    const { ask } = await siteOf((asked, answer) => {
      const type = asked.url === '/' ? html['content-type'] : 'text/javascript';
      answer.writeHead(200, { 'content-type': type, 'content-encoding': packing, etag: '"1"' });
      answer.end(pack('<head></head>ä'));
    });
    const page = await ask('/');
    expect(page.headers).not.toHaveProperty('content-encoding');
    expect(await text(page)).toBe('<head><script data-journeys-push>SHELL</script></head>ä');
    const script = await ask('/app.js');
    expect(script.headers).toMatchObject({ 'content-encoding': packing, etag: '"1"' });
    expect(Buffer.concat(await script.toArray())).toEqual(pack('<head></head>ä'));
  });

  it('is shown piece by piece, pages and events alike', async () => {
    const { ask } = await siteOf((asked, answer) => {
      if (asked.url === '/end') return answer.end();
      answer.writeHead(200, { 'content-type': asked.url === '/' ? 'text/html' : 'text/event-stream' });
      answer.write(asked.url === '/' ? '<head><title>now</title></head>' : 'data: now\n\n');
    });
    for (const path of ['/', '/events']) {
      const answer = await ask(path);
      let seen = '';
      for await (const piece of answer) {
        seen += piece;
        if (seen.includes('now')) break;
      }
      expect(seen).toContain('now');
    }
  });

  it('keeps pieces of pages as they are, but gives whole ones to a service worker with the script', async () => {
    const { ask } = await siteOf((asked, answer) => {
      answer.writeHead(200, html).end(asked.url === '/piece' ? '<li>x</li>' : '<!doctype html><p>x');
    });
    const headers = { 'sec-fetch-dest': 'empty' };
    expect(await text(await ask('/piece', { headers }))).toBe('<li>x</li>');
    expect(await text(await ask('/', { headers }))).toContain('SHELL');
  });

  it('passes on what a script fetches while it is written, and lets go of it with the script', async () => {
    const left: string[] = [];
    const { ask } = await siteOf((asked, answer) => {
      answer.on('close', () => left.push(asked.url ?? ''));
      answer.writeHead(200, html).flushHeaders();
      if (asked.url === '/piece') answer.write('<!--[--><li>now</li>');
      if (asked.url === '/page') answer.write('<!doctype html><head><title>now</title></head>');
    });
    for (const path of ['/piece', '/page']) {
      const answer = await ask(path, { headers: { 'sec-fetch-dest': 'empty' } });
      let seen = '';
      for await (const piece of answer) {
        seen += piece;
        if (seen.includes('now')) break;
      }
      expect(seen.includes('SHELL')).toBe(path === '/page');
      await expect.poll(() => left).toContain(path);
    }
    const silent = await ask('/silent', { headers: { 'sec-fetch-dest': 'empty' } });
    silent.destroy();
    await expect.poll(() => left).toContain('/silent');
  });

  it('answers HEAD, ranges, and what has no body', async () => {
    const { ask } = await siteOf((asked, answer) => {
      if (asked.url === '/none') return answer.writeHead(304, { etag: '"1"' }).end();
      if (asked.headers.range) answer.writeHead(206, { ...html, 'content-range': 'bytes 0-2/9' }).end('<p>');
      else
        answer
          .writeHead(200, { 'content-type': 'video/mp4', 'content-length': '9' })
          .end(asked.method === 'HEAD' ? undefined : '123456789');
    });
    expect((await ask('/', { method: 'HEAD' })).headers['content-length']).toBe('9');
    const range = await ask('/', { headers: { range: 'bytes=0-2' } });
    expect([range.statusCode, range.headers['content-range'], await text(range)]).toEqual([
      206,
      'bytes 0-2/9',
      '<p>',
    ]);
    expect((await ask('/none')).statusCode).toBe(304);
  });

  it('takes large uploads and gives large files', async () => {
    const { ask } = await siteOf((asked, answer) => asked.pipe(answer));
    const body = Buffer.alloc(20_000_000, 'x');
    const answer = await ask('/', { method: 'POST', body, headers: { 'content-length': `${body.length}` } });
    expect(Buffer.concat(await answer.toArray()).equals(body)).toBe(true);
  });

  it('redirects inside the phone, and elsewhere as it says', async () => {
    let location = '';
    const { ask, origin, own } = await siteOf((_, answer) => answer.writeHead(302, { location }).end());
    for (const [from, to] of [
      [`${origin}/login?a=1`, `${own}/login?a=1`],
      ['/relative', '/relative'],
      [`${origin}1/`, `${origin}1/`],
      [`${origin}@evil.example/`, `${origin}@evil.example/`],
      [`https://elsewhere.example/?next=${origin}/`, `https://elsewhere.example/?next=${origin}/`],
    ]) {
      location = from ?? '';
      expect((await ask('/')).headers.location).toBe(to);
    }
  });

  it('sets cookies for the phone alone', async () => {
    const cookies = [
      'a=1; Domain=localhost; Path=/; SameSite=Lax',
      '__Host-b=2; Path=/; Secure; HttpOnly; SameSite=None',
      'c=3; domain=.evil.example',
    ];
    const { ask } = await siteOf((_, answer) => answer.writeHead(200, { 'set-cookie': cookies }).end());
    expect((await ask('/')).headers['set-cookie']).toEqual([
      'a=1; Path=/; SameSite=Lax; Domain=localhost.p1.push.localhost',
      cookies[1],
      'c=3; Domain=evil.example',
    ]);
  });

  it('keeps its policy but for what a WebView would not mind, and says so', async () => {
    const { ask, policies } = await siteOf((_, answer) => {
      const headers = {
        'x-frame-options': 'DENY',
        'content-security-policy': "script-src 'self'; frame-ancestors 'none'",
      };
      answer.writeHead(200, { ...html, ...headers }).end('<p>');
    });
    const { headers } = await ask('/');
    expect(headers).not.toHaveProperty('x-frame-options');
    expect(headers['content-security-policy']).toMatch(/^script-src 'self' 'sha256-\S+' 'unsafe-eval'$/);
    expect(headers['x-journeys-push-changed']).toBe(
      "content-security-policy was: script-src 'self'; frame-ancestors 'none'",
    );
    expect(policies).toEqual([headers['x-journeys-push-changed']]);
  });

  it('may have further origins, which answer its pages as each other’s', async () => {
    const api = createServer((asked, answer) => {
      answer
        .writeHead(200, { 'access-control-allow-origin': asked.headers.origin ?? '' })
        .end(asked.headers.origin);
    });
    const apiOrigin = `http://localhost:${await serve(api)}`;
    const server = createServer((_, answer) => answer.writeHead(302, { location: `${apiOrigin}/x` }).end());
    const origin = `http://localhost:${await serve(server)}`;
    const { ask, front } = await phoneWith(origin, apiOrigin);
    const own = hosts.phone('p1', front.port, origin);
    const answer = await ask('/data', { site: apiOrigin, headers: { origin: own } });
    expect(answer.headers['access-control-allow-origin']).toBe(own);
    expect(await text(answer)).toBe(origin);
    expect((await ask('/')).headers.location).toBe(`${hosts.phone('p1', front.port, apiOrigin)}/x`);
  });

  it('may have a certificate of its own on this machine', async () => {
    const server = createSecure(await createCertificates(), (_, answer) => answer.end('secret'));
    const { ask } = await phoneWith(`https://localhost:${await serve(server)}`);
    expect(await text(await ask('/'))).toBe('secret');
  });

  it('that does not answer is explained on the phone, until it does', async () => {
    const { ask, server, port } = await siteOf((_, answer) => answer.end('back'));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const page = await ask('/');
    expect(page.statusCode).toBe(502);
    expect(await text(page)).toMatch(/SHELL.*ECONNREFUSED.*Start your development server/s);
    expect((await ask('/__phone/reachable')).statusCode).toBe(202);
    await serve(
      createServer((_, answer) => answer.end('back')),
      port,
    );
    expect((await ask('/__phone/reachable')).statusCode).toBe(200);
    expect(await text(await ask('/'))).toBe('back');
  });

  it('that answers with what cannot be passed on is not said to be away', async () => {
    const { ask } = await siteOf((_, answer) => answer.writeHead(999).end('denied'));
    const page = await ask('/');
    expect(page.statusCode).toBe(502);
    expect(await text(page)).toMatch(/SHELL.*cannot be passed on.*<code>999<\/code>/s);
  });
});

describe("a WebSocket of the customer's page", () => {
  async function connected(accept: boolean) {
    const { server, front, own, origin, leave } = await siteOf((_, answer) => answer.end());
    const asked: unknown[] = [];
    const sockets = new WebSocketServer({
      server,
      verifyClient: (_info, done) => done(accept, 403, 'No token'),
      handleProtocols: () => 'vite-hmr',
    });
    sockets.on('headers', (headers) => headers.push('Set-Cookie: affinity=1; Path=/; HttpOnly'));
    sockets.on('connection', (socket, { url, headers }) => {
      asked.push([url, headers.origin, headers.host, headers['accept-language']]);
      socket.send('hello');
      socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
    });
    closers.push(() => sockets.close());
    const client = new WebSocket(`ws://127.0.0.1:${front.port}/hmr?token=t`, 'vite-hmr', {
      origin: own,
      headers: { host: new URL(own).host, ...desktop },
    });
    closers.push(() => client.terminate());
    return { client, asked, origin, leave };
  }

  it('reaches its server with path, protocol and origin, and carries both ways', async () => {
    const { client, asked, origin } = await connected(true);
    const [[answer], [hello]] = await Promise.all([once(client, 'upgrade'), once(client, 'message')]);
    expect(answer.headers['set-cookie']).toEqual([
      'affinity=1; Path=/; HttpOnly; Domain=localhost.p1.push.localhost',
    ]);
    expect(String(hello)).toBe('hello');
    expect(client.protocol).toBe('vite-hmr');
    expect(asked).toEqual([['/hmr?token=t', origin, new URL(origin).host, 'en-US,en;q=0.9']]);
    const large = Buffer.alloc(1_000_000, 7);
    client.send(large);
    expect((await once(client, 'message'))[0].equals(large)).toBe(true);
  });

  it('ends when its site is left', async () => {
    const { client, leave } = await connected(true);
    await once(client, 'message');
    const closed = once(client, 'close');
    await leave();
    await closed;
  });

  it('is refused as its server refuses', async () => {
    const { client } = await connected(false);
    await expect(once(client, 'open')).rejects.toThrow('403');
  });

  it('that its server leaves without an answer ends there when the page is gone', async () => {
    const { server, front, own } = await siteOf((_, answer) => answer.end());
    const asked = once(server, 'upgrade');
    const client = new WebSocket(`ws://127.0.0.1:${front.port}/hmr`, {
      headers: { host: new URL(own).host },
    });
    client.on('error', () => undefined);
    const [, socket] = await asked;
    const ended = new Promise((resolve) => socket.on('end', resolve).on('error', resolve).resume());
    client.terminate();
    await ended;
    socket.destroy();
  });
});
