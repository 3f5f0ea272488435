import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { IOS_TOKEN, USER } from '../../testing.ts';
import { DAY, HOUR, NOON, startJourneyTwin } from '../course/testing.ts';
import { createInteractionLog } from './log.ts';
import type { Interaction } from './records.ts';

let t: Awaited<ReturnType<typeof startJourneyTwin>>;
beforeEach(async () => {
  t = await startJourneyTwin();
  await t.addAda();
});
afterEach(() => t.twin.close());

const open = (TrackingId: string) =>
  t.post('pushdatareceiver/events', { TrackingId, DeviceToken: IOS_TOKEN, PushNotificationStatus: 1 });
/** Follows the link of a push, as its phone would. */
async function click(index: number): Promise<void> {
  const sent = t.provider.sent[index];
  const { pathname } = new URL((sent?.platform === 'ios' && sent.apns.data?.link) || '');
  await fetch(`${t.twin.publicEndpoint}${pathname}`, { redirect: 'manual' });
}
const trackingIds = (journeyId: string) =>
  t.twin.journeys.participants(journeyId).map(({ steps }) => steps.at(-1)?.trackingId ?? '');

test('a report counts inflow, sent, not sent by reason, unique opens and clicks', async () => {
  t.twin.addContact({ fullname: 'Grace' });
  const messageId = t.readyMessage({ link: 'https://shop.example/' });
  const segmentId = t.twin.segments.add({ name: 'All', rule: { column: 'fullname', is: 'set' } });
  const start = { by: 'segment' as const, segmentIds: [segmentId] };
  const journeyId = t.live([{ do: 'push', messageId }], { start });
  await t.twin.settled();
  const [first = ''] = trackingIds(journeyId);
  await open(first);
  await open(first.toUpperCase());
  await click(0);
  const funnel = {
    ...{ inflow: 2, sent: 1, delivered: 1, notSent: 1, reasons: { 'no-device': 1 } },
    ...{ opens: 2, uniqueOpens: 1, clicks: 1, uniqueClicks: 1 },
    ...{ sendRate: 0.5, openRate: 1, clickRate: 1, engagementRate: 1 },
  };
  expect(t.twin.analytics.message(messageId)).toEqual(funnel);
  expect(t.twin.analytics.journey(journeyId)).toEqual(funnel);
});

test('a report without pushes has no rates but zero', () => {
  expect(t.twin.analytics.message(t.readyMessage())).toMatchObject({ sendRate: 0, openRate: 0 });
});

test('an open that comes before the provider’s answer finds its push', async () => {
  const { provider } = t;
  const journeyId = t.live([{ do: 'push', messageId: t.readyMessage() }]);
  const { send } = provider;
  provider.send = async (push) => {
    if (push.platform === 'ios') await open(push.apns.data?.trackingId ?? '');
    return send(push);
  };
  await t.raise();
  expect(t.twin.analytics.journey(journeyId)).toMatchObject({ sent: 1, uniqueOpens: 1 });
});

test('the interaction data has the documented names, and every row says message, journey and person', async () => {
  const messageId = t.readyMessage({ link: 'https://shop.example/' });
  const journeyId = t.live([{ do: 'push', messageId }]);
  await t.raise();
  await open(trackingIds(journeyId)[0] ?? '');
  await click(0);
  t.twin.messages.deactivate(messageId);
  await t.raise();
  const { rows, more } = t.twin.analytics.interactions({ journeyId });
  expect(more).toBe(0);
  expect(rows.map(({ name }) => name)).toEqual([
    'Push Notification Not Sent',
    'Push Notification Link Clicked',
    'Push Notification Opened',
    'Push Notification Sent',
  ]);
  for (const row of rows)
    expect(row).toMatchObject({ messageId, journeyId, personId: USER, entity: 'contact' });
  const refused = t.twin.analytics.interactions({ messageId, reason: 'message-inactive' });
  expect(refused.rows).toEqual(rows.slice(0, 1));
});

test('an export holds 10,000 rows, the newest, and says how many more there are', async () => {
  const row = { name: 'Push Notification Opened', trackingId: USER, matched: false };
  const interactions = Array.from({ length: 10_100 }, (_, index) => ({ ...row, at: NOON + index }));
  const state = { ...t.twin.snapshot(), interactions };
  await t.twin.close();
  t = await startJourneyTwin({ state: JSON.parse(JSON.stringify(state)) });
  const { rows, more } = t.twin.analytics.interactions();
  expect([rows.length, more, rows[0]?.at]).toEqual([10_000, 100, NOON + 10_099]);
});

test('reports go back 12 months, a person’s timeline 90 days; a profile has none', async () => {
  const messageId = t.readyMessage();
  t.live([{ do: 'push', messageId }]);
  await t.raise();
  const seen = () => [t.twin.analytics.timelineOf(USER).length, t.twin.analytics.message(messageId).sent];
  expect(seen()).toEqual([1, 1]);
  await t.advance(90 * DAY);
  expect(seen()).toEqual([0, 1]);
  await t.advance(275 * DAY);
  expect(seen()).toEqual([0, 0]);
  const profile = t.twin.addProfile({});
  expect(() => t.twin.analytics.timelineOf(profile.id)).toThrow(
    expect.objectContaining({ code: 'person-incorrect' }),
  );
});

test('rows that are older than 12 months go, and the oldest of too many', () => {
  const row = (at: number): Interaction => ({
    ...{ name: 'Push Notification Sent', trackingId: `${at}`, at, matched: true },
  });
  const log = createInteractionLog([], 1_500);
  for (let at = 1; at <= 4_000; at += 1) log.add(row(at));
  expect(log.rows().length).toBeLessThan(2_500);
  expect(log.rows().at(-1)).toEqual(row(4_000));
  expect([log.pushOf('1'), log.pushOf('4000')]).toEqual([undefined, row(4_000)]);
  log.forget(4_000 + 365 * DAY);
  expect([log.rows(), log.pushOf('4000')]).toEqual([[], undefined]);
});

test('whatever the order of sends, opens, clicks and time, the report agrees with what happened', async () => {
  const act = fc.constantFrom('send', 'open', 'click', 'time');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(act, fc.nat(9)), { maxLength: 25 }), async (acts) => {
      const messageId = t.readyMessage({ link: 'https://shop.example/' });
      const journeyId = t.live([{ do: 'push', messageId }]);
      t.provider.sent.length = 0;
      const opened: number[] = [];
      const clicked: number[] = [];
      for (const [what, which] of acts) {
        const index = which % Math.max(1, t.provider.sent.length);
        if (what === 'send') t.twin.journeys.raise({ name: 'bought', personId: USER });
        if (what === 'time') await t.advance(HOUR);
        await t.twin.settled();
        if (t.provider.sent.length === 0 || what === 'send' || what === 'time') continue;
        if (what === 'click') clicked.push(index);
        else opened.push(index);
        await (what === 'click' ? click(index) : open(trackingIds(journeyId)[index] ?? ''));
      }
      const sends = acts.filter(([what]) => what === 'send').length;
      expect(t.twin.analytics.message(messageId)).toMatchObject({
        ...{ inflow: sends, sent: sends, opens: opened.length, clicks: clicked.length },
        ...{ uniqueOpens: new Set(opened).size, uniqueClicks: new Set(clicked).size },
        engagementRate: sends === 0 ? 0 : new Set([...opened, ...clicked]).size / sends,
      });
      t.twin.journeys.stop(journeyId);
    }),
    { numRuns: 30 },
  );
});
