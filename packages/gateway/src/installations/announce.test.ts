import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ANNA,
  announceDevice,
  announcement,
  BERT,
  newToken,
  send,
  shop,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';

const HOUR = 3_600_000;

let gateway: TestGateway;
beforeAll(async () => {
  const { android, ...iosOnly } = shop;
  gateway = await startTestGateway({
    apps: [
      { ...iosOnly, ios: { bundleId: 'com.example.shop', environment: 'production' } },
      { ...iosOnly, id: 'shop-dev', ios: { bundleId: 'com.example.shop', environment: 'development' } },
    ],
  });
});
afterAll(() => gateway.end());

const enroll = (id: string, enrollmentKey: string) =>
  send(gateway, `PUT /v1/installations/${id}`, { body: { ...announcement, enrollmentKey } });
const causes = async (id: string) =>
  (
    await gateway.database.pool.query('select cause from ledger where installation_id = $1 order by seq', [
      id,
    ])
  ).rows.map(({ cause }) => cause);

test('first contact makes the installation and answers its credential once', async () => {
  const id = randomUUID();
  const first = await enroll(id, 'first-key-of-at-least-32-characters');
  expect(first).toMatchObject({ status: 201, body: { installationId: id, registration: { state: 'none' } } });
  const { credential } = first.body;
  const again = await send(gateway, `PUT /v1/installations/${id}`, { body: announcement, credential });
  expect(again.status).toBe(200);
  expect(again.body.credential).toBeUndefined();
});

test('the same enrollment key gets a fresh credential: the first answer may have been lost', async () => {
  const id = randomUUID();
  const first = await enroll(id, 'second-key-of-at-least-32-characters');
  const second = await enroll(id, 'second-key-of-at-least-32-characters');
  expect(second.status).toBe(200);
  const read = (credential: string) => send(gateway, `GET /v1/installations/${id}`, { credential });
  expect((await read(second.body.credential)).status).toBe(200);
  expect((await read(first.body.credential)).body.code).toBe('credential-invalid');
});

test('of two enrollment keys at once, one wins', async () => {
  const id = randomUUID();
  const answers = await Promise.all([enroll(id, 'a'.repeat(32)), enroll(id, 'b'.repeat(32))]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 401]);
});

test('first contact at two gateways at once: both answer', async () => {
  const other = await gateway.sibling();
  const put = (one: Pick<TestGateway, 'fetch'>, id: string) =>
    send(one, `PUT /v1/installations/${id}`, { body: { ...announcement, enrollmentKey: id } });
  for (let pairs = 0; pairs < 40; pairs++) {
    const id = randomUUID();
    const answers = await Promise.all([put(gateway, id), put(other, id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 201]);
  }
});

test('what a device says while its token is contested is its last word', async () => {
  for (let times = 0; times < 5; times++) {
    const token = { value: newToken() };
    await announceDevice(gateway, { token });
    gateway.clock.skip(25 * HOUR);
    const heir = await announceDevice(gateway, { token: null });
    const last = newToken();
    const answers = await Promise.all([heir.put({ token }), heir.put({ token: { value: last } })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { rows } = await gateway.database.pool.query('select token_tail from installations where id = $1', [
      heir.id,
    ]);
    expect(rows).toEqual([{ token_tail: last.slice(-8) }]);
  }
});

test('credential and enrollment key are kept as hashes only', async () => {
  const id = randomUUID();
  const { body } = await enroll(id, 'third-key-of-at-least-32-characters!');
  const { rows } = await gateway.database.pool.query(
    'select i::text as row from installations i where id = $1',
    [id],
  );
  expect(rows[0].row).not.toContain(body.credential);
  expect(rows[0].row).not.toContain('third-key');
});

test('a token that another installation holds is refused while that one was seen within a day', async () => {
  const token = { value: newToken() };
  const holder = await announceDevice(gateway, { token });
  const clone = await announceDevice(gateway, { token: null });
  expect(await clone.put({ token })).toMatchObject({ status: 409, body: { code: 'token-in-use' } });
  expect(await causes(clone.id)).toContain('token-refused');
  expect((await holder.bind(ANNA)).body.registration.state).toBe('registered');
});

test('afterwards the token moves, and its last owner is cleaned up before the next is registered', async () => {
  const token = { value: newToken() };
  const holder = await announceDevice(gateway, { token });
  await holder.bind(ANNA);
  const heir = await announceDevice(gateway, { token: null });
  await heir.bind(BERT, 0);
  gateway.clock.skip(25 * HOUR);
  expect((await heir.put({ token })).status).toBe(200);
  await expect.poll(() => heir.read()).toMatchObject({ state: 'registered' });
  expect(gateway.dynamics.held().filter((line) => line.includes(token.value))).toEqual([
    `${BERT} ${token.value}`,
  ]);
  expect(await holder.read()).toMatchObject({ state: 'waiting', for: 'token' });
  expect(await causes(holder.id)).toContain('token-lost');
  expect(await holder.put({ token })).toMatchObject({ status: 409, body: { code: 'token-in-use' } });
});

test('two installations that claim a free token at once: one gets it', async () => {
  const token = { value: newToken() };
  const [one, two] = [
    await announceDevice(gateway, { token: null }),
    await announceDevice(gateway, { token: null }),
  ];
  const answers = await Promise.all([one.put({ token }), two.put({ token })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
});

test('an APNs token goes to the channel of its environment', async () => {
  const token = { value: newToken(), environment: 'development' as const };
  const device = await announceDevice(gateway, { token });
  const { rows } = await gateway.database.pool.query('select app from installations where id = $1', [
    device.id,
  ]);
  expect(rows).toEqual([{ app: 'shop-dev' }]);
});

test('a heartbeat that brings no token takes none away', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  await device.put({ token: null });
  expect(await device.read()).toMatchObject({ state: 'registered' });
});

test('a heartbeat renews a confirmation of a month ago, and no other', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const registrations = () => gateway.dynamics.of('register').length;
  const before = registrations();
  await device.put();
  expect((await device.bind(ANNA)).status).toBe(200);
  expect(registrations()).toBe(before);
  gateway.clock.skip(31 * 24 * HOUR);
  await device.put();
  await expect.poll(registrations).toBe(before + 1);
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
});

test('a heartbeat without news of the token leaves the device with its channel', async () => {
  const device = await announceDevice(gateway, { token: { value: newToken(), environment: 'development' } });
  await device.bind(ANNA);
  expect((await device.put({ token: null })).body.registration).toMatchObject({ state: 'registered' });
  expect(await causes(device.id)).not.toContain('app-changed');
});
