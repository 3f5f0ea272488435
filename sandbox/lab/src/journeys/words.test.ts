import { expect, it } from 'vitest';
import { notSoInWords, stateInWords, stepInWords } from './words.ts';

const accepts = { person: [{ column: 'donotsendmm', is: 'ne' as const, value: true }] };

it('a branch on consent is told as what people have said, either way', () => {
  const step = { do: 'branch' as const, if: accepts, yes: [], no: [] };
  expect(stepInWords(step, String)).toBe('If they accept marketing material');
  expect(notSoInWords(accepts)).toBe('They refuse marketing material');
});

it('other questions, waits and pushes in their own words', () => {
  const gold = { person: [{ column: 'tier', is: 'eq' as const, value: 'gold' }] };
  expect(notSoInWords(gold)).toBe('Not met: tier is gold');
  expect(notSoInWords({ lastPush: 'opened' })).toBe('Not met: the previous push was opened');
  const until = { attribute: 'ends', offsetMs: -14 * 86_400_000 };
  expect(stepInWords({ do: 'wait', until }, String)).toBe('Wait until 14 days before the trigger’s ends');
  const push = { do: 'push' as const, messageId: 'm', quietTimes: true };
  expect(stepInWords(push, () => 'Welcome')).toBe('Push: Welcome');
  // Of a message that is not known yet, or not any more.
  expect(stepInWords(push, () => '')).toBe('Push');
  expect(stateInWords({ state: 'completed' })).toBe('Completed');
  const at = Date.UTC(2026, 11, 24, 12);
  expect(stepInWords({ do: 'wait', until: { at } }, String)).toMatch(/24 Dec 2026, \d\d:\d\d \S+$/);
});
