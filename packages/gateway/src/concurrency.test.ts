import { expect, test } from 'vitest';
import { ANNA, type Answer, announceDevice, BERT, newToken, startTestGateway } from '../test/gateway.ts';

test('many requests about the same devices at two gateways: none fails, and at rest only the last wish holds', async () => {
  const gateway = await startTestGateway();
  await gateway.sibling();
  const devices = await Promise.all(Array.from({ length: 10 }, () => announceDevice(gateway)));
  const answers: Answer[] = [];
  for (let round = 0; round < 10; round++) {
    const requests = devices.flatMap((device, index) => [
      device.bind(index % 2 ? ANNA : BERT, 0),
      device.put({ notificationsEnabled: round % 2 === 0 }),
      device.put({ token: { value: newToken() } }),
      device.unbind(0),
    ]);
    answers.push(...(await Promise.all(requests)));
  }
  expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
  const tokens = await Promise.all(
    devices.map(async (device) => {
      const token = newToken();
      await device.put({ notificationsEnabled: true, token: { value: token } });
      await device.bind(ANNA, 0);
      return token;
    }),
  );
  await expect
    .poll(() => gateway.dynamics.held(), { timeout: 10_000 })
    .toEqual(tokens.map((token) => `${ANNA} ${token}`).sort());
  const { rows } = await gateway.database.pool.query(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  );
  expect(rows).toEqual([{ deadlocks: 0 }]);
  await gateway.end();
});
