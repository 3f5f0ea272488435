import { expect, test } from 'vitest';
import type { Definition } from './definition.ts';
import { progressOf } from './progress.ts';
import type { Participant } from './records.ts';

const wait = { do: 'wait' as const, forMs: 5 };
const definition: Definition = {
  ...{ name: 'x', entity: 'contact', timeZone: 'UTC', frequencyCap: true },
  start: { by: 'trigger', trigger: 'y', reentry: 'always' },
  steps: [{ do: 'branch', if: { lastPush: 'opened' }, yes: [wait, wait], no: [] }],
};
const participant = (
  next: number,
  steps: Participant['steps'],
  about: Partial<Participant> = {},
): Participant => ({
  ...{ participantId: 1, journeyId: 'j', personId: 'p', enteredAt: 0, next, steps, state: 'going' },
  ...about,
});
const branched = (code: 'yes' | 'no') => ({ step: 0, at: 0, outcome: 'branched' as const, code });

test('counts who stands before a step, what became of those who passed it, and who is due next', () => {
  const people = [
    participant(1, [branched('yes')], { state: 'waiting', dueAt: 9 }),
    participant(1, [branched('yes')], { state: 'sending', dueAt: 1 }),
    participant(3, [branched('no')], { leftAt: 5, state: 'completed', dueAt: 2 }),
    participant(2, [branched('yes'), { step: 1, at: 0, outcome: 'waited' }], { state: 'held', dueAt: 7 }),
    participant(1, [], { journeyId: 'another', dueAt: 3 }),
  ];
  expect(progressOf({ journeyId: 'j', definition }, people)).toEqual({
    steps: [
      { here: 0, passed: { yes: 3, no: 1 } },
      { here: 2, passed: { waited: 1 } },
      { here: 1, passed: {} },
    ],
    nextDueAt: 7,
  });
  expect(progressOf({ journeyId: 'empty', definition }, people)).not.toHaveProperty('nextDueAt');
});
