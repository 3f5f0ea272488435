import { expect, it } from 'vitest';
import type { JourneyDefinition, JourneyStep } from '../../../src/control/journey-wire.ts';
import { keyOf } from './step-keys.ts';
import { insertAt, lengthAt, moveAt, placesOf, removeAt, replaceAt } from './steps.ts';

const wait = (forMs: number): JourneyStep & { do: 'wait' } => ({ do: 'wait', forMs });
const journey: JourneyDefinition = {
  ...{ name: 'x', entity: 'contact', timeZone: 'UTC', frequencyCap: true },
  start: { by: 'trigger', trigger: 'y', reentry: 'always' },
  steps: [
    wait(1),
    {
      ...{ do: 'branch', if: { lastPush: 'opened' }, yes: [wait(2)] },
      no: [{ do: 'branch', if: { lastPush: 'sent' }, yes: [wait(3)], no: [] }],
    },
    wait(4),
  ],
};
const told = (definition: JourneyDefinition) =>
  placesOf(definition).map(({ step, path }) => `${path}: ${'forMs' in step ? step.forMs : step.do}`);

it('steps are numbered from top to bottom, with those on the ways of branches', () => {
  expect(told(journey)).toEqual([
    ...['steps.0: 1', 'steps.1: branch', 'steps.1.yes.0: 2', 'steps.1.no.0: branch'],
    ...['steps.1.no.0.yes.0: 3', 'steps.2: 4'],
  ]);
  expect(placesOf(journey).map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5]);
});

it('a step is put in, replaced, moved and taken out anywhere, and nothing else changes', () => {
  expect(told(insertAt(journey, 'steps.1.no.0.no.0', wait(9)))).toContain('steps.1.no.0.no.0: 9');
  expect(told(replaceAt(journey, 'steps.1.yes.0', wait(9)))).toContain('steps.1.yes.0: 9');
  expect(told(moveAt(journey, 'steps.2', -1)).at(1)).toBe('steps.1: 4');
  expect(told(removeAt(journey, 'steps.1'))).toEqual(['steps.0: 1', 'steps.1: 4']);
  expect(lengthAt(journey, 'steps.1.no.0.yes.0')).toBe(1);
  expect(told(journey)).toHaveLength(6);
});

it('a step is known as the same one wherever it is moved and however it is changed, also within a branch', () => {
  const [first, branch, last] = journey.steps.map(keyOf);
  expect(moveAt(journey, 'steps.0', 1).steps.map(keyOf)).toEqual([branch, first, last]);
  expect(replaceAt(journey, 'steps.0', wait(9)).steps.map(keyOf)).toEqual([first, branch, last]);
  expect(replaceAt(journey, 'steps.1.no.0.yes.0', wait(9)).steps.map(keyOf)).toEqual([first, branch, last]);
  expect(new Set(insertAt(journey, 'steps.0', wait(9)).steps.map(keyOf)).size).toBe(4);
});
