import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { USER } from '../../testing.ts';
import { DAY, HOUR, NOON, startJourneyTwin } from './testing.ts';

const MANY = 150;
let t: Awaited<ReturnType<typeof startJourneyTwin>>;
afterEach(() => t.twin.close());

/** A twin whose provider is slower than a clock that is moved. */
async function start(options: { waits?: boolean } = {}) {
  t = await startJourneyTwin(options);
  await t.addAda();
  const { send } = t.provider;
  t.provider.send = async (push) => {
    for (let turns = 0; turns < 20; turns += 1) await turn();
    return send(push);
  };
}
const outcomes = (journeyId: string) => {
  const all = t.twin.journeys.participants(journeyId).map(({ steps }) => steps.at(-1));
  return [...new Set(all.map((step) => step?.code ?? step?.outcome))];
};
const everyDay = [0, 1, 2, 3, 4, 5, 6];

test('whoever stands in line is judged by the moment they were due, however far the clock is moved', async () => {
  await start();
  const evening = { weekly: [{ days: everyDay, from: '20:00', to: '24:00' }] };
  t.twin.journeys.changeSettings({ quietTimes: { commercial: evening } as never });
  const journeyId = t.live([
    { do: 'wait', forMs: HOUR },
    { do: 'push', messageId: t.readyMessage(), expires: { at: NOON + 2 * HOUR } },
  ]);
  for (let count = 0; count < MANY; count += 1) t.twin.journeys.raise({ name: 'bought', personId: USER });
  await t.advance(9 * HOUR);
  expect(outcomes(journeyId)).toEqual(['sent']);
  expect(t.provider.sent).toHaveLength(MANY);
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ held: 0, inside: 0 });
});

test('a wait begins when its person was due, also where the clock has gone on meanwhile', async () => {
  await start();
  const push = { do: 'push' as const, messageId: t.readyMessage() };
  const journeyId = t.live([push, { do: 'wait', forMs: HOUR }, push]);
  t.twin.journeys.raise({ name: 'bought', personId: USER });
  await t.advance(DAY);
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([
    { state: 'completed', steps: [{ outcome: 'sent' }, { at: NOON + HOUR }, { outcome: 'sent' }] },
  ]);
});

test('a clock that is moved waits for those on the way: a daily journey sends on each day', async () => {
  await start({ waits: true });
  const segmentId = t.twin.segments.add({ name: 'Ada', memberIds: [USER] });
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }], {
    start: { by: 'segment', segmentIds: [segmentId], runs: { everyMs: DAY } },
  });
  await t.twin.settled();
  await t.advance(3 * DAY);
  expect(t.provider.sent).toHaveLength(4);
  const entered = t.twin.journeys.participants(journeyId).map(({ enteredAt }) => (enteredAt - NOON) / DAY);
  expect(entered).toEqual([0, 1, 2, 3]);
});

test('a push that hangs holds a moved clock once, not for ever', async () => {
  await start({ waits: true });
  let answer: () => void = () => undefined;
  t.provider.send = () =>
    new Promise((resolve) => {
      answer = () => resolve({ ok: true });
    });
  t.live([{ do: 'push', messageId: t.readyMessage() }]);
  t.twin.journeys.raise({ name: 'bought', personId: USER });
  await t.twin.moving();
  for (let count = 0; count < MANY; count += 1) t.clock.after(count, () => undefined);
  await t.clock.advance(DAY);
  expect(t.clock.now()).toBe(NOON + DAY);
  answer();
});
