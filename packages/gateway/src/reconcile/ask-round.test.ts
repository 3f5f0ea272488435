import { expect, test } from 'vitest';
import { ANNA, announceDevice, quick, startTestGateway } from '../../test/gateway.ts';

test('what nobody waits for is asked about when it is due, not when the next sweep comes', async () => {
  const gateway = await startTestGateway({ timing: { ...quick, askAfterMs: 200, sweepMs: 600_000 } });
  const device = await announceDevice(gateway);
  await device.bind(ANNA, 0);
  await expect.poll(async () => (await device.read()).state).toBe('registered');
  expect(gateway.dynamics.of('status')).toHaveLength(1);
  await gateway.end();
});
