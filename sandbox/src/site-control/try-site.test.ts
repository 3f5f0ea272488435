import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { listen } from '../listen.ts';
import { type Patience, trySite } from './try-site.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function tried(listener: RequestListener, patience?: Patience) {
  const server = createServer(listener);
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return trySite(`http://localhost:${await listen(server, 0, '127.0.0.1')}/`, patience);
}

const html = { 'content-type': 'text/html; charset=utf-8' };
/** In the test's own time nothing else ends the asking. */
const soon = { titleMs: 1 };

describe('a site that is tried', () => {
  it.each([
    ['page', 200, html, '<!doctype html><body><p>now'],
    ['page', 200, html, ''],
    ['error-page', 500, html, '<!doctype html><body><p>no'],
    ['not-a-page', 200, { 'content-type': 'text/event-stream' }, 'data: now\n\n'],
  ])('may write for ever: %s %i', async (code, status, headers, start) => {
    const answer = await tried((_, answer) => {
      answer.writeHead(status, headers).flushHeaders();
      answer.write(start);
    }, soon);
    expect(answer).toMatchObject({ code, status });
  });

  it('may break off', async () => {
    const answer = await tried((_, answer) => {
      answer.writeHead(200, html).write('<!doctype html><p>', () => answer.destroy());
    });
    expect(answer).toMatchObject({ ok: true, code: 'page' });
  });

  it('is silent where nothing comes', async () => {
    expect(await tried(() => {}, { withinMs: 50 })).toMatchObject({ ok: false, code: 'silent' });
  });

  it('has its title whole, in whatever pieces it comes', async () => {
    const page = Buffer.from('<title>Bücher 📚</title>');
    const answer = await tried(async (_, answer) => {
      answer.writeHead(200, html);
      for (const byte of page) await new Promise((sent) => answer.write(Buffer.of(byte), sent));
    });
    expect(answer).toMatchObject({ code: 'page', title: 'Bücher 📚' });
  });

  it('may redirect without end to who keeps no cookie', async () => {
    const answer = await tried((_, answer) =>
      answer.writeHead(302, { ...html, location: '/', 'set-cookie': 'a=1' }).end('<title>Moved</title>'),
    );
    expect(answer).toMatchObject({ ok: false, code: 'redirects', remedy: expect.stringContaining('cookie') });
  });
});
