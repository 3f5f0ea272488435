import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { CommonEffect, createFaultRules, faultConditions } from './fault-rules.ts';

const Fault = z.strictObject({
  ...faultConditions,
  route: z.enum(['send', 'token']).optional(),
  effect: CommonEffect,
});
type Input = z.input<typeof Fault>;

function rules(seed = 1) {
  const clock = { now: 1_800_000_000_000 };
  const read = (fault: Input) => Fault.parse(fault);
  return { clock, ...createFaultRules({ read, now: () => clock.now, seed }) };
}
const hang = { kind: 'hang' } as const;
const SEND = { route: 'send', token: 'abc' };

test('without a fault nothing strikes', () => {
  expect(rules().strike(SEND)).toEqual({ delayMs: 0 });
});

test('a fault strikes its route and its token, in either case, and no other', () => {
  const { plant, strike } = rules();
  plant({ route: 'send', token: 'ABC', effect: hang });
  expect(strike(SEND).effect).toEqual(hang);
  expect(strike({ route: 'send', token: 'abd' }).effect).toBeUndefined();
  expect(strike({ route: 'token' }).effect).toBeUndefined();
});

test('a fault strikes as often as it was told to, then is gone', () => {
  const { plant, strike, list } = rules();
  plant({ times: 2, effect: hang });
  expect([strike(SEND), strike(SEND), strike(SEND)].map(({ effect }) => effect)).toEqual([
    hang,
    hang,
    undefined,
  ]);
  expect(list()).toEqual([]);
});

test('a fault lasts for its time on the clock', () => {
  const { clock, plant, strike, list } = rules();
  plant({ forMs: 3_600_000, effect: hang });
  clock.now += 3_599_999;
  expect(strike(SEND).effect).toEqual(hang);
  clock.now += 1;
  expect(list()).toEqual([]);
  expect(strike(SEND).effect).toBeUndefined();
});

test('latencies add up, and come with the first other effect', () => {
  const { plant, strike } = rules();
  plant({ effect: { kind: 'latency', ms: 20 } });
  plant({ effect: { kind: 'status', status: 503, retryAfter: 7 } });
  plant({ effect: { kind: 'latency', ms: 5 } });
  plant({ effect: hang });
  expect(strike(SEND)).toEqual({ delayMs: 25, effect: { kind: 'status', status: 503, retryAfter: 7 } });
});

test('the same seed and the same requests give the same hits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e6 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, probability) => {
        const run = () => {
          const { plant, strike } = rules(seed);
          plant({ probability, effect: hang });
          return Array.from({ length: 50 }, () => strike(SEND).effect?.kind);
        };
        expect(run()).toEqual(run());
      },
    ),
  );
});

test('chance is what it says it is', () => {
  const { plant, strike, reseed } = rules();
  reseed(42);
  plant({ probability: 0.25, effect: hang });
  const hits = Array.from({ length: 4000 }, () => strike(SEND).effect).filter(Boolean).length;
  expect(hits).toBeGreaterThan(900);
  expect(hits).toBeLessThan(1100);
});

test('probability 0 never strikes, and uses up nothing', () => {
  const { plant, strike, list } = rules();
  plant({ probability: 0, times: 1, effect: hang });
  for (let i = 0; i < 100; i++) expect(strike(SEND).effect).toBeUndefined();
  expect(list()).toHaveLength(1);
});

test('a fault can be removed by its id, or all at once', () => {
  const { plant, remove, clear, list } = rules();
  const id = plant({ effect: hang });
  plant({ effect: hang });
  expect([remove(id), remove(id), list().length]).toEqual([true, false, 1]);
  clear();
  expect(list()).toEqual([]);
});

test('what is no fault of the twin is refused and changes nothing', () => {
  const { plant, list } = rules();
  const wrong: unknown[] = [
    { effect: { kind: 'explode' } },
    { route: 'nowhere', effect: hang },
    { probability: 2, effect: hang },
    { effect: hang, tokens: 'abc' },
  ];
  for (const fault of wrong) expect(() => plant(fault as Input)).toThrow(z.ZodError);
  expect(list()).toEqual([]);
});
