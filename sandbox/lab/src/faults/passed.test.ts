import { expect, it } from 'vitest';
import type { TimelineEvent } from '../../../src/control/wire.ts';
import { passedIn } from './passed.ts';

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
