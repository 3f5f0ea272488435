import { expect, it } from 'vitest';
import type { Participant } from '../../../../src/control/journey-wire.ts';
import { countsOf } from './counts.ts';

const participant = (next: number, steps: Participant['steps'], leftAt?: number): Participant => ({
  ...{ participantId: 1, journeyId: 'j', personId: 'p', enteredAt: 0, next, steps, state: 'going' },
  ...(leftAt === undefined ? {} : { leftAt }),
});

it('counts who stands before a step, and what became of those who passed it', () => {
  const counts = countsOf([
    participant(1, [{ step: 0, at: 0, outcome: 'branched', code: 'yes' }]),
    participant(3, [{ step: 0, at: 0, outcome: 'branched', code: 'no' }], 5),
    participant(2, [
      { step: 0, at: 0, outcome: 'branched', code: 'yes' },
      { step: 1, at: 0, outcome: 'sent' },
    ]),
  ]);
  expect(counts.get(0)).toEqual({ here: 0, passed: { yes: 2, no: 1 } });
  expect(counts.get(1)).toEqual({ here: 1, passed: { sent: 1 } });
  expect(counts.get(2)?.here).toBe(1);
  expect(counts.get(3)).toBeUndefined();
});
