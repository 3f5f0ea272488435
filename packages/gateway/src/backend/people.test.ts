import { randomUUID } from 'node:crypto';
import { RegistrationRecord, RegistrationsBulkAnswer } from '@journeys-push/contract/backend-gateway';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import {
  announceDevice,
  longLease,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { ANNA, BERT, dataverse, dataverseAnswer, type Row } from '../../test/people.ts';

/** A backend registers people who are not in Dynamics yet. */

const rule = { entity: 'contact', column: 'new_appid' } as const;
const users = { dataverse, table: { anna: ANNA }, rules: [rule] };

let gateway: TestGateway;
let credential: string;
let rows: Row[] = [];
let calls: string[] = [];
beforeAll(async () => {
  gateway = await startTestGateway({
    timing: longLease,
    users: { ...users, unknown: 'retry' },
    getDataverseToken: async () => 'token',
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!new URL(request.url).pathname.startsWith('/api/data/')) return gateway.dynamics.fetch(request);
      calls.push(request.url);
      return dataverseAnswer(rows, request);
    },
  });
  credential = await newApiKey(gateway, 'register', 'read');
});
afterAll(() => gateway.end());
beforeEach(() => {
  rows = [];
  calls = [];
});

const contact = (contactid: string, new_appid: string): Row => ({
  set: 'contacts',
  columns: { contactid, new_appid },
});
const itemOf = (userId: string, info: Record<string, unknown> = {}) => ({
  userId,
  info: {
    installationId: randomUUID(),
    platform: 'android',
    appId: 'com.example.shop',
    fcmToken: newToken(),
    ...info,
  },
});
const register = (body: object, prefer = 'wait=10') =>
  send(gateway, 'POST /v1/registrations', { body, credential, headers: { prefer } });
const bulk = (items: unknown[]) =>
  send(gateway, 'POST /v1/registrations/bulk', { body: { items }, credential });
const read = async (id: string) => (await send(gateway, `GET /v1/registrations/${id}`, { credential })).body;
const search = async (userId: string) =>
  (await send(gateway, 'POST /v1/registrations/search', { body: { userId }, credential })).body.items;
const heldBy = (id: string) => gateway.dynamics.held().filter((line) => line.startsWith(id));

/** Time passes until it is so. */
async function later(id: string, registration: object): Promise<void> {
  await expect
    .poll(async () => {
      gateway.clock.skip(60_000);
      return (await read(id)).registration;
    })
    .toMatchObject(registration);
}

test('who is unknown is waited for, and registered once there is a record', async () => {
  const item = itemOf('new-1');
  const { installationId } = item.info;
  const answer = await register(item);
  const awaited = { state: 'queued', userId: 'new-1', reason: 'user-unknown', since: expect.any(String) };
  expect(answer).toMatchObject({ status: 202, body: { installationId, registration: awaited } });
  expect((await register(item, '')).body.registration).toMatchObject(awaited);
  rows.push(contact(BERT, 'new-1'));
  await later(installationId, { state: 'registered', userId: 'new-1' });
  expect(heldBy(BERT)).toEqual([`${BERT} ${item.info.fcmToken}`]);
  expect(await read(installationId)).toMatchObject({ proof: 'api-key' });
});

test('an awaited person’s installation is found and read, with its state and its reason', async () => {
  const item = itemOf('new-2');
  const { installationId, fcmToken } = item.info;
  await register(item);
  const record = await read(installationId);
  expect(record).toMatchObject({
    ...{ installationId, tokenTail: fcmToken.slice(-8), known: [] },
    registration: { state: 'queued', userId: 'new-2', reason: 'user-unknown', message: expect.any(String) },
  });
  expect(RegistrationRecord.parse(record)).toEqual(record);
  expect(record).not.toHaveProperty('proof');
  expect(await search('new-2')).toEqual([record]);
  const device = await announceDevice(gateway);
  await device.bind('new-2');
  const ids = (await search('new-2')).map(({ installationId: id }: RegistrationRecord) => id);
  expect(ids.sort()).toEqual([installationId, device.id].sort());
});

test('until then nobody owns the device, the last owner neither; ended, nobody is waited for', async () => {
  const item = itemOf('anna');
  const { installationId } = item.info;
  await register(item);
  expect(heldBy(ANNA)).toHaveLength(1);
  await register({ ...item, userId: 'new-3' });
  await expect.poll(() => heldBy(ANNA)).toHaveLength(0);
  expect(await search('anna')).toEqual([]);
  const ended = await send(gateway, `DELETE /v1/registrations/${installationId}`, { credential });
  expect(ended.status).toBeLessThan(300);
  expect((await read(installationId)).registration).not.toHaveProperty('userId');
  expect(await search('new-3')).toEqual([]);
});

test('a record that goes does not take the device from its owner', async () => {
  const item = itemOf('new-4');
  rows.push(contact(BERT, 'new-4'));
  expect((await register(item)).status).toBe(200);
  rows = [];
  gateway.clock.skip(3_600_001);
  expect(await register(item)).toMatchObject({ status: 422, body: { code: 'user-unknown' } });
  expect((await read(item.info.installationId)).registration).toMatchObject({ userId: 'new-4' });
});

test('in a bulk, who is unknown is accepted and waited for, whoever comes beside them', async () => {
  const items = [itemOf('new-5'), itemOf('anna'), itemOf('new-6', { appId: 'com.example.other' })];
  items.push(itemOf('new-7'), itemOf('new-8'));
  const { status, body } = await bulk(items);
  expect(status).toBe(200);
  expect(RegistrationsBulkAnswer.parse(body)).toEqual(body);
  expect(body).toMatchObject({ accepted: 4, refused: 1 });
  expect(body.results[2]).toMatchObject({ outcome: 'refused', problem: { code: 'app-unknown' } });
  rows.push(contact(BERT, 'new-7'));
  await later(items[3]?.info.installationId ?? '', { state: 'registered', userId: 'new-7' });
  expect(await search('new-6')).toEqual([]);
  expect(await search('new-8')).toMatchObject([{ registration: { reason: 'user-unknown' } }]);
});

test.each([
  [['new-10', 'new-11'], 'new-11'],
  [['new-12', 'anna'], 'anna'],
  [['anna', 'new-13'], 'new-13'],
])('of two items about one installation the later one holds: %j', async (userIds, last) => {
  const { info } = itemOf('');
  const { body } = await bulk(userIds.map((userId) => ({ userId, info })));
  expect(body).toMatchObject({ accepted: 2 });
  expect((await read(info.installationId)).registration).toMatchObject({ userId: last });
  for (const userId of userIds) {
    const ids = (await search(userId)).map(({ installationId }: RegistrationRecord) => installationId);
    expect(ids.includes(info.installationId)).toBe(userId === last);
  }
  await send(gateway, `DELETE /v1/registrations/${info.installationId}`, { credential });
});

test('a gateway that is to refuse them waits for nobody, and shows nobody who was waited for', async () => {
  const item = itemOf('new-20');
  await register(item);
  const other = await gateway.sibling({ users: { ...users, unknown: 'refuse' } });
  const ask = (line: string, body?: object) => send(other, line, { credential, ...(body && { body }) });
  expect(await ask('POST /v1/registrations', itemOf('new-21'))).toMatchObject({
    status: 422,
    body: { code: 'user-unknown' },
  });
  expect((await ask(`GET /v1/registrations/${item.info.installationId}`)).body.registration).toEqual({
    state: 'none',
  });
  expect((await ask('POST /v1/registrations/search', { userId: 'new-20' })).body.items).toEqual([]);
  await other.close();
});

test('those who are waited for are asked for together, too', async () => {
  const items = Array.from({ length: 30 }, (_, index) => itemOf(`later-${index}`));
  expect((await bulk(items)).body).toMatchObject({ accepted: 30 });
  const sent = calls.length;
  rows = items.map(({ userId }) => contact(randomUUID(), userId));
  await expect
    .poll(async () => {
      gateway.clock.skip(31_000);
      const { rowCount } = await gateway.database.pool.query(
        "select 1 from awaited_users where user_id like 'later-%'",
      );
      return rowCount;
    })
    .toBe(0);
  expect(calls.length - sent).toBeLessThan(10);
});
