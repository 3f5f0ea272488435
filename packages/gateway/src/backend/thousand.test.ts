import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { newToken, send, startTestGateway, type TestGateway } from '../../test/gateway.ts';
import { ANNA, dataverse, dataverseAnswer, type Row } from '../../test/people.ts';

/** A backend registers a thousand people in one call, each of whom a rule has to find. */

let gateway: TestGateway;
let rows: Row[] = [];
const calls: string[] = [];
beforeAll(async () => {
  gateway = await startTestGateway({
    users: { dataverse, rules: [{ entity: 'contact', column: 'new_appid' }] },
    getDataverseToken: async () => 'token',
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!new URL(request.url).pathname.startsWith('/api/data/')) return gateway.dynamics.fetch(request);
      calls.push(request.url);
      return dataverseAnswer(rows, request);
    },
  });
});
afterAll(() => gateway.end());

const contact = (contactid: string, new_appid: string): Row => ({
  set: 'contacts',
  columns: { contactid, new_appid },
});
const itemOf = (userId: string) => ({
  userId,
  info: {
    ...{ installationId: randomUUID(), platform: 'android', appId: 'com.example.shop' },
    fcmToken: newToken(),
  },
});

test('a thousand people are asked for in forty calls, and each is registered for their own record', async () => {
  const credential = await newApiKey(gateway, 'register');
  const items = Array.from({ length: 1_000 }, (_, index) => itemOf(`customer-${index}`));
  rows = items.map(({ userId }) => contact(randomUUID(), userId));
  rows.push(contact(ANNA, 'customer-7'));
  const { body } = await send(gateway, 'POST /v1/registrations/bulk', { body: { items }, credential });
  expect(body).toMatchObject({ accepted: 999, refused: 1 });
  expect(body.results[7]).toMatchObject({ outcome: 'refused', problem: { code: 'user-ambiguous' } });
  expect(calls.length).toBeLessThanOrEqual(40);
  const { rows: bound } = await gateway.database.pool.query(
    `select u.user_id, b.dynamics_user_id from bindings b join users u on u.key = b.user_key
     where u.user_id like 'customer-%'`,
  );
  const recordOf = new Map(rows.map(({ columns }) => [columns.new_appid, columns.contactid]));
  expect(bound).toHaveLength(999);
  for (const { user_id, dynamics_user_id } of bound) expect(dynamics_user_id).toBe(recordOf.get(user_id));
});
