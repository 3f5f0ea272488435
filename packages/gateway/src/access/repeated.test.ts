import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { ANNA, BERT, newToken, send, startTestGateway, type TestGateway } from '../../test/gateway.ts';

let gateway: TestGateway;
let credential: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  credential = await newApiKey(gateway, 'register', 'read', 'admin');
});
afterAll(() => gateway.end());

const infoOf = (installationId: string) => ({
  ...{ fcmToken: newToken(), platform: 'android', appId: 'com.example.shop', appVersion: '1.0.0' },
  ...{ appBuild: 42, appVersionCode: 42, distribution: 'release', hardware: 'armv8', installationId },
  ...{ language: 'en', model: 'Pixel 8', os: 'Android', osVersion: '14', timeZone: 'Europe/Berlin' },
  isFirstLaunch: false,
});
const call = (line: string, key: string, body?: object) =>
  send(gateway, line, { credential, headers: { 'idempotency-key': key }, ...(body && { body }) });

test('a backend that repeats a registration after a lost answer gets the same one, from any gateway', async () => {
  const id = randomUUID();
  const key = randomUUID();
  const body = { userId: ANNA, info: infoOf(id) };
  const first = await call('POST /v1/registrations', key, body);
  expect(first.status).toBe(202);
  // Meanwhile the phone has changed hands: the repetition does not turn that back.
  await send(gateway, 'POST /v1/registrations', {
    ...{ credential, body: { userId: BERT, info: { ...body.info } } },
    headers: { prefer: 'wait=10' },
  });
  const other = await gateway.sibling();
  const again = await send(other, 'POST /v1/registrations', {
    ...{ credential, body, headers: { 'idempotency-key': key } },
  });
  expect([again.status, again.body]).toEqual([202, first.body]);
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  const { body: record } = await send(gateway, `GET /v1/registrations/${id}`, { credential });
  expect(record.registration.userId).toBe(BERT);
});

test('a repetition is one more request with the key, and the log says which', async () => {
  const limited = await gateway.sibling({ limits: { key: { requests: 2, perSeconds: 60 } } });
  const body = { userId: ANNA, info: infoOf(randomUUID()) };
  const headers = { 'idempotency-key': randomUUID() };
  const before = gateway.lines.length;
  const answers = [];
  for (let repeated = 0; repeated < 3; repeated++)
    answers.push(await send(limited, 'POST /v1/registrations', { credential, body, headers }));
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 429]);
  expect(answers[2]?.headers.get('retry-after')).toBeOneOf(['30', '29', '28']);
  const requests = gateway.lines.slice(before).filter(({ code }) => code === 'request');
  expect(requests.map(({ keyId }) => keyId)).toEqual(Array(3).fill(credential.split('_')[1]));
});

test('kept answers go when their day is over, also where nobody asks again', async () => {
  await call('POST /v1/registrations', randomUUID(), { userId: ANNA, info: infoOf(randomUUID()) });
  gateway.clock.skip(25 * 60 * 60_000);
  const count = 'select count(*)::int as left from idempotency_keys';
  await expect.poll(async () => (await gateway.database.pool.query(count)).rows[0].left).toBe(0);
});

test('bulk and the end of a registration are repeated, too', async () => {
  const id = randomUUID();
  for (const [line, body] of [
    ['POST /v1/registrations/bulk', { items: [{ userId: ANNA, info: infoOf(id) }] }],
    [`DELETE /v1/registrations/${id}`, undefined],
  ] as const) {
    const key = randomUUID();
    const first = await call(line, key, body);
    expect(first.status).toBeLessThan(300);
    const again = await call(line, key, body);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
  }
});

test('where nothing changes, an Idempotency-Key says nothing, not even a mistaken one', async () => {
  const body = { userId: ANNA };
  for (const answer of [
    await call('GET /v1/registrations/x', '""'),
    await call('POST /v1/registrations/search', '""', body),
  ])
    expect(answer.body.code).not.toBe('idempotency-key-invalid');
});

test('a search is never kept', async () => {
  const key = randomUUID();
  const body = { userId: ANNA };
  for (let call_ = 0; call_ < 2; call_++) {
    const answer = await call('POST /v1/registrations/search', key, body);
    expect(answer.headers.get('idempotency-replayed')).toBeNull();
  }
});

test('no push token is in a kept answer', async () => {
  const info = infoOf(randomUUID());
  await call('POST /v1/registrations', randomUUID(), { userId: ANNA, info });
  const { rows } = await gateway.database.pool.query(
    "select string_agg(body, ' ') as all from idempotency_keys",
  );
  expect(rows[0].all).toContain('registration');
  expect(rows[0].all).not.toContain(info.fcmToken);
});
