import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { devicesKnownTo } from './tenant.ts';

const ID = '0b54e0b2-2f0c-4d54-9d1c-5f4f4d1f0c11';
const since = '2026-03-01T10:00:00.000Z';
const record = {
  ...{ installationId: ID, app: 'shop', platform: 'ios', appId: 'com.example.shop', facts: {} },
  ...{ notificationsEnabled: true, firstSeen: since, lastSeen: since, registration: { state: 'registered' } },
};

/** Asks a gateway that answers like this. */
async function ask(status: number, answer: object) {
  const asked: string[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    asked.push(`${method} ${url} ${headers.authorization}`);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const devicesOf = devicesKnownTo({ url: `http://127.0.0.1:${port}`, apiKey: 'jpk_k' });
  return {
    asked,
    rows: await devicesOf(ID).finally(() => server.close()),
  };
}

test('what Dynamics is known to hold of an installation is its rows', async () => {
  const one = { dynamicsUserId: 'guid', tokenTail: 'abcd1234', since };
  const known = [
    { ...one, state: 'registered', requestId: 'r1' },
    { ...one, state: 'sent' },
    { ...one, state: 'refused', reason: 'dynamics-refused' },
    { ...one, state: 'removing' },
    { ...one, state: 'removed' },
  ];
  const { rows, asked } = await ask(200, { ...record, known });
  const row = { userId: 'guid', platform: 'ios', token: '…abcd1234', at: Date.parse(since) };
  expect(rows).toEqual([
    { ...row, result: 'Success', requestId: 'r1' },
    { ...row, result: 'Pending' },
    { ...row, result: 'Failed', reason: 'dynamics-refused' },
  ]);
  expect(asked).toEqual([`GET /v1/registrations/${ID} Bearer jpk_k`]);
});

test('an installation that the gateway does not know has no rows', async () => {
  expect((await ask(404, { code: 'installation-unknown', title: 'Unknown.' })).rows).toEqual([]);
});

test('a key that may not look is no empty table', async () => {
  await expect(
    ask(403, { code: 'key-scope', title: 'Not allowed.', remedy: 'Another key.' }),
  ).rejects.toMatchObject({ code: 'key-scope' });
});

/** Asks a gateway that takes the question and says nothing. */
async function askSilent(onAsked: () => void, signal?: AbortSignal) {
  const server = createServer((_, response) => {
    // Beginning to answer is none yet.
    response.writeHead(200).write('{');
    onAsked();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return devicesKnownTo({ url: `http://127.0.0.1:${port}`, apiKey: 'jpk_k' })(ID, signal);
}

test('a gateway that says nothing is waited for ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  await expect(askSilent(() => vi.advanceTimersByTime(10_000))).rejects.toMatchObject({
    code: 'gateway-unreachable',
    message: expect.stringContaining('no answer within 10 s'),
  });
});

test('a gateway that says nothing is waited for no longer than the check lasts', async () => {
  const check = new AbortController();
  const asked = askSilent(() => check.abort(new Error('Somebody has pressed Ctrl+C.')), check.signal);
  await expect(asked).rejects.toThrow('Somebody has pressed Ctrl+C.');
});
