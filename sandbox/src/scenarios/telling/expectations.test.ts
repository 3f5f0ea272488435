import { expect, it } from 'vitest';
import { expectThat, fits, ScenarioFailure } from './expectations.ts';

it.each([
  [{ success: true, more: 1 }, { success: true }],
  [[{ result: 'sent', token: 't' }], [{ result: 'sent' }]],
  [{ message: 'of the environment development' }, { message: /development/ }],
  [{ other: 1 }, { quiet: undefined }],
  [null, null],
])('%j is what %j asks for', (came, wanted) => {
  expect(fits(came, wanted)).toBe(true);
});

it.each([
  [{ success: false }, { success: true }],
  [[], [{ result: 'sent' }]],
  [[{ result: 'sent' }, { result: 'sent' }], [{ result: 'sent' }]],
  [{ quiet: 'focus' }, { quiet: undefined }],
  [undefined, { hop: 'phone' }],
  [null, {}],
])('%j is not what %j asks for', (came, wanted) => {
  expect(fits(came, wanted)).toBe(false);
});

it('a failure says what was expected and what came', () => {
  const failing = () => expectThat('the answer', { success: false }, { success: true });
  expect(failing).toThrow(ScenarioFailure);
  expect(failing).toThrow('Expected the answer to be {"success":true}; came {"success":false}.');
});
