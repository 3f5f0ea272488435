import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { createDynamicsFake } from '../test/dynamics-fake.ts';
import { ANNA, announceDevice, shop } from '../test/gateway.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { serveGateway } from './serve.ts';
import type { Timing } from './timing.ts';

async function serve(databaseUrl: string, port = 0, timing: Partial<Timing> = {}) {
  const dynamics = createDynamicsFake();
  dynamics.verdict = () => 'Pending';
  const log = pino({ level: 'silent' });
  const gateway = createGateway({ apps: [shop], databaseUrl, log, fetch: dynamics.fetch, timing });
  return serveGateway(gateway, { port });
}

test('over real HTTP: closing answers who waits, and frees the port', async () => {
  const database = await createTestDatabase();
  const served = await serve(database.url);
  const overHttp = {
    fetch: (request: Request) => fetch(request.url.replace('http://gateway.test', served.url), request),
  };
  const device = await announceDevice(overHttp);
  const waiting = device.bind(ANNA, 30);
  await expect.poll(async () => (await device.read()).state).toBe('sent');
  const closing = served.close();
  expect(await waiting).toMatchObject({ status: 202, body: { registration: { state: 'sent' } } });
  await closing;
  await expect(fetch(`${served.url}/v1/installations/${randomUUID()}`)).rejects.toThrow();
  await database.drop();
});

test('an idle connection outlives the patience of a proxy in front, so that the proxy ends it', async () => {
  const database = await createTestDatabase();
  const served = await serve(database.url);
  const answer = await fetch(`${served.url}/livez`);
  expect(answer.headers.get('keep-alive')).toBe('timeout=75');
  await served.close();
  await database.drop();
});

test('a body without a length is measured as it comes', async () => {
  const database = await createTestDatabase();
  const served = await serve(database.url);
  const response = await fetch(`${served.url}/v1/installations/${randomUUID()}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: new ReadableStream({
      start(controller) {
        for (let chunk = 0; chunk < 70; chunk++) controller.enqueue(new Uint8Array(1_024));
        controller.close();
      },
    }),
    duplex: 'half',
  } as RequestInit);
  expect(await response.json()).toMatchObject({ code: 'body-too-large' });
  await served.close();
  await database.drop();
});

test('closing does not wait for a body that never ends', async () => {
  const database = await createTestDatabase();
  const served = await serve(database.url, 0, { closeGraceMs: 50 });
  const socket = connect(Number(new URL(served.url).port), '127.0.0.1');
  const gone = once(socket, 'close');
  const headers = 'Host: a\r\nContent-Type: application/json\r\nContent-Length: 500\r\nExpect: 100-continue';
  socket.write(`PUT /v1/installations/${randomUUID()} HTTP/1.1\r\n${headers}\r\n\r\n{`);
  // The server asks for the body: the request is under way.
  await once(socket, 'data');
  await served.close();
  await gone;
  await database.drop();
});

test('a taken port is an error, and nothing stays behind', async () => {
  const database = await createTestDatabase();
  const served = await serve(database.url);
  await expect(serve(database.url, Number(new URL(served.url).port))).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await served.close();
  await database.drop();
});

test('what has been answered is sent whole before the end', async () => {
  let finish = () => {};
  const closed = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const body = () =>
    new ReadableStream({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode('first '));
        await closed;
        setTimeout(() => {
          controller.enqueue(new TextEncoder().encode('last'));
          controller.close();
        }, 50);
      },
    });
  const fetchSlowly = async () => new Response(body());
  const gateway: Gateway = {
    ...{ fetch: fetchSlowly, operations: { fetch: fetchSlowly }, reload: () => {} },
    ...{ start: async () => {}, close: async () => finish() },
  };
  const served = await serveGateway(gateway);
  const answer = await fetch(served.url);
  const closing = served.close();
  expect(await answer.text()).toBe('first last');
  await closing;
});
