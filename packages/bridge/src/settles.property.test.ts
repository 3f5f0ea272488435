import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBridge } from './create-bridge.ts';
import { installApp } from './testing/native-side.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const calls = [
  'promptNotificationPermission',
  'areNotificationsEnabled',
  'registerDevice',
  'registrationInfo',
  'unregisterDevice',
  'setTrackingConsent',
] as const;

/** One step of a page or its app: a call, an answer to some message (again, or late), a stranger, or time. */
const step = fc.oneof(
  fc.record({
    call: fc.constantFrom(...calls),
    options: fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true, withDate: true }),
      fc.record({ userId: fc.oneof(fc.constant('u-1'), fc.anything()), identityToken: fc.anything() }),
      fc.constant({ granted: true }),
    ),
    callbackIn: fc.constantFrom('nowhere', 'options', 'last argument'),
    throws: fc.boolean(),
  }),
  fc.record({ answer: fc.nat({ max: 30 }), payload: fc.jsonValue() }),
  fc.record({ answer: fc.nat({ max: 30 }), payload: fc.constant({ error: 'plugin-disabled' }) }),
  fc.record({ stranger: fc.string() }),
  fc.record({ wait: fc.constantFrom(1, 20_000, 40_000, 700_000) }),
);

type CallStep = Extract<typeof step extends fc.Arbitrary<infer S> ? S : never, { call: string }>;

/** Makes the call and keeps the count of what became of it. */
function perform(bridge: ReturnType<typeof createBridge>, { call, options, callbackIn, throws }: CallStep) {
  const counts = { promise: 0, callback: callbackIn === 'nowhere' ? 1 : 0 };
  const callback = () => {
    counts.callback += 1;
    if (throws) throw new Error('of the page');
  };
  const given = callbackIn === 'options' ? { ...(options as object), callback } : options;
  const fn = bridge.msdynamics[call] as (...args: unknown[]) => Promise<unknown>;
  const promise = callbackIn === 'last argument' ? fn(given, callback) : fn(given);
  const settled = () => {
    counts.promise += 1;
  };
  promise.then(settled, settled);
  return counts;
}

test('whatever a page passes and an app answers, each call settles exactly once and no global stays', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom('android' as const, 'ios' as const, 'both' as const),
    fc.array(step, { maxLength: 25 }),
    async (platform, steps) => {
      const window: Record<string, unknown> = {};
      const app = installApp(window, platform);
      const bridge = createBridge({ window });
      const before = Object.keys(window);
      const counts: ReturnType<typeof perform>[] = [];
      for (const now of steps) {
        if ('call' in now) counts.push(perform(bridge, now));
        else if ('answer' in now) app.answer(now.payload, now.answer);
        else if ('stranger' in now) app.callGlobal(`_median_temp_${now.stranger}`, {});
        else await vi.advanceTimersByTimeAsync(now.wait);
      }
      await vi.advanceTimersByTimeAsync(600_000);
      expect(counts).toEqual(counts.map(() => ({ promise: 1, callback: 1 })));
      expect(Object.keys(window)).toEqual(before);
      expect(vi.getTimerCount()).toBe(0);
    },
  );
  await fc.assert(property, { numRuns: 200 });
});
