import { expect, test } from 'vitest';
import { createStillClock } from '../test/clock.ts';
import { createAlarm } from './alarm.ts';
import { systemClock } from './clock.ts';

test('a ring wakes the sleeper, and one that comes before is kept for the next sleep', async () => {
  const alarm = createAlarm(createStillClock());
  const sleeping = alarm.sleep(1_000);
  alarm.ring();
  await sleeping;
  alarm.ring();
  alarm.ring();
  await alarm.sleep(1_000);
});

test('nobody rings: time does', async () => {
  await expect(createAlarm(systemClock).sleep(1)).resolves.toBeUndefined();
});
