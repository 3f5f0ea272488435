import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OutgoingPush } from '../../sending/push-sender.ts';
import type { DefinitionInput } from './definition.ts';
import { quietUntil } from './quiet-times.ts';
import { DAY, HOUR, NOON, startJourneyTwin } from './testing.ts';

const PEOPLE = 4;
const CAP = { daily: 2, weekly: 5 };
const QUIET = {
  weekly: [
    { days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '08:00' },
    { days: [6], from: '08:00', to: '24:00' },
  ],
  dates: [{ from: '2026-11-26', to: '2026-11-27' }],
};

type Act = { raise: number } | { ms: number } | 'restart' | { fails: boolean };

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ raise: fc.nat(PEOPLE - 1) }) },
  { weight: 5, arbitrary: fc.record({ ms: fc.constantFrom(HOUR, 7 * HOUR, DAY) }) },
  { weight: 2, arbitrary: fc.constant<Act>('restart') },
  { weight: 1, arbitrary: fc.record({ fails: fc.boolean() }) },
);
const step = fc.constantFrom('push', 'short wait', 'long wait');
const journeys = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 });

type Twin = Awaited<ReturnType<typeof startJourneyTwin>>;

async function open(t: Twin, tiles: string[][]) {
  const { twin } = t;
  const ids: string[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const { id } = twin.addContact({ fullname: `Person ${index}` });
    await t.register({ UserId: id, ApnsDeviceToken: `${index}`.repeat(64) });
    ids.push(id);
  }
  twin.journeys.changeSettings({ frequencyCap: CAP, quietTimes: { commercial: QUIET } });
  const messageId = t.readyMessage();
  const steps: Record<string, DefinitionInput['steps'][number]> = {
    push: { do: 'push', messageId },
    'short wait': { do: 'wait', forMs: HOUR },
    'long wait': { do: 'wait', forMs: 30 * HOUR },
  };
  const drawn = tiles.map((each) => each.flatMap((name) => steps[name] ?? []));
  return { ids, journeyIds: drawn.map((each) => t.live(each)) };
}

/** Watches a provider: when each push went out, and to whom. */
function watch(t: Twin, sends: { at: number; token: string }[]) {
  const { send } = t.provider;
  const state = { fails: false };
  t.provider.send = async (push: OutgoingPush) => {
    if (state.fails) return { ok: false, reason: 'ServiceUnavailable' };
    sends.push({ at: t.clock.now(), token: push.token });
    return send(push);
  };
  return state;
}

function neverTooMany(sends: { at: number; token: string }[]): void {
  for (const { at, token } of sends) {
    const within = (ms: number) =>
      sends.filter((each) => each.token === token && each.at <= at && each.at > at - ms).length;
    expect(within(DAY)).toBeLessThanOrEqual(CAP.daily);
    expect(within(7 * DAY)).toBeLessThanOrEqual(CAP.weekly);
  }
}

test('the cap is never exceeded, quiet times are kept, and everybody passes each step once, over restarts', async () => {
  await fc.assert(
    fc.asyncProperty(journeys, fc.array(act, { maxLength: 30 }), async (tiles, acts) => {
      let t = await startJourneyTwin();
      const { ids, journeyIds } = await open(t, tiles);
      const sends: { at: number; token: string }[] = [];
      let provider = watch(t, sends);
      let entered = 0;
      for (const each of [...acts, { ms: 20 * DAY }, { ms: 20 * DAY }, { ms: 40 * DAY }]) {
        if (each === 'restart') {
          const at = t.clock.now();
          const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
          await t.twin.close();
          t = await startJourneyTwin({ at, state });
          provider = watch(t, sends);
        } else if ('raise' in each) {
          entered += t.twin.journeys.raise({ name: 'bought', personId: ids[each.raise] ?? '' }).length;
        } else if ('fails' in each) provider.fails = each.fails;
        else await t.advance(each.ms);
        await t.twin.settled();
      }
      neverTooMany(sends);
      for (const { at } of sends) expect(quietUntil(QUIET, 'UTC', at)).toBe(at);
      const walks = journeyIds.flatMap((id, index) =>
        t.twin.journeys.participants(id).map((participant) => ({ ...participant, tiles: tiles[index] })),
      );
      expect(walks).toHaveLength(entered);
      for (const walk of walks) {
        expect(walk).toMatchObject({ state: 'completed' });
        expect(walk.steps.map((passed) => passed.step)).toEqual(walk.tiles?.map((_, index) => index));
      }
      const sent = walks.flatMap(({ steps }) => steps.filter(({ outcome }) => outcome === 'sent'));
      expect(sent).toHaveLength(sends.length);
      await t.twin.close();
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('a push that is on its way when the twin is saved is not sent twice', async () => {
  const first = await startJourneyTwin({ at: NOON });
  await first.addAda();
  const journeyId = first.live([
    { do: 'push', messageId: first.readyMessage() },
    { do: 'wait', forMs: HOUR },
  ]);
  let saved: unknown;
  const { send } = first.provider;
  first.provider.send = async (push) => {
    saved = JSON.parse(JSON.stringify(first.twin.snapshot()));
    return send(push);
  };
  await first.raise();
  await first.twin.close();

  const second = await startJourneyTwin({ at: NOON, state: saved });
  await second.twin.settled();
  expect(second.provider.sent).toEqual([]);
  expect(second.twin.journeys.participants(journeyId)).toMatchObject([
    { state: 'waiting', steps: [{ outcome: 'skipped', code: 'interrupted' }] },
  ]);
  expect(second.twin.analytics.journey(journeyId)).toMatchObject({ inflow: 1, reasons: { interrupted: 1 } });
  await second.twin.close();
});

test('closing lets nobody take another step; the next start does', async () => {
  const t = await startJourneyTwin();
  await t.addAda();
  const push = { do: 'push' as const, messageId: t.readyMessage() };
  const journeyId = t.live([push, push]);
  let answer: () => void = () => undefined;
  t.provider.send = () =>
    new Promise((resolve) => {
      answer = () => resolve({ ok: true });
    });
  t.twin.journeys.raise({ name: 'bought', personId: t.twin.contacts()[0]?.id ?? '' });
  const closed = t.twin.close();
  answer();
  await closed;
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([{ next: 1, steps: [{ outcome: 'sent' }] }]);
  const again = await startJourneyTwin({ state: JSON.parse(JSON.stringify(t.twin.snapshot())) });
  await again.twin.settled();
  expect(again.twin.journeys.participants(journeyId)).toMatchObject([
    { state: 'completed', steps: [{ outcome: 'sent' }, { outcome: 'sent' }] },
  ]);
  await again.twin.close();
});

test('closing waits for the pushes on their way, and keeps what became of them', async () => {
  const t = await startJourneyTwin();
  await t.addAda();
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }]);
  let answer: () => void = () => undefined;
  t.provider.send = () =>
    new Promise((resolve) => {
      answer = () => resolve({ ok: true });
    });
  t.twin.journeys.raise({ name: 'bought', personId: t.twin.contacts()[0]?.id ?? '' });
  const closed = t.twin.close();
  answer();
  await closed;
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([{ steps: [{ outcome: 'sent' }] }]);
});
