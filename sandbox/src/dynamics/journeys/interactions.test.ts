import { afterEach, beforeEach, expect, test } from 'vitest';
import { IOS_TOKEN, startTestTwin, USER } from '../testing.ts';

const SIX_MONTHS = 184 * 24 * 3600 * 1000;
let now = 0;
let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeEach(async () => {
  now = Date.UTC(2026, 10, 24);
  t = await startTestTwin({ now: () => now });
  t.twin.addContact({ contactid: USER, fullname: 'Ada Lovelace' });
  await t.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN });
});
afterEach(() => t.twin.close());

/** Sends a push; returns its tracking id, its trace and where its link is served here. */
async function push(link = 'https://shop.example/offers?a=1#b') {
  const message = t.twin.pushMessage({ mobileAppId: t.mobileAppId, title: 'Hello', body: '', link });
  const [person] = await t.twin.sendStep({ message, personIds: [USER] });
  const sent = t.provider.sent.at(-1);
  const tracked = new URL((sent?.platform === 'ios' && sent.apns.data?.link) || '');
  return {
    ...person,
    trackingId: person?.trackingId ?? '',
    served: `${t.twin.publicEndpoint}${tracked.pathname}`,
  };
}
const report = (TrackingId: string, PushNotificationStatus: unknown) =>
  t.post('pushdatareceiver/events', { TrackingId, DeviceToken: IOS_TOKEN, PushNotificationStatus });
const names = () => t.twin.interactions().map((row) => row.name.replace('Push Notification ', ''));

test.each([1, '1', 'Opened'])('status %j is an open, in the trace of its push', async (status) => {
  const { trackingId, traceId } = await push();
  expect((await report(trackingId.toUpperCase(), status)).status).toBe(202);
  expect(t.twin.interactions()[1]).toMatchObject({
    ...{ name: 'Push Notification Opened', matched: true, personId: USER, mobileAppId: t.mobileAppId },
    token: '…abababab',
  });
  expect(t.kinds(traceId)).toContain('interaction.opened');
});

test.each([0, '0', 'Clicked'])('status %j counts as a click', async (status) => {
  const { trackingId, traceId } = await push();
  await report(trackingId, status);
  expect(names()).toEqual(['Sent', 'Link Clicked']);
  expect(t.kinds(traceId)).toContain('interaction.clicked');
});

test.each([USER, '00000000-0000-0000-0000-000000000000'])(
  'an unknown tracking id is taken as unmatched: %s',
  async (id) => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const body = { TrackingId: id, DeviceToken: IOS_TOKEN, PushNotificationStatus: 1 };
    const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01` };
    expect((await t.post('pushdatareceiver/events', body, headers)).status).toBe(202);
    expect(t.twin.interactions()).toMatchObject([{ matched: false, trackingId: id }]);
    expect(t.kinds(traceId)).toEqual(['interaction.unmatched']);
  },
);

test('following a tracked link leads to the original and is a click', async () => {
  const { served, traceId } = await push();
  const answer = await fetch(served, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/offers?a=1#b']);
  expect(names()).toEqual(['Sent', 'Link Clicked']);
  const clicked = t.timeline.list({ traceId: traceId ?? '' }).filter(({ kind }) => kind === 'link.clicked');
  expect(clicked).toMatchObject([{ detail: { interaction: 'PushLinkClicked' } }]);
});

test('a link to an app’s own scheme is followed too', async () => {
  const { served } = await push('shop://cart/7');
  expect((await fetch(served, { redirect: 'manual' })).headers.get('location')).toBe('shop://cart/7');
});

test('HEAD is no click; after six months a link still leads on but is not counted', async () => {
  const { served } = await push();
  expect((await fetch(served, { method: 'HEAD', redirect: 'manual' })).status).toBe(302);
  now += SIX_MONTHS;
  expect((await fetch(served, { redirect: 'manual' })).status).toBe(302);
  expect(names()).toEqual(['Sent']);
});

test('an unknown link, and one of another organization, is a 404', async () => {
  const { served } = await push();
  expect((await fetch(`${served}x`)).status).toBe(404);
  expect((await fetch(served.replace(t.twin.organizationId, USER))).status).toBe(404);
});

test('a link that a column has made no URL is a 404 and no click', async () => {
  t.twin.updatePerson(USER, { columns: { site: 'a b' } });
  const { served } = await push('https://{{contact.site}}/x');
  expect((await fetch(served, { redirect: 'manual' })).status).toBe(404);
  expect(names()).toEqual(['Sent']);
});
