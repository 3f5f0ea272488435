import { afterEach, beforeEach, expect, test } from 'vitest';
import { traceIdOfGuid } from '../../../trace.ts';
import { FCM_TOKEN, IOS_TOKEN, serviceAccount, startTestTwin, USER } from '../../testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeEach(async () => {
  t = await startTestTwin();
  t.twin.addContact({ contactid: USER, fullname: 'Ada Lovelace', trackingConsent: true });
  await t.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN });
  await t.register({ UserId: USER, FcmDeviceToken: FCM_TOKEN });
  t.provider.sent.length = 0;
});
afterEach(() => t.twin.close());

const message = (changes: object = {}) =>
  t.twin.pushMessage({ mobileAppId: t.mobileAppId, title: 'Hello', body: 'News', ...changes });
const run = async (changes: object = {}) => {
  const [person] = await t.twin.sendStep({ message: message(changes), personIds: [USER] });
  if (!person) throw new Error('no outcome');
  return person;
};

test('every device of the person gets the push, rendered and in one trace', async () => {
  const person = await run({
    ...{
      title: 'Hello {{contact.firstname}}',
      subtitle: '{{ contact.fullname }}',
      body: 'Dear {{contact.nickname}}!',
    },
    ...{ link: 'https://shop.example/offers?a=1', imageUrl: 'https://shop.example/2x1.png' },
  });
  const { trackingId } = person;
  expect(person.traceId).toBe(traceIdOfGuid(trackingId));
  expect(trackingId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  const link = expect.stringMatching(
    new RegExp(`^http://links.marketing.localhost:\\d+/api/orgs/${t.twin.organizationId}/r/[0-9a-f]{32}$`),
  );
  const custom = { link, originalLink: 'https://shop.example/offers?a=1', trackingId };
  const imageUrl = 'https://shop.example/2x1.png';
  expect(t.provider.sent).toMatchObject([
    {
      ...{ platform: 'ios', token: IOS_TOKEN, traceId: person.traceId },
      apns: {
        ...{ pushType: 'alert', priority: 10, data: { ...custom, imageUrl } },
        aps: {
          alert: { title: 'Hello Ada', subtitle: 'Ada Lovelace', body: 'Dear !' },
          'mutable-content': 1,
        },
      },
    },
    {
      ...{ platform: 'android', token: FCM_TOKEN, traceId: person.traceId },
      fcm: { data: { title: 'Hello Ada', body: 'Dear !', imageUrl, ...custom } },
    },
  ]);
  expect(person.devices).toEqual([
    { platform: 'ios', token: '…abababab', result: 'sent' },
    { platform: 'android', token: '…xxxxxxxx', result: 'sent' },
  ]);
  expect(t.kinds(person.traceId)).toEqual(['journey.reached', 'journey.sent', 'journey.sent']);
  expect(t.twin.interactions()).toMatchObject([
    { name: 'Push Notification Sent', trackingId, personId: USER },
  ]);
});

test('without link and image there is neither mutable-content nor a link', async () => {
  await run();
  const [ios, android] = t.provider.sent;
  expect(ios).toMatchObject({ apns: { aps: { alert: { title: 'Hello', body: 'News' } } } });
  expect(ios).not.toHaveProperty('apns.aps.mutable-content');
  expect(ios).toMatchObject({ apns: { data: { link: null, originalLink: '', imageUrl: '' } } });
  expect(android).toMatchObject({ fcm: { data: { link: '', originalLink: '', imageUrl: '' } } });
  expect(android).not.toHaveProperty('fcm.notification');
});

test('a switch adds a notification for Android', async () => {
  t.twin.switches.set({ androidFormat: 'notification-and-data' });
  await run();
  expect(t.provider.sent[1]).toMatchObject({
    fcm: { notification: { title: 'Hello', body: 'News' }, data: { title: 'Hello' } },
  });
});

test('a switch leaves links untracked for a person without tracking consent', async () => {
  t.twin.addContact({ contactid: USER, fullname: 'Ada Lovelace', trackingConsent: false });
  const link = 'https://shop.example/offers';
  await run({ link });
  expect(t.provider.sent[0]).not.toMatchObject({ apns: { data: { link } } });
  t.twin.switches.set({ linkWithoutConsent: 'original' });
  await run({ link });
  expect(t.provider.sent[2]).toMatchObject({ apns: { data: { link, originalLink: link } } });
});

test('an expired token is removed without a word, another refusal is kept', async () => {
  t.provider.answer(IOS_TOKEN, { ok: false, reason: 'Unregistered', gone: true });
  t.provider.answer(FCM_TOKEN, { ok: false, reason: 'QUOTA_EXCEEDED' });
  expect((await run()).devices).toMatchObject([
    { platform: 'ios', result: 'removed', reason: 'Unregistered' },
    { platform: 'android', result: 'failed', reason: 'QUOTA_EXCEEDED' },
  ]);
  expect(t.twin.devices()).toMatchObject([{ platform: 'android', result: 'Success' }]);
  expect(t.twin.interactions()).toMatchObject([
    { name: 'Push Notification Not Sent', reason: 'Unregistered' },
  ]);
});

test('people without a device, and ids that are no contact, are skipped with a reason', async () => {
  const other = t.twin.addContact({ fullname: 'Grace Hopper', trackingConsent: true });
  const unknown = '9f8fad5b-d9cb-469f-a165-70867728950e';
  const segmentId = t.twin.segments.add({ name: 'all', memberIds: [other.id, USER, unknown] });
  const outcomes = await t.twin.sendStep({ message: message(), segmentId });
  expect(outcomes.map((person) => person.skipped)).toEqual(['no-device', undefined, 'person-unknown']);
  expect(t.kinds(outcomes[0]?.traceId)).toEqual(['journey.skipped']);
  expect(t.twin.interactions().map((row) => row.reason)).toEqual(
    expect.arrayContaining(['no-device', undefined, 'person-unknown']),
  );
});

test('who is in a list twice, in whatever spelling, gets one push', async () => {
  const memberIds = [USER, USER.toUpperCase(), USER.replaceAll('-', '')];
  const segmentId = t.twin.segments.add({ name: 'twice', memberIds });
  expect(await t.twin.sendStep({ message: message(), segmentId })).toHaveLength(1);
  expect(t.provider.sent).toHaveLength(2);
});

test('only devices of the message’s app get it', async () => {
  const elsewhere = t.twin.createMobileApp({
    name: 'Other',
    android: { serviceAccountJson: JSON.stringify(serviceAccount()) },
  });
  expect(await run({ mobileAppId: elsewhere })).toMatchObject({ skipped: 'no-device' });
});

test('a test send has an empty tracking id, a trace of its own, the original link, and is in no report', async () => {
  const person = await t.twin.testSend({
    message: message({ link: '/offers' }),
    personId: USER.toUpperCase(),
  });
  expect(person).toMatchObject({ trackingId: '', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
  const link = 'https://shop.example/offers';
  expect(t.provider.sent[0]).toMatchObject({ apns: { data: { trackingId: '', link, originalLink: link } } });
  expect(t.twin.interactions()).toEqual([]);
  t.twin.switches.set({ testTrackingId: 'zero-guid' });
  await t.twin.testSend({ message: message(), personId: USER });
  expect(t.provider.sent[2]).toMatchObject({
    apns: { data: { trackingId: '00000000-0000-0000-0000-000000000000' } },
  });
});

test.each([
  ['no title', { title: '' }],
  ['a title over 500 characters', { title: 'x'.repeat(501) }],
  ['a link that is none', { link: 'http://' }],
  ['a script for a link', { link: ' JavaScript:alert(1)' }],
  ['a script with a tab in its name', { link: 'java\tscript:alert(1)' }],
  ['an image that is no URL', { imageUrl: 'image.png' }],
])('a message with %s is refused', (_, changes) => {
  expect(() => message(changes)).toThrow(expect.objectContaining({ code: 'message-incorrect' }));
});

test('unknown apps, segments and contacts are refused', async () => {
  const code = (code: string) => expect.objectContaining({ name: 'DynamicsRefusal', code });
  const personIds = [USER];
  await expect(t.twin.sendStep({ message: message({ mobileAppId: USER }), personIds })).rejects.toEqual(
    code('mobile-app-unknown'),
  );
  await expect(t.twin.sendStep({ message: message(), segmentId: 'none' })).rejects.toEqual(
    code('segment-unknown'),
  );
  await expect(t.twin.testSend({ message: message(), personId: t.mobileAppId })).rejects.toEqual(
    code('person-unknown'),
  );
  expect(() => t.twin.addContact({ contactid: 'x', fullname: 'Y' })).toThrow(code('contact-incorrect'));
});
