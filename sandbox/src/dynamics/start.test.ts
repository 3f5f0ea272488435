import { expect, test } from 'vitest';
import type { SendResult } from './sending/channel-sender.ts';
import { FCM_TOKEN, IOS_TOKEN, startTestTwin, TRACKED, USER } from './testing.ts';

test('a snapshot brings everything back after a restart', async () => {
  const first = await startTestTwin();
  first.twin.addContact({ contactid: USER, fullname: 'Ada Lovelace' });
  first.twin.segments.add({ name: 'all', memberIds: [USER] });
  await first.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN });
  const message = first.twin.pushMessage({
    mobileAppId: first.mobileAppId,
    title: 'Hi',
    body: '',
    link: '/a',
  });
  const [person] = await first.twin.sendStep({ message, personIds: [USER] });
  const saved: unknown = JSON.parse(JSON.stringify(first.twin.snapshot()));
  await first.twin.close();

  const second = await startTestTwin({ state: saved });
  expect(second.twin.snapshot()).toEqual(saved);
  expect(second.apiToken).toBe(first.apiToken);
  expect(await second.register({ UserId: USER, ApnsDeviceToken: IOS_TOKEN })).toMatchObject({
    FailureReason: 'DuplicateExists',
  });
  const opened = { TrackingId: person?.trackingId, DeviceToken: IOS_TOKEN, PushNotificationStatus: 1 };
  await second.post('pushdatareceiver/events', opened);
  expect(second.twin.interactions().at(-1)).toMatchObject({ matched: true, personId: USER });
  await second.twin.close();
});

test('a registration that was accepted but not settled goes on after a restart', async () => {
  const first = await startTestTwin({ wait: () => new Promise(() => undefined) });
  const body = { ...first.auth, UserId: USER, FcmDeviceToken: FCM_TOKEN };
  const answer = await first.post('pushdeviceregistration/devices', body, TRACKED);
  const { RegistrationRequestId } = (await answer.json()) as { RegistrationRequestId: string };
  expect(first.twin.devices()).toMatchObject([{ result: 'Pending' }]);
  await first.twin.close();

  const second = await startTestTwin({ state: first.twin.snapshot() });
  await second.twin.settled();
  const asked = { ...second.auth, RegistrationRequestIds: [RegistrationRequestId] };
  const status = await second.post('pushdeviceregistration/devices/status/', asked);
  expect(await status.json()).toMatchObject([{ Status: 'Success' }]);
  await second.twin.close();
});

test('what is under way at the end is not called a failure', async () => {
  const { twin, post, auth, provider } = await startTestTwin();
  let answer: (result: SendResult) => void = () => undefined;
  provider.send = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  await post('pushdeviceregistration/devices', { ...auth, UserId: USER, FcmDeviceToken: FCM_TOKEN }, TRACKED);
  await twin.close();
  answer({ ok: false, reason: 'client is destroyed' });
  await twin.settled();
  expect(twin.snapshot()).toMatchObject({
    results: [],
    queue: [{ userId: USER }],
    devices: [{ result: 'Pending' }],
  });
});

test('a surprise in the background is recorded and harms nothing', async () => {
  const t = await startTestTwin({ wait: () => Promise.reject(new TypeError('secret')) });
  await t.post('pushdeviceregistration/devices', { ...t.auth, UserId: USER, FcmDeviceToken: FCM_TOKEN });
  await t.twin.settled();
  expect(t.timeline.list().at(-1)).toMatchObject({ kind: 'twin.failed', detail: { error: 'TypeError' } });
  expect(JSON.stringify(t.timeline.list())).not.toContain('secret');
  await t.twin.close();
});

test('a taken port and a foreign snapshot are refused', async () => {
  const { twin } = await startTestTwin();
  const port = Number(new URL(twin.publicEndpoint).port);
  await expect(startTestTwin({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect(startTestTwin({ state: { version: 99 } })).rejects.toMatchObject({
    code: 'snapshot-unreadable',
  });
  await twin.close();
  const again = await startTestTwin({ port });
  expect(again.twin.publicEndpoint).toBe(twin.publicEndpoint);
  await again.twin.close();
});
