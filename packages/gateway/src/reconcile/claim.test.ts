import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../test/database.ts';
import { tokenOf } from '../../test/dynamics-fake.ts';
import { ANNA } from '../../test/gateway.ts';
import { createHandCranked } from '../../test/reconcile.ts';

test('who is waited for goes before everybody else, and nobody is left behind', async () => {
  const database = await createTestDatabase();
  const gateway = createHandCranked(database.pool);
  const others = Array.from({ length: 600 }, () => randomUUID());
  await Promise.all(others.map((id) => gateway.announce(id, { token: id })));
  await Promise.all(others.map((id) => gateway.bind(id, ANNA)));
  gateway.clock.move(gateway.clock.now() + 1_000);
  const waited = randomUUID();
  await gateway.announce(waited, { token: waited });
  await gateway.bind(waited, ANNA, 5_000);
  const sent = () =>
    gateway.dynamics
      .of('register')
      .flatMap(({ body }) => body)
      .map(tokenOf);
  expect(await gateway.round()).toBe(500);
  expect(sent()).toContain(waited);
  expect(sent()).toHaveLength(500);
  await gateway.untilRest();
  expect(new Set(sent())).toEqual(new Set([...others, waited]));
  await database.drop();
});
