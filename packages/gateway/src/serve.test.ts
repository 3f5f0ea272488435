import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { createDynamicsFake } from '../test/dynamics-fake.ts';
import { ANNA, announceDevice, shop } from '../test/gateway.ts';
import { createGateway } from './gateway.ts';
import { serveGateway } from './serve.ts';

async function serve(databaseUrl: string, port = 0) {
  const dynamics = createDynamicsFake();
  dynamics.verdict = () => 'Pending';
  const log = pino({ level: 'silent' });
  return serveGateway(createGateway({ apps: [shop], databaseUrl, log, fetch: dynamics.fetch }), { port });
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

test('a taken port is an error, and nothing stays behind', async () => {
  const database = await createTestDatabase();
  const served = await serve(database.url);
  await expect(serve(database.url, Number(new URL(served.url).port))).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await served.close();
  await database.drop();
});
