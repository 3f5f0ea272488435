import { afterEach, beforeEach, expect, test } from 'vitest';
import { FCM_TOKEN, USER } from '../../testing.ts';
import { DAY, HOUR, NOON, startJourneyTwin } from './testing.ts';

let t: Awaited<ReturnType<typeof startJourneyTwin>>;
beforeEach(async () => {
  t = await startJourneyTwin();
  await t.addAda();
});
afterEach(() => t.twin.close());

const push = (changes: object = {}) => ({ do: 'push' as const, messageId: t.readyMessage(), ...changes });
const passed = (journeyId: string) => t.twin.journeys.participants(journeyId)[0]?.steps;
const refusal = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

test('a trigger takes a person through wait and push, step by step', async () => {
  const journeyId = t.live([{ do: 'wait', forMs: DAY }, push()]);
  expect(await t.raise()).toEqual([{ journeyId, participantId: 1 }]);
  await t.advance(DAY - 1);
  expect(t.provider.sent).toEqual([]);
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([
    { personId: USER, state: 'waiting', next: 0, dueAt: NOON + DAY },
  ]);
  await t.advance(1);
  expect(t.provider.sent).toHaveLength(1);
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([
    {
      ...{ state: 'completed', enteredAt: NOON, leftAt: NOON + DAY },
      steps: [
        { step: 0, outcome: 'waited', at: NOON + DAY },
        { step: 1, outcome: 'sent', devices: [{ platform: 'ios', token: '…abababab', result: 'sent' }] },
      ],
    },
  ]);
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ state: 'live', entered: 1, inside: 0 });
});

test('what the trigger brings fills the message, and says until when to wait', async () => {
  const messageId = t.readyMessage({ title: 'Order {{trigger.order}}' });
  t.live([
    { do: 'wait', until: { attribute: 'delivery', offsetMs: -HOUR } },
    { do: 'push', messageId },
  ]);
  await t.raise({ order: 7, delivery: new Date(NOON + 3 * HOUR).toISOString() });
  await t.advance(2 * HOUR - 1);
  expect(t.provider.sent).toEqual([]);
  await t.advance(1);
  expect(t.provider.sent).toMatchObject([{ apns: { aps: { alert: { title: 'Order 7' } } } }]);
});

test('a wait until a moment that has passed, or that nobody named, does not wait', async () => {
  const journeyId = t.live([
    { do: 'wait', until: { at: NOON - 1 } },
    { do: 'wait', until: { attribute: 'none' } },
  ]);
  await t.raise();
  expect(passed(journeyId)).toMatchObject([{ outcome: 'waited' }, { outcome: 'waited' }]);
});

test('a push goes to every device, each with its result', async () => {
  await t.register({ UserId: USER, FcmDeviceToken: FCM_TOKEN });
  t.provider.answer(FCM_TOKEN, { ok: false, reason: 'UNREGISTERED', gone: true });
  const journeyId = t.live([push()]);
  await t.raise();
  expect(passed(journeyId)).toMatchObject([
    {
      outcome: 'sent',
      devices: [
        { platform: 'ios', result: 'sent' },
        { platform: 'android', result: 'removed', reason: 'UNREGISTERED' },
      ],
    },
  ]);
});

test('a trigger starts only live journeys of its name and of the person’s entity', async () => {
  const lead = t.twin.addLead({ fullname: 'Grace' });
  const other = t.live([push()], { start: { by: 'trigger', trigger: 'left' } });
  const journeyId = t.live([push()]);
  const raise = (personId: string) => t.twin.journeys.raise({ name: 'bought', personId });
  expect(raise(lead.id)).toEqual([{ journeyId, refused: 'wrong-entity' }]);
  expect(raise(t.mobileAppId)).toEqual([{ journeyId, refused: 'person-unknown' }]);
  t.twin.journeys.stop(journeyId);
  expect(raise(USER)).toEqual([]);
  expect(t.twin.journeys.get(other)).toMatchObject({ entered: 0 });
});

test.each([
  ['always', [true, true]],
  ['never', [true, false]],
  [{ afterMs: HOUR }, [true, false]],
  [{ afterMs: 0 }, [true, true]],
] as const)('entering again, where it is allowed: %j', async (reentry, entered) => {
  t.live([push()], { start: { by: 'trigger', trigger: 'bought', reentry } });
  const raised = [await t.raise(), await t.raise()];
  expect(raised.map(([each]) => each?.participantId !== undefined)).toEqual(entered);
});

test('stopping a journey lets everybody out, and nobody gets a push any more', async () => {
  const journeyId = t.live([{ do: 'wait', forMs: HOUR }, push()]);
  await t.raise();
  t.twin.journeys.stop(journeyId);
  await t.advance(DAY);
  expect(t.provider.sent).toEqual([]);
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([{ state: 'stopped', leftAt: NOON }]);
  expect(t.twin.journeys.get(journeyId)).toMatchObject({ state: 'stopped', inside: 0 });
});

test('only a draft can change, and only what is not live can go', () => {
  const journeyId = t.live([push()]);
  const { definition } = t.twin.journeys.get(journeyId);
  expect(() => t.twin.journeys.edit(journeyId, definition)).toThrow(
    refusal('journey-incorrect', 'not draft'),
  );
  expect(() => t.twin.journeys.remove(journeyId)).toThrow(refusal('journey-incorrect', 'stopped first'));
  const draft = t.twin.journeys.create(definition);
  t.twin.journeys.edit(draft, { ...definition, name: 'Another' });
  expect(t.twin.journeys.list().map(({ definition: { name }, state }) => [name, state])).toEqual([
    ['Journey', 'live'],
    ['Another', 'draft'],
  ]);
  t.twin.journeys.remove(draft);
  expect(() => t.twin.journeys.get(draft)).toThrow(refusal('journey-unknown', draft));
});

test('a journey goes live only with what it needs', () => {
  const lead = t.twin.segments.add({ name: 'Leads', entity: 'lead', memberIds: [] });
  const bySegment = (segmentIds: string[]) => ({ start: { by: 'segment' as const, segmentIds } });
  const draft = t.twin.messages.create({ name: 'N', mobileAppId: t.mobileAppId, title: 'T', body: '' });
  const late = { expires: { attribute: 'end' } };
  expect(() => t.live([push({ messageId: draft })])).toThrow(refusal('journey-incorrect', 'is draft'));
  expect(() => t.live([push({ messageId: 'none' })])).toThrow(refusal('message-unknown', 'none'));
  expect(() => t.live([push()], bySegment(['none']))).toThrow(refusal('segment-unknown', 'none'));
  expect(() => t.live([push()], bySegment([lead]))).toThrow(refusal('journey-incorrect', 'holds leads'));
  expect(() => t.live([push(late)], bySegment([t.twin.segments.add({ name: 'A', memberIds: [] })]))).toThrow(
    refusal('journey-incorrect', 'only a trigger'),
  );
  const sixteen = Array.from({ length: 16 }, (_, index) => `${index}`);
  expect(() => t.live([push()], bySegment(sixteen))).toThrow(refusal('journey-incorrect', '15'));
  const [segmentIds, exceptSegmentIds] = [sixteen.slice(0, 8), sixteen.slice(8)];
  expect(() => t.live([push()], { start: { by: 'segment', segmentIds, exceptSegmentIds } })).toThrow(
    refusal('journey-incorrect', '15'),
  );
  expect(() => t.live([push()], { timeZone: 'Mars' })).toThrow(refusal('journey-incorrect', 'IANA'));
});
