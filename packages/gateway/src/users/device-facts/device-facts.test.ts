import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newApiKey } from '../../../test/api-key.ts';
import {
  announceDevice,
  announcement,
  type Device,
  longLease,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../../test/gateway.ts';
import { ANNA, BERT, dataverse } from '../../../test/people.ts';

/** `users.deviceFacts`: what is known of a device goes to the person's record. */

const DAY = 24 * 60 * 60_000;
let gateway: TestGateway;
/** What was written, in order. */
let patches: { path: string; ifMatch: string | null; body: Record<string, unknown> }[] = [];
let fault: Response | undefined;
beforeAll(async () => {
  gateway = await startTestGateway({
    timing: longLease,
    users: {
      ...{ dataverse, table: { anna: ANNA, bert: BERT.replaceAll('-', '') } },
      deviceFacts: {
        columns: { language: 'new_language', modelId: 'new_model', lastSeen: 'new_lastseen' },
        perMinute: 1_000,
      },
    },
    getDataverseToken: async () => 'token',
    async fetch(input, init) {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith('/api/data/')) return gateway.dynamics.fetch(request);
      const body = (await request.json()) as Record<string, unknown>;
      patches.push({ path: pathname.slice(15), ifMatch: request.headers.get('if-match'), body });
      return fault?.clone() ?? new Response(null, { status: 204 });
    },
  });
});
afterAll(() => gateway.end());
beforeEach(async () => {
  fault = undefined;
  // What they had before is nobody's.
  await gateway.database.pool.query(
    'update bindings set user_key = null, dynamics_user_id = null, proof = null where user_key is not null',
  );
  await gateway.database.pool.query('delete from record_facts');
  patches = [];
});

/** Time passes in steps of a minute, at least until it is so. */
async function passUntil(isSo: () => boolean): Promise<void> {
  await expect
    .poll(() => {
      gateway.clock.skip(60_000);
      return isSo();
    })
    .toBe(true);
}

/** Everybody who was due has been looked at. */
async function looked(): Promise<void> {
  await expect
    .poll(async () => {
      gateway.clock.skip(60_000);
      const now = new Date(gateway.clock.now());
      const due = 'select 1 from record_facts where due_at <= $1';
      return (await gateway.database.pool.query(due, [now])).rowCount;
    })
    .toBe(0);
}

async function registered(userId: string, change = {}): Promise<Device> {
  const device = await announceDevice(gateway, change);
  expect((await device.bind(userId)).body.registration.state).toBe('registered');
  return device;
}

test('a confirmed registration writes the facts, and to nothing that is not there', async () => {
  await registered('anna', { facts: { ...announcement.facts, language: 'de', modelId: undefined } });
  await passUntil(() => patches.length > 0);
  expect(patches).toEqual([
    {
      path: `contacts(${ANNA})`,
      ifMatch: '*',
      body: {
        new_language: 'de',
        new_model: null,
        new_lastseen: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    },
  ]);
});

test('a record’s id without dashes is written with them', async () => {
  await registered('bert');
  await passUntil(() => patches.length > 0);
  expect(patches[0]?.path).toBe(`contacts(${BERT})`);
});

test('once written, only news is written: what changed, and once a day that the device was seen', async () => {
  const device = await registered('anna');
  await passUntil(() => patches.length === 1);
  // Seen again on the same day: no news.
  await device.put();
  await gateway.database.pool.query('update record_facts set due_at = $1', [new Date(gateway.clock.now())]);
  await looked();
  gateway.clock.skip(DAY);
  await device.put();
  await passUntil(() => patches.length === 2);
  await device.put({ facts: { ...announcement.facts, language: 'fr' } });
  await gateway.database.pool.query('update record_facts set due_at = $1', [new Date(gateway.clock.now())]);
  await passUntil(() => patches.length === 3);
  expect(patches.map(({ body }) => body.new_language)).toEqual(['en', 'en', 'fr']);
  // A day without a sign of life: nothing to tell.
  gateway.clock.skip(2 * DAY);
  await looked();
  expect(patches).toHaveLength(3);
});

test.each([
  [403, '0x80040220', 'facts-refused', 15 * 60_000],
  [503, '0x80040216', 'facts-later', 60_000],
])('a failure disturbs no registration, and is tried again: %i', async (status, code, told, pause) => {
  fault = Response.json({ error: { code } }, { status });
  const device = await registered('anna');
  await passUntil(() => patches.length > 0);
  await expect.poll(() => gateway.lines.some((line) => line.code === told)).toBe(true);
  expect(await device.read()).toMatchObject({ state: 'registered' });
  fault = undefined;
  patches = [];
  gateway.clock.skip(pause);
  await passUntil(() => patches.length === 1);
});

test('a record of another kind is left alone for long', async () => {
  fault = Response.json({ error: { code: '0x80040217' } }, { status: 404 });
  await registered('anna');
  await passUntil(() => patches.length > 0);
  gateway.clock.skip(10 * DAY);
  await looked();
  expect(patches).toHaveLength(1);
});

test('whatever a page says of its device, the record is written what fits its columns', async () => {
  const info = {
    ...{ installationId: randomUUID(), platform: 'android', appId: 'com.example.shop', fcmToken: newToken() },
    ...{ language: 'x'.repeat(5_000), modelId: { name: 'a' } },
  };
  const credential = await newApiKey(gateway, 'register');
  await send(gateway, 'POST /v1/registrations', {
    body: { userId: 'anna', info },
    credential,
    headers: { prefer: 'wait=10' },
  });
  await passUntil(() => patches.length > 0);
  expect(patches[0]?.body).toMatchObject({ new_language: 'x'.repeat(200), new_model: null });
});

test('of two phones of a person the one that was seen last counts, whichever was confirmed last', async () => {
  const english = await registered('anna');
  gateway.clock.skip(90_000);
  const german = await registered('anna', { facts: { ...announcement.facts, language: 'de' } });
  await passUntil(() => patches.at(-1)?.body.new_language === 'de');
  gateway.clock.skip(90_000);
  await english.put();
  // Confirmed anew, and yet not seen since the other one was.
  await gateway.database.pool.query(
    "update registrations set confirmed_at = '2020-01-01' where installation_id = $1",
    [german.id],
  );
  await gateway.database.pool.query('update bindings set due_at = $1 where installation_id = $2', [
    new Date(gateway.clock.now()),
    german.id,
  ]);
  gateway.clock.skip(DAY);
  await passUntil(() => patches.at(-1)?.body.new_language === 'en');
  gateway.clock.skip(90_000);
  await german.put();
  gateway.clock.skip(DAY);
  await passUntil(() => patches.at(-1)?.body.new_language === 'de');
});

test('two user ids of the same record do not write to it in turns: the device that was seen last counts', async () => {
  const first = await registered('anna');
  await passUntil(() => patches.length === 1);
  gateway.clock.skip(90_000);
  // The id of the record itself: another user id, the same person.
  await registered(ANNA, { facts: { ...announcement.facts, language: 'de' } });
  await passUntil(() => patches.length === 2);
  expect(patches.map(({ body }) => body.new_language)).toEqual(['en', 'de']);
  gateway.clock.skip(2 * DAY);
  await looked();
  await looked();
  expect(patches).toHaveLength(2);
  gateway.clock.skip(90_000);
  await first.put();
  gateway.clock.skip(DAY);
  await passUntil(() => patches.length === 3);
  expect(patches[2]?.body).toMatchObject({ new_language: 'en' });
});

test('whoever has left the device is written no more', async () => {
  const device = await registered('anna');
  await passUntil(() => patches.length === 1);
  await device.unbind();
  await device.bind('bert');
  gateway.clock.skip(DAY + 1);
  await passUntil(() => patches.length === 2);
  expect(patches[1]?.path).toBe(`contacts(${BERT})`);
  gateway.clock.skip(2 * DAY);
  await expect
    .poll(async () => (await gateway.database.pool.query('select 1 from record_facts')).rowCount)
    .toBe(1);
});

test('an erased person’s facts are forgotten with them', async () => {
  await registered('anna');
  await passUntil(() => patches.length > 0);
  const { pool } = gateway.database;
  await pool.query(
    "update bindings set user_key = null, dynamics_user_id = null, proof = null where user_key in (select key from users where user_id = 'anna')",
  );
  await pool.query("delete from users where user_id = 'anna'");
  expect((await pool.query('select 1 from record_facts')).rowCount).toBe(0);
});
