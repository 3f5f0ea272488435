import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../test/database.ts';
import { ANNA } from '../../test/gateway.ts';
import { createHandCranked } from '../../test/reconcile.ts';
import type { DynamicsClient } from '../dynamics/client.ts';

test('an outcome that comes after its lease has ended is not told: another worker tells it', async () => {
  const database = await createTestDatabase();
  const gateway = createHandCranked(database.pool);
  const { client, timing } = gateway.options;
  const id = randomUUID();
  await gateway.announce(id, { token: 'one' });
  await gateway.bind(id, ANNA);
  await gateway.round();
  gateway.clock.move(gateway.clock.now() + timing.askAfterMs);
  const standingStill: DynamicsClient = {
    ...client,
    async status(context, requestIds) {
      const results = await client.status(context, requestIds);
      gateway.clock.move(gateway.clock.now() + timing.leaseMs);
      await gateway.untilRest();
      return results;
    },
  };
  await gateway.round(standingStill);
  const { rows } = await database.pool.query("select cause from ledger where cause = 'registered'");
  expect(rows).toHaveLength(1);
  await database.drop();
});
