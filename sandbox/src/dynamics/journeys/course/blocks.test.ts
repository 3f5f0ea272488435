import { afterEach, beforeEach, expect, test } from 'vitest';
import { USER } from '../../testing.ts';
import { DAY, HOUR, NOON, startJourneyTwin } from './testing.ts';

let t: Awaited<ReturnType<typeof startJourneyTwin>>;
beforeEach(async () => {
  t = await startJourneyTwin();
  await t.addAda();
});
afterEach(() => t.twin.close());

/** What became of the last step of everybody. */
const last = (journeyId: string) =>
  t.twin.journeys.participants(journeyId).map(({ steps }) => steps.at(-1)?.code ?? steps.at(-1)?.outcome);

test('whoever comes after a message has expired is passed over, and goes on', async () => {
  const messageId = t.readyMessage();
  const journeyId = t.live([
    { do: 'wait', forMs: HOUR },
    { do: 'push', messageId, expires: { at: NOON + HOUR - 1 } },
    { do: 'push', messageId },
  ]);
  await t.raise();
  await t.advance(HOUR);
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([
    {
      state: 'completed',
      steps: [
        { outcome: 'waited' },
        { outcome: 'skipped', code: 'message-expired', why: 'Message expired' },
        { outcome: 'sent' },
      ],
    },
  ]);
  expect(t.twin.analytics.message(messageId)).toMatchObject({ reasons: { 'message-expired': 1 }, sent: 1 });
});

test('an expiry may follow a moment that the trigger brings', async () => {
  const messageId = t.readyMessage();
  const expires = { attribute: 'starts', offsetMs: HOUR };
  const journeyId = t.live([{ do: 'push', messageId, expires }]);
  await t.raise({ starts: NOON - HOUR });
  await t.raise({ starts: NOON - HOUR - 1 });
  await t.raise();
  expect(last(journeyId)).toEqual(['sent', 'message-expired', 'sent']);
});

test('a message that is deactivated or deleted is not sent', async () => {
  const messageId = t.readyMessage();
  const journeyId = t.live([{ do: 'push', messageId }]);
  t.twin.messages.deactivate(messageId);
  await t.raise();
  t.twin.messages.publish(messageId);
  await t.raise();
  t.twin.messages.remove(messageId);
  await t.raise();
  expect(last(journeyId)).toEqual(['message-inactive', 'sent', 'message-deleted']);
  expect(t.provider.sent).toHaveLength(1);
});

test('a message that is no longer ready, or whose app is not there, is passed over with the reason', async () => {
  const messageId = t.readyMessage();
  const journeyId = t.live([{ do: 'push', messageId }]);
  const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
  await t.twin.close();
  const [message] = state.marketing.messages;
  // Neither comes about by an action of the editor; a data folder may hold it.
  const codes: unknown[] = [];
  for (const changes of [
    { status: 'draft' },
    { content: { ...message.content, mobileAppId: '9f8fad5b-d9cb-469f-a165-70867728950e' } },
  ]) {
    const messages = [{ ...message, ...changes }];
    t = await startJourneyTwin({ state: { ...state, marketing: { ...state.marketing, messages } } });
    await t.raise();
    codes.push(last(journeyId).at(-1));
    await t.twin.close();
  }
  expect(codes).toEqual(['message-not-ready', 'mobile-app-unknown']);
  t = await startJourneyTwin();
});

test('people who went away, and those without a device, are passed over with the reason', async () => {
  const grace = t.twin.addContact({ fullname: 'Grace' });
  const lead = t.twin.addLead({ fullname: 'Mina' });
  const nobody = t.mobileAppId;
  const segmentId = t.twin.segments.add({ name: 'All', memberIds: [grace.id, nobody, USER] });
  const step = { do: 'push' as const, messageId: t.readyMessage() };
  const journeyId = t.live([{ do: 'wait', forMs: HOUR }, step], {
    start: { by: 'segment', segmentIds: [segmentId] },
  });
  t.twin.removePerson(USER);
  t.twin.removePerson(lead.id);
  t.twin.addLead({ leadid: USER, fullname: 'Ada' });
  await t.advance(HOUR);
  expect(last(journeyId)).toEqual(['no-device', 'person-unknown', 'wrong-entity']);
  expect(t.twin.journeys.participants(journeyId)[0]?.steps.at(-1)).toMatchObject({
    why: 'no device is registered for them in this app',
  });
});

test('a push that no device takes has failed, with the provider’s reason', async () => {
  t.provider.answer('ab'.repeat(32), { ok: false, reason: 'TooManyRequests' });
  const messageId = t.readyMessage();
  const journeyId = t.live([{ do: 'push', messageId }]);
  await t.raise();
  expect(t.twin.journeys.participants(journeyId)[0]?.steps).toMatchObject([
    { outcome: 'failed', why: 'no device took the push: TooManyRequests' },
  ]);
  expect(t.twin.analytics.message(messageId)).toMatchObject({ reasons: { TooManyRequests: 1 } });
});

test('the frequency cap counts commercial pushes of 24 hours, 7 and 30 days, over all journeys', async () => {
  t.twin.journeys.changeSettings({ frequencyCap: { daily: 1, weekly: 2, monthly: 3 } });
  const messageId = t.readyMessage();
  const journeyId = t.live([{ do: 'push', messageId }]);
  const outcomes: unknown[] = [];
  for (const pause of [0, DAY - 1, 1, DAY, 5 * DAY, 2 * DAY, 21 * DAY]) {
    await t.advance(pause);
    await t.raise();
    outcomes.push(last(journeyId).at(-1));
  }
  expect(outcomes).toEqual([
    'sent',
    'frequency-cap',
    'sent',
    'frequency-cap',
    'sent',
    'frequency-cap',
    'sent',
  ]);
});

test('transactional messages are neither capped nor counted; a journey may bypass the cap', async () => {
  t.twin.journeys.changeSettings({ frequencyCap: { daily: 1 } });
  const transactional = t.live([{ do: 'push', messageId: t.readyMessage({ designation: 'transactional' }) }]);
  const commercial = { do: 'push' as const, messageId: t.readyMessage() };
  const bypassing = t.live([commercial], { frequencyCap: false });
  const capped = t.live([commercial]);
  await t.raise();
  await t.raise();
  expect([transactional, bypassing, capped].map(last)).toEqual([
    ['sent', 'sent'],
    ['sent', 'sent'],
    ['frequency-cap', 'frequency-cap'],
  ]);
});

test('what was not sent does not count towards the cap', async () => {
  t.twin.journeys.changeSettings({ frequencyCap: { daily: 1 } });
  t.provider.answer('ab'.repeat(32), { ok: false, reason: 'InternalServerError' });
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }]);
  await t.raise();
  t.provider.answer('ab'.repeat(32), { ok: true });
  await t.raise();
  expect(last(journeyId)).toEqual(['failed', 'sent']);
});

test('a cap that comes later counts what was sent before, also after a restart', async () => {
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }]);
  await t.raise();
  const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
  await t.twin.close();
  t = await startJourneyTwin({ state });
  t.twin.journeys.changeSettings({ frequencyCap: { daily: 1 } });
  await t.raise();
  expect(last(journeyId)).toEqual(['sent', 'frequency-cap']);
});

test('a push step without a journey counts towards the cap like any other, before and after a restart', async () => {
  t.twin.journeys.changeSettings({ frequencyCap: { daily: 2 } });
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }]);
  await t.raise();
  const message = t.twin.pushMessage({ mobileAppId: t.mobileAppId, title: 'Hello', body: 'News' });
  await t.twin.sendStep({ message, personIds: [USER] });
  const state = JSON.parse(JSON.stringify(t.twin.snapshot()));
  await t.raise();
  expect(last(journeyId)).toEqual(['sent', 'frequency-cap']);
  await t.twin.close();
  t = await startJourneyTwin({ state });
  await t.raise();
  expect(last(journeyId)).toEqual(['sent', 'frequency-cap']);
});

test('a push that is on its way counts towards a cap that comes meanwhile, unless it fails', async () => {
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }]);
  const raise = () => t.twin.journeys.raise({ name: 'bought', personId: USER });
  const answers: ((ok: boolean) => void)[] = [];
  t.provider.send = () =>
    new Promise((resolve) => {
      answers.push((ok) => resolve(ok ? { ok } : { ok, reason: 'InternalServerError' }));
    });
  raise();
  t.twin.journeys.changeSettings({ frequencyCap: { daily: 1 } });
  raise();
  expect(answers).toHaveLength(1);
  answers[0]?.(false);
  await t.twin.settled();
  raise();
  answers[1]?.(true);
  await t.twin.settled();
  expect(last(journeyId)).toEqual(['failed', 'frequency-cap', 'sent']);
});

test('an interrupted push counts towards the cap at the moment of its sending', async () => {
  t.twin.journeys.changeSettings({ frequencyCap: { daily: 1 } });
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }]);
  let state: unknown;
  t.provider.send = async () => {
    state = JSON.parse(JSON.stringify(t.twin.snapshot()));
    return { ok: true };
  };
  await t.raise();
  await t.twin.close();
  t = await startJourneyTwin({ at: NOON + 23 * HOUR, state });
  await t.raise();
  await t.advance(HOUR);
  await t.raise();
  expect(last(journeyId)).toEqual(['interrupted', 'frequency-cap', 'sent']);
});

test('half a character in a column does not keep anybody in the journey', async () => {
  t.twin.updatePerson(USER, { columns: { lastname: '\ud800' } });
  const messageId = t.readyMessage({ link: 'https://shop.example/{{contact.lastname}}' });
  const journeyId = t.live([{ do: 'push', messageId }]);
  await t.raise();
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([
    { state: 'completed', steps: [{ outcome: 'sent' }] },
  ]);
  expect(t.provider.sent).toMatchObject([
    { apns: { data: { originalLink: 'https://shop.example/%EF%BF%BD' } } },
  ]);
});

test('a step that surprises the twin has failed, and the journey goes on', async () => {
  const { send } = t.provider;
  let broken = true;
  t.provider.send = async (push) => {
    if (!broken) return send(push);
    broken = false;
    throw new TypeError('a mistake of the sandbox');
  };
  const push = { do: 'push' as const, messageId: t.readyMessage() };
  const journeyId = t.live([push, push]);
  await t.raise();
  expect(t.twin.journeys.participants(journeyId)).toMatchObject([
    { state: 'completed', steps: [{ outcome: 'failed' }, { outcome: 'sent' }] },
  ]);
  expect(t.kinds()).toContain('twin.failed');
  expect(t.twin.analytics.journey(journeyId)).toMatchObject({ sent: 1, notSent: 1 });
});
