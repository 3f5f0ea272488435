import { beforeEach, expect, test } from 'vitest';
import { createStillClock } from '../../test/clock.ts';
import { remembering } from './remembered.ts';
import type { Refusal, Verified } from './verify.ts';

let clock: ReturnType<typeof createStillClock>;
let checked: string[];
let answer: (token: string) => Verified | Refusal;
beforeEach(() => {
  clock = createStillClock();
  checked = [];
  const until = clock.now() + 1_000;
  answer = () => ({ sub: 'anna', until, claims: {} });
});
const open = (most?: number) => {
  const check = async (token: string) => {
    checked.push(token);
    return answer(token);
  };
  return remembering(check, clock, most);
};

test('a token that was good is checked once, until it expires', async () => {
  const { verify } = open();
  for (let times = 0; times < 3; times++) await verify('a');
  expect(checked).toEqual(['a']);
  clock.move(clock.now() + 1_000);
  answer = () => ({ problem: 'identity-expired' });
  expect(await verify('a')).toEqual({ problem: 'identity-expired' });
});

test('what was refused is checked again', async () => {
  const { verify } = open();
  answer = () => ({ problem: 'identity-invalid' });
  await verify('a');
  await verify('a');
  expect(checked).toEqual(['a', 'a']);
});

test('of too many tokens the one that was used longest ago is forgotten', async () => {
  const { verify } = open(2);
  for (const token of ['a', 'b', 'a', 'c']) await verify(token);
  checked = [];
  for (const token of ['a', 'c']) await verify(token);
  expect(checked).toEqual([]);
  await verify('b');
  expect(checked).toEqual(['b']);
});

test('a check that was under way when the keys changed is not remembered', async () => {
  const { verify, forget } = open();
  const checking = verify('a');
  forget();
  await checking;
  await verify('a');
  expect(checked).toEqual(['a', 'a']);
});
