import { expect, it } from 'vitest';
import type { TimelineEvent } from '../../../src/control/wire.ts';
import { createTimeline } from '../../../src/timeline.ts';
import { eventsAfter, passedIn } from './passed.ts';

const event = (traceId: string, summary: string, more: Partial<TimelineEvent> = {}): TimelineEvent => ({
  ...{ seq: 1, at: 1000, traceId, hop: 'gateway', kind: 'x', summary, ...more },
});

it('one thing is a trace, told by its last word; the move itself is none', () => {
  expect(
    passedIn([
      event('a', 'Asked again'),
      event('b', 'Sent'),
      event('a', 'Refused', { outcome: 'failed' }),
      event('c', 'The time was moved', { kind: 'clock.moved' }),
    ]),
  ).toEqual([
    { traceId: 'a', at: 1000, summary: 'Refused', events: 2, failed: true },
    { traceId: 'b', at: 1000, summary: 'Sent', events: 1, failed: false },
  ]);
});

it('all that happened is asked for, however much; what the sandbox has dropped is known to be missing', async () => {
  const timeline = createTimeline({ capacity: 12_000 });
  const client = { timeline: async (query = {}) => timeline.list(query) };
  const record = (count: number) => {
    for (let number = 0; number < count; number += 1)
      timeline.record({ traceId: 'a', hop: 'gateway', kind: 'x', summary: 'Asked again' });
  };
  record(3);
  expect(await eventsAfter(client, 3)).toEqual({ events: [], whole: true });
  record(10_000);
  const { events, whole } = await eventsAfter(client, 3);
  expect([events.length, events[0]?.seq, events.at(-1)?.seq, whole]).toEqual([10_000, 4, 10_003, true]);
  record(10_000);
  const later = await eventsAfter(client, 3);
  expect(later.whole).toBe(false);
  expect(later.events).toEqual(timeline.list({ after: 3, limit: 20_000 }));
});
