import { expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { startServices } from './services.ts';
import { createTimeline } from './timeline.ts';

test('all twins live on the clock of the sandbox', async () => {
  const clock = createClock();
  const services = await startServices({
    ...{ clock, timeline: createTimeline({ now: clock.now }), siteUrl: 'http://site.localhost/' },
  });
  try {
    const { apns, fcm, dynamics } = services;
    const twins = [apns.faults, fcm.faults, dynamics.faults];
    for (const faults of twins) faults.plant({ forMs: 3_600_000, effect: { kind: 'hang' } });
    expect(twins.map((faults) => faults.list().length)).toEqual([1, 1, 1]);
    await clock.advance(3_600_000);
    expect(twins.map((faults) => faults.list().length)).toEqual([0, 0, 0]);
  } finally {
    await services.close();
  }
});
