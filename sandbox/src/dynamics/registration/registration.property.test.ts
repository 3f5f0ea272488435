import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestTwin, TRACKED } from '../testing.ts';
import { RegisterAnswer, StatusAnswer } from '../wire.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeAll(async () => {
  t = await startTestTwin();
  t.provider.answer(DEAD, { ok: false, reason: 'Unregistered', gone: true });
});
afterAll(() => t.twin.close());

const DEAD = 'dead';
const user = fc.constantFrom(...[1, 2, 3].map((n) => `0f8fad5b-d9cb-469f-a165-70867728950${n}`));
const token = fc.constantFrom('aa', 'bb', DEAD);
const pair = fc.record({ user, token });

/** Each step is one request; a batch may name a device twice. */
const step = fc.oneof(
  fc.record({ do: fc.constant('register' as const), pairs: fc.array(pair, { minLength: 1, maxLength: 4 }) }),
  fc.record({ do: fc.constant('cleanup' as const), pairs: fc.array(pair, { minLength: 1, maxLength: 3 }) }),
  fc.record({ do: fc.constant('forget' as const), user }),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** The model: the set of devices, and the outcome of each registration. */
function model(stored: Set<string>, action: Step): string[] {
  if (action.do === 'forget') {
    for (const key of stored) if (key.startsWith(action.user)) stored.delete(key);
    return [];
  }
  return action.pairs.map(({ user, token }) => {
    const key = `${user} ${token}`;
    if (action.do === 'cleanup') return String(stored.delete(key));
    if (stored.has(key)) return 'DuplicateExists';
    if (token === DEAD) return 'DryRunSendingFailed';
    stored.add(key);
    return 'Success';
  });
}

async function perform(action: Step): Promise<string[]> {
  const path = 'pushdeviceregistration/devices';
  if (action.do === 'forget') {
    await t.post(`${path}/cleanup`, { ...t.auth, UserId: action.user });
    return [];
  }
  const items = action.pairs.map(({ user, token }) => ({
    ...{ ...t.auth, UserId: user },
    ...(action.do === 'cleanup' ? { DeviceToken: token } : { ApnsDeviceToken: token }),
  }));
  if (action.do === 'cleanup') {
    expect((await t.post(`${path}/cleanup/batch`, items)).status).toBe(202);
    return [];
  }
  const ids = RegisterAnswer.array().parse(await (await t.post(`${path}/batch`, items, TRACKED)).json());
  await t.twin.settled();
  const RegistrationRequestIds = ids.map((id) => id.RegistrationRequestId);
  const status = await t.post(`${path}/status/`, { ...t.auth, RegistrationRequestIds });
  return StatusAnswer.parse(await status.json()).map((outcome) => outcome.FailureReason || outcome.Status);
}

test('after any order of registrations and cleanups the device table is what a set would hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const stored = new Set<string>();
      for (const action of steps) {
        const expected = model(stored, action);
        const outcomes = await perform(action);
        if (action.do === 'register') expect(outcomes).toEqual(expected);
      }
      const rows = t.twin.devices({ fullTokens: true }).filter((row) => row.result === 'Success');
      expect(new Set(rows.map((row) => `${row.userId} ${row.token}`))).toEqual(stored);
      expect(rows).toHaveLength(stored.size);
      for (const userId of new Set(t.twin.devices().map((row) => row.userId))) {
        await perform({ do: 'forget', user: userId });
      }
    }),
    { numRuns: 60 },
  );
});

test('of registrations of one device that run at once, in any order, exactly one succeeds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 6 }), async (s, times) => {
      const one = await startTestTwin({ wait: () => s.schedule(Promise.resolve()) });
      one.provider.send = s.scheduleFunction(async () => ({ ok: true }));
      const item = { ...one.auth, UserId: '0f8fad5b-d9cb-469f-a165-708677289501', ApnsDeviceToken: 'aa' };
      await one.post('pushdeviceregistration/devices/batch', Array(times).fill(item), TRACKED);
      await s.waitIdle();
      await one.twin.settled();
      const outcomes = one.twin.snapshot().results.map((result) => result.reason ?? result.status);
      expect(outcomes.sort()).toEqual([...Array(times - 1).fill('DuplicateExists'), 'Success']);
      expect(one.twin.devices()).toMatchObject([{ result: 'Success' }]);
      await one.twin.close();
    }),
    { numRuns: 20 },
  );
});
