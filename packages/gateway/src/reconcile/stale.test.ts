import { afterEach, expect, test } from 'vitest';
import { ANNA, announceDevice, startTestGateway, type TestGateway } from '../../test/gateway.ts';

const DAY_MS = 86_400_000;

let gateway: TestGateway;
afterEach(() => gateway.end());

const start = async (what: 'report' | 'cleanup') => {
  gateway = await startTestGateway({ policy: { stale: { afterDays: 60, do: what } } });
};
const causes = async (id: string) => {
  const { rows } = await gateway.database.pool.query(
    'select cause from ledger where installation_id = $1 order by seq',
    [id],
  );
  return rows.map(({ cause }) => cause);
};
const told = (id: string) =>
  gateway.lines.filter((line) => line.code === 'installation.stale' && line.installationId === id);

test('an installation that is not seen for long is cleaned up, and registered again when it comes back', async () => {
  await start('cleanup');
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const held = gateway.dynamics.held();
  expect(held).toHaveLength(1);
  gateway.clock.skip(61 * DAY_MS);
  await expect.poll(() => gateway.dynamics.held()).toEqual([]);
  await expect.poll(() => causes(device.id)).toContain('stale');
  await device.put();
  // Dynamics holds it a moment before the gateway has asked.
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
  expect(gateway.dynamics.held()).toEqual(held);
});

test('with report it is told once, in log and ledger, and stays registered', async () => {
  await start('report');
  const device = await announceDevice(gateway);
  const nobody = await announceDevice(gateway);
  await device.bind(ANNA);
  gateway.clock.skip(61 * DAY_MS);
  await expect.poll(() => told(device.id)).toHaveLength(1);
  gateway.clock.skip(2 * DAY_MS);
  await expect.poll(async () => (await causes(device.id)).at(-1)).toBe('stale');
  expect(gateway.dynamics.of('cleanup')).toEqual([]);
  expect([told(device.id).length, told(nobody.id).length]).toEqual([1, 0]);
});

test('one that beats now and then is never stale', async () => {
  await start('cleanup');
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  for (let days = 0; days < 120; days += 40) {
    gateway.clock.skip(40 * DAY_MS);
    await device.put();
  }
  expect(gateway.dynamics.of('cleanup')).toEqual([]);
  expect(told(device.id)).toEqual([]);
});
