import { randomUUID } from 'node:crypto';
import { RegistrationRecord } from '@journeys-push/contract/backend-gateway';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import {
  ANNA,
  type Answer,
  announceDevice,
  announcement,
  BERT,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';

let gateway: TestGateway;
let credential: string;
beforeAll(async () => {
  gateway = await startTestGateway({ users: { table: { 'user-of-many': ANNA, 'user-of-none': BERT } } });
  credential = await newApiKey(gateway, 'read');
});
afterAll(() => gateway.end());

const search = (body: object, query = '') =>
  send(gateway, `POST /v1/registrations/search${query}`, { body, credential });
const idsOf = ({ body }: Answer): string[] =>
  body.items.map(({ installationId }: RegistrationRecord) => installationId);

test('a registration whose token no key of ours opens is shown all the same, without the end of its token', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  await gateway.database.pool.query(
    'update registrations set token_sealed = set_byte(token_sealed, 1, (get_byte(token_sealed, 1) + 1) % 256) where installation_id = $1',
    [device.id],
  );
  const { status, body } = await send(gateway, `GET /v1/registrations/${device.id}`, { credential });
  expect(status).toBe(200);
  expect(body.known).toMatchObject([{ state: 'registered', dynamicsUserId: ANNA }]);
  expect(body.known[0]).not.toHaveProperty('tokenTail');
});

test('an installation is found by its id, its token, the end of its token, its user and its request', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  const userId = randomUUID();
  const bound = await device.bind(userId);
  const { requestId } = bound.body.registration;
  const one = await send(gateway, `GET /v1/registrations/${device.id}`, { credential });
  expect(one).toMatchObject({
    status: 200,
    body: {
      installationId: device.id,
      app: 'shop',
      platform: 'ios',
      appId: 'com.example.shop',
      facts: announcement.facts,
      tokenTail: token.slice(-8),
      notificationsEnabled: true,
      proof: 'none',
      registration: { state: 'registered', userId, requestId },
      known: [{ state: 'registered', userId, dynamicsUserId: userId, requestId, tokenTail: token.slice(-8) }],
    },
  });
  expect(RegistrationRecord.parse(one.body)).toEqual(one.body);
  for (const wanted of [{ token }, { tokenTail: token.slice(-8) }, { userId }, { requestId }]) {
    expect(await search(wanted), Object.keys(wanted)[0]).toMatchObject({
      status: 200,
      body: { items: [one.body] },
    });
  }
});

test('the whole token is in no answer and no log line', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  const answers = [
    await search({ token }),
    await send(gateway, `GET /v1/registrations/${device.id}`, { credential }),
  ];
  expect(idsOf(answers[0] as Answer)).toEqual([device.id]);
  expect(JSON.stringify([answers.map(({ body }) => body), gateway.lines])).not.toContain(token);
});

test('a request is found while Dynamics has not spoken yet', async () => {
  const device = await announceDevice(gateway);
  gateway.dynamics.pollsUntilVerdict = Number.POSITIVE_INFINITY;
  try {
    await device.bind(ANNA, 0);
    await expect.poll(() => device.read()).toMatchObject({ state: 'sent' });
    const { requestId } = await device.read();
    expect(idsOf(await search({ requestId }))).toEqual([device.id]);
  } finally {
    gateway.dynamics.pollsUntilVerdict = 0;
  }
});

test('by user only those that are the user’s now are found', async () => {
  const userId = randomUUID();
  const [kept, left] = [await announceDevice(gateway), await announceDevice(gateway)];
  await kept.bind(userId);
  await left.bind(userId);
  expect(idsOf(await search({ userId })).sort()).toEqual([kept.id, left.id].sort());
  await left.bind(BERT);
  expect(idsOf(await search({ userId }))).toEqual([kept.id]);
});

test('a listing is read page by page', async () => {
  const devices = await Promise.all(Array.from({ length: 5 }, () => announceDevice(gateway)));
  for (const device of devices) await device.bind('user-of-many', 0);
  const seen: string[] = [];
  let query = '?limit=2';
  for (;;) {
    const page = await search({ userId: 'user-of-many' }, query);
    seen.push(...idsOf(page));
    expect(idsOf(page).length).toBeLessThanOrEqual(2);
    if (!page.body.next) break;
    query = `?limit=2&cursor=${page.body.next}`;
  }
  expect(seen).toEqual(devices.map(({ id }) => id).sort());
});

test('what nobody has is an empty page', async () => {
  for (const wanted of [
    { token: newToken() },
    { tokenTail: '????????' },
    { userId: 'user-of-none' },
    { requestId: randomUUID() },
  ]) {
    expect(await search(wanted)).toMatchObject({ status: 200, body: { items: [] } });
  }
});

test('a search names exactly one thing', async () => {
  for (const body of [{}, { token: 'a', userId: 'b' }, { tokenTail: 'short' }, { userId: 'no such id' }]) {
    expect(await search(body)).toMatchObject({ status: 422, body: { code: 'body-invalid' } });
  }
});

test('an id may be in capitals; one that is no UUID or unknown is told apart', async () => {
  const device = await announceDevice(gateway);
  const read = (id: string) => send(gateway, `GET /v1/registrations/${id}`, { credential });
  expect(await read(device.id.toUpperCase())).toMatchObject({
    status: 200,
    body: { installationId: device.id },
  });
  expect(await read('1')).toMatchObject({ status: 400, body: { code: 'installation-id-invalid' } });
  expect(await read(randomUUID())).toMatchObject({ status: 404, body: { code: 'installation-unknown' } });
});
