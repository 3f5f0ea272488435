import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { connectSocket, type PageSocket } from './page-socket.ts';
import { appConfig, makeProbedPhone, origins } from './testing/make-phone.ts';

/** A socket whose other end is the test. */
function fakeSocket() {
  const events = new EventEmitter();
  const seen: string[] = [];
  const socket: PageSocket = {
    on: (event: string, listener: (data: string) => void) => events.on(event, listener),
    send: (text) => void seen.push(text),
    close: (code) => void seen.push(`close ${code}`),
  };
  return { socket, seen, say: (text: string) => events.emit('message', Buffer.from(text)) };
}

async function connected(origin: string) {
  const made = makeProbedPhone('iphone');
  await made.phone.launch();
  const other = fakeSocket();
  connectSocket(made.phone, other.socket, origin);
  return { ...made, ...other };
}

it('a page of the phone’s origin is connected once it has named its URL', async () => {
  const { phone, probe, say, seen } = await connected(origins.phone);
  expect(phone.view().page.connected).toBe(false);
  say(JSON.stringify({ url: `${origins.phone}/cart` }));
  expect(phone.view().page).toMatchObject({ connected: true, url: `${origins.phone}/cart` });
  await probe.processes[0]?.web.run('f()');
  await phone.kill();
  expect(seen).toEqual(['{"online":true}', '{"run":"f()"}', '{"closed":true}', 'close 1000']);
});

it.each(['https://evil.test', 'null', origins.site])(
  'a page of %s is turned away: it must not hear what the shell says',
  async (origin) => {
    const { phone, say, seen } = await connected(origin);
    say(JSON.stringify({ url: `${origins.phone}/` }));
    expect(seen).toEqual(['close 1008']);
    expect(phone.view().page.connected).toBe(false);
  },
);

it('a page that has not said its URL when the app moves to another site is turned away, and the phone stays there', async () => {
  const { phone, say, seen } = await connected(origins.phone);
  const next = { site: 'https://new.example', phone: 'http://https.new.example.p1.push.localhost:4400' };
  await phone.rebuild({ config: appConfig({ site: { url: `${next.site}/` } }), origins: next });
  say(JSON.stringify({ url: `${origins.phone}/cart` }));
  expect(seen).toEqual(['close 1008']);
  expect(phone.view().page).toMatchObject({ connected: false, url: `${next.phone}/` });
});

it.each(['{"message":"median://x/y"}', 'nonsense', '{"url":7}'])(
  'a socket that begins with %s is closed',
  async (first) => {
    const { probe, say, seen } = await connected(origins.phone);
    say(first);
    expect(seen).toEqual(['close 1008']);
    expect(probe.received).toEqual([]);
  },
);
