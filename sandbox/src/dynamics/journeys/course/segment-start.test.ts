import { afterEach, beforeEach, expect, test } from 'vitest';
import { FCM_TOKEN, USER } from '../../testing.ts';
import { DAY, HOUR, NOON, startJourneyTwin } from './testing.ts';

const MINUTE = 60_000;
let t: Awaited<ReturnType<typeof startJourneyTwin>>;
let grace: string;
beforeEach(async () => {
  t = await startJourneyTwin();
  await t.addAda();
  grace = t.twin.addContact({ fullname: 'Grace Hopper', address1_city: 'New York' }).id;
  await t.register({ UserId: grace, FcmDeviceToken: FCM_TOKEN });
  t.provider.sent.length = 0;
});
afterEach(() => t.twin.close());

const everybody = { column: 'fullname', is: 'set' as const };
const start = (changes: object = {}) => ({
  start: {
    ...{ by: 'segment' as const },
    segmentIds: [t.twin.segments.add({ name: 'Everybody', rule: everybody })],
    ...changes,
  },
});
const push = () => ({ do: 'push' as const, messageId: t.readyMessage() });
const people = (journeyId: string) => t.twin.journeys.participants(journeyId).map(({ personId }) => personId);

test('a one-time journey takes whoever is in the segment at its start, once, and is then completed', async () => {
  const journeyId = t.live([push()], start());
  await t.twin.settled();
  t.twin.addContact({ fullname: 'Mina' });
  await t.advance(DAY);
  expect(people(journeyId)).toEqual([USER, grace]);
  expect(t.provider.sent).toHaveLength(2);
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ state: 'completed', entered: 2, inside: 0 });
});

test('it may start later: the segment is judged then', async () => {
  const journeyId = t.live([push()], start({ at: NOON + HOUR }));
  t.twin.removePerson(USER);
  await t.advance(HOUR - 1);
  expect(people(journeyId)).toEqual([]);
  await t.advance(1);
  expect(people(journeyId)).toEqual([grace]);
});

test('a segment without members completes its journey at once', () => {
  const nobody = t.twin.segments.add({ name: 'Nobody', memberIds: [] });
  const journeyId = t.live([push()], start({ segmentIds: [nobody] }));
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ state: 'completed', entered: 0 });
});

test('several segments are one audience, without those of the excepted ones', async () => {
  const both = t.twin.segments.add({ name: 'Both', memberIds: [USER, grace.toUpperCase()] });
  const ada = t.twin.segments.add({ name: 'Ada', memberIds: [USER] });
  const overlapping = { ...start().start, segmentIds: [both, ada] };
  expect(people(t.live([push()], { start: overlapping }))).toHaveLength(2);
  const without = t.live([push()], { start: { ...overlapping, exceptSegmentIds: [ada] } });
  expect(people(without)).toEqual([grace.toUpperCase()]);
});

test('with newcomers: whoever joins the segment later enters too, and nobody twice', async () => {
  const journeyId = t.live([push()], start({ runs: 'once-with-newcomers' }));
  const mina = t.twin.addContact({ fullname: 'Mina' }).id;
  await t.advance(15 * MINUTE);
  await t.advance(15 * MINUTE);
  expect(people(journeyId)).toEqual([USER, grace, mina]);
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ state: 'live', runs: 3 });
});

test('nobody enters twice where that is not allowed, also when the passage is forgotten after 12 months', async () => {
  const newcomers = t.live([push()], start({ runs: 'once-with-newcomers' }));
  const never = { by: 'trigger' as const, trigger: 'bought', reentry: 'never' as const };
  const once = t.live([push()], { start: never });
  t.live([{ do: 'wait', forMs: 0 }], { start: { by: 'trigger', trigger: 'other' } });
  await t.raise();
  const restart = async (at: number) => {
    const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
    await t.twin.close();
    t = await startJourneyTwin({ state, at });
  };
  await restart(NOON + 366 * DAY);
  for (let count = 0; count < 10_000; count += 1) t.twin.journeys.raise({ name: 'other', personId: USER });
  await t.twin.settled();
  expect(people(newcomers)).toEqual([]);
  await restart(NOON + 367 * DAY);
  await t.advance(HOUR);
  expect(await t.raise()).toEqual([{ journeyId: once, refused: 'reentry' }]);
  expect(people(newcomers)).toEqual([]);
});

test('a repeating journey takes everybody again at each run, but for those who are still in it', async () => {
  const runs = { everyMs: DAY, times: 3 };
  const journeyId = t.live([push(), { do: 'wait', forMs: 1.5 * DAY }], start({ runs }));
  await t.twin.settled();
  for (const half of [1, 2, 3, 4, 5, 6, 7, 8]) await t.advance((half * DAY) / (2 * half));
  expect(people(journeyId)).toEqual([USER, grace, USER, grace]);
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ state: 'completed', runs: 3 });
});

test('of the runs that were missed while the twin was off one is made up for, and the rhythm stays', async () => {
  const journeyId = t.live([push()], start({ runs: { everyMs: DAY } }));
  await t.twin.settled();
  const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
  await t.twin.close();
  t = await startJourneyTwin({ state, at: NOON + 5 * DAY + HOUR });
  await t.advance(1000);
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ runs: 2, nextRunAt: NOON + 6 * DAY });
  expect(people(journeyId)).toEqual([USER, grace, USER, grace]);
});

test('a stopped journey looks at its segments no more', async () => {
  const journeyId = t.live([push()], start({ runs: 'once-with-newcomers' }));
  t.twin.journeys.stop(journeyId);
  t.twin.addContact({ fullname: 'Mina' });
  await t.advance(DAY);
  expect(people(journeyId)).toHaveLength(2);
});
