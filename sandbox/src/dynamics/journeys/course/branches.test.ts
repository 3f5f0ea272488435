import { afterEach, beforeEach, expect, test } from 'vitest';
import { IOS_TOKEN, USER } from '../../testing.ts';
import type { DefinitionInput } from './definition.ts';
import { HOUR, startJourneyTwin } from './testing.ts';

let t: Awaited<ReturnType<typeof startJourneyTwin>>;
let push: { do: 'push'; messageId: string };
beforeEach(async () => {
  t = await startJourneyTwin();
  await t.addAda();
  push = { do: 'push', messageId: t.readyMessage() };
});
afterEach(() => t.twin.close());

const steps = (journeyId: string) =>
  t.twin.journeys.participants(journeyId).map((each) => each.steps.map(({ step, code }) => code ?? step));

test('whoever fits goes the one way, others the other, and both meet behind the branch', async () => {
  const wait = { do: 'wait', forMs: 0 } as const;
  const journeyId = t.live([
    {
      ...{ do: 'branch', if: { person: [{ column: 'donotsendmm', is: 'ne', value: true }] } },
      ...{ yes: [push, wait], no: [wait] },
    },
    wait,
  ]);
  await t.raise();
  t.twin.updatePerson(USER, { columns: { donotsendmm: true } });
  await t.raise();
  expect(steps(journeyId)).toEqual([
    ['yes', 1, 2, 4],
    ['no', 3, 4],
  ]);
  expect(t.provider.sent).toHaveLength(1);
  const [, refused] = t.twin.journeys.participants(journeyId);
  expect(refused?.steps[0]).toMatchObject({
    ...{ outcome: 'branched', why: 'it is not so that donotsendmm is not true' },
  });
});

test.each([
  ['sent', [], ['yes']],
  ['opened', [], ['no']],
  ['opened', ['Opened'], ['yes']],
  ['clicked', ['Opened'], ['no']],
  ['clicked', ['Clicked'], ['yes']],
] as const)('a branch asks whether the push before it was %s: after %j %j', async (lastPush, said, ways) => {
  const journeyId = t.live([push, { do: 'wait', forMs: HOUR }, { do: 'branch', if: { lastPush } }]);
  await t.raise();
  const [participant] = t.twin.journeys.participants(journeyId);
  for (const PushNotificationStatus of said)
    await t.post('pushdatareceiver/events', {
      ...{ TrackingId: participant?.steps[0]?.trackingId, DeviceToken: IOS_TOKEN, PushNotificationStatus },
    });
  await t.advance(HOUR);
  const [{ steps: passed = [] } = {}] = t.twin.journeys.participants(journeyId);
  expect(passed.slice(2).map(({ code }) => code)).toEqual(ways);
});

test('a branch asks for attributes of the trigger, which only a trigger brings', async () => {
  const branch = {
    ...{ do: 'branch' as const, if: { trigger: [{ column: 'amount', is: 'gt' as const, value: 50 }] } },
    yes: [push],
  };
  const journeyId = t.live([branch]);
  await t.raise({ amount: 80 });
  await t.raise({ amount: 20 });
  expect(steps(journeyId)).toEqual([['yes', 1], ['no']]);
  const segmentId = t.twin.segments.add({ name: 'Ada', memberIds: [USER] });
  const bySegment = {
    name: 'x',
    start: { by: 'segment' as const, segmentIds: [segmentId] },
    steps: [branch],
  };
  expect(t.twin.journeys.check(bySegment)).toEqual([
    { path: 'steps.0', blocks: 'publishing', message: 'only a trigger brings the attribute amount' },
  ]);
});

test('branches are two deep, and their steps count', () => {
  const check = (...steps: unknown[]) =>
    t.twin.journeys.check({ name: 'x', start: { by: 'trigger', trigger: 'y' }, steps });
  const branch = (...yes: unknown[]) => ({ do: 'branch', if: { lastPush: 'sent' }, yes });
  expect(check(branch(branch(push)))).toEqual([]);
  expect(check(branch(branch(branch(push))))).toHaveLength(1);
  expect(check(branch(...Array(60).fill(push)), branch(...Array(60).fill(push)))).toEqual([
    { path: 'steps', blocks: 'saving', message: 'at most 100 steps, those of the branches included' },
  ]);
});

test('what is checked is not saved, and every problem has its place', () => {
  const definition: DefinitionInput = {
    ...{ name: '', start: { by: 'segment', segmentIds: ['nothing'] } },
    steps: [{ do: 'wait', forMs: -1 }],
  };
  expect(t.twin.journeys.check(definition).map(({ path }) => path)).toEqual(['name', 'steps.0.forMs']);
  const named = { ...definition, name: 'x', steps: [{ ...push, messageId: 'gone' }] };
  expect(t.twin.journeys.check(named)).toEqual([
    { path: 'steps.0', blocks: 'publishing', message: 'There is no push message gone' },
    { path: 'start.segmentIds', blocks: 'publishing', message: 'There is no segment nothing' },
  ]);
  expect(t.twin.journeys.list()).toEqual([]);
});

test('who is on a way of a branch is there after a restart', async () => {
  const wait = { do: 'wait', forMs: HOUR } as const;
  const journeyId = t.live([{ do: 'branch', if: { lastPush: 'sent' }, yes: [push], no: [wait, push] }]);
  await t.raise();
  const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
  await t.twin.close();
  t = await startJourneyTwin({ state });
  await t.advance(HOUR);
  expect(steps(journeyId)).toEqual([['no', 2, 3]]);
});
