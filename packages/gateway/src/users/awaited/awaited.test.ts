import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  announceDevice,
  type Device,
  longLease,
  startTestGateway,
  type TestGateway,
} from '../../../test/gateway.ts';
import { ANNA, BERT, dataverse, dataverseAnswer, type Row } from '../../../test/people.ts';

/** `users.unknown: retry`: people who sign up in the app before they are in Dynamics. */

let gateway: TestGateway;
let rows: Row[] = [];
let outage = false;
beforeAll(async () => {
  gateway = await startTestGateway({
    timing: longLease,
    users: {
      ...{ unknown: 'retry', dataverse, table: { anna: ANNA } },
      rules: [{ entity: 'contact', column: 'new_appid' }],
    },
    getDataverseToken: async () => 'token',
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!new URL(request.url).pathname.startsWith('/api/data/')) return gateway.dynamics.fetch(request);
      return outage ? new Response(null, { status: 503 }) : dataverseAnswer(rows, request);
    },
  });
});
afterAll(() => gateway.end());
beforeEach(() => {
  rows = [];
  outage = false;
  // Dataverse is spared for a moment after an outage.
  gateway.clock.skip(1_000);
});

const contact = (contactid: string, new_appid: string): Row => ({
  set: 'contacts',
  columns: { contactid, new_appid },
});
const heldBy = (id: string) => gateway.dynamics.held().filter((line) => line.startsWith(id));

/** Time passes until it is so. */
async function later(device: Device, state: object): Promise<void> {
  await expect
    .poll(async () => {
      gateway.clock.skip(60_000);
      return device.read();
    })
    .toMatchObject(state);
}

test('who is unknown is waited for, and registered once there is a record', async () => {
  const device = await announceDevice(gateway);
  const answer = await device.bind('new-1');
  expect([answer.status, answer.body.registration]).toMatchObject([
    202,
    { state: 'queued', userId: 'new-1', reason: 'user-unknown' },
  ]);
  rows.push(contact(BERT, 'new-1'));
  await later(device, { state: 'registered', userId: 'new-1' });
  expect(heldBy(BERT)).toHaveLength(1);
  await device.unbind();
});

test('until then nobody owns the device, the last owner neither', async () => {
  const device = await announceDevice(gateway);
  await device.bind('anna');
  expect(heldBy(ANNA)).toHaveLength(1);
  await device.bind('new-2');
  await expect.poll(() => heldBy(ANNA)).toHaveLength(0);
  expect(await device.read()).toMatchObject({ state: 'queued', userId: 'new-2' });
});

test('a logout ends the waiting, whatever becomes known afterwards', async () => {
  const device = await announceDevice(gateway);
  await device.bind('new-3');
  await device.unbind();
  rows.push(contact(BERT, 'new-3'));
  for (let hour = 0; hour < 10; hour += 1) gateway.clock.skip(3_600_000);
  const other = await announceDevice(gateway);
  await other.bind('new-3');
  expect(heldBy(BERT)).toHaveLength(1);
  expect(await device.read()).toMatchObject({ state: 'none' });
  await other.unbind();
});

test('whoever comes meanwhile keeps the device', async () => {
  const device = await announceDevice(gateway);
  await device.bind('new-4');
  await device.bind('anna');
  rows.push(contact(BERT, 'new-4'));
  await expect
    .poll(async () => {
      gateway.clock.skip(3_600_000);
      return (await gateway.database.pool.query('select 1 from awaited_users where user_id = $1', ['new-4']))
        .rowCount;
    })
    .toBe(0);
  expect(await device.read()).toMatchObject({ state: 'registered', userId: 'anna' });
  await device.unbind();
});

test('an outage of Dataverse makes nobody unknown: the app is told to come again', async () => {
  outage = true;
  const device = await announceDevice(gateway);
  const answer = await device.bind('new-5');
  expect([answer.status, answer.body.code, answer.body.retry]).toEqual([
    503,
    'user-lookup-unavailable',
    true,
  ]);
  expect(answer.headers.get('retry-after')).toBeNull();
  // It is spared for half a second, which may be over before the next call: then for longer.
  await expect.poll(async () => (await device.bind('new-5')).headers.get('retry-after')).toMatch(/^\d$/);
  expect(await device.read()).toMatchObject({ state: 'none' });
});

test('whoever is known already is taken for the same record during an outage', async () => {
  rows.push(contact(BERT, 'bert-8'));
  const phone = await announceDevice(gateway);
  expect((await phone.bind('bert-8')).body.registration.state).toBe('registered');
  outage = true;
  gateway.clock.skip(3_600_001);
  const tablet = await announceDevice(gateway);
  expect((await tablet.bind('bert-8')).body.registration.state).toBe('registered');
  expect(heldBy(BERT)).toHaveLength(2);
  await Promise.all([phone.unbind(), tablet.unbind()]);
});

test('a record that goes does not take the device from its owner', async () => {
  const device = await announceDevice(gateway);
  rows.push(contact(BERT, 'new-6'));
  expect((await device.bind('new-6')).status).toBe(200);
  rows = [];
  gateway.clock.skip(3_600_001);
  const again = await device.bind('new-6');
  expect(again.body.code).toBe('user-unknown');
  expect(await device.read()).toMatchObject({ state: 'registered', userId: 'new-6' });
});
