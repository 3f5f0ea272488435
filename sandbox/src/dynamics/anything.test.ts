import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IOS_TOKEN, startTestTwin, USER } from './testing.ts';

/** Nothing that is sent makes the twin fail, whichever readings are switched on. */
let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeAll(async () => {
  t = await startTestTwin();
});
afterAll(() => t.twin.close());

const DEVICES = 'pushdeviceregistration/devices';
const path = fc.constantFrom(
  ...[DEVICES, `${DEVICES}/batch`, `${DEVICES}/status/`, `${DEVICES}/status`, `${DEVICES}/cleanup`],
  ...[`${DEVICES}/cleanup/batch`, 'pushdatareceiver/events', `pushchannel/event/trackings/${USER}`],
  ...[`pushchannel/apps/${USER}/devices/${USER}`, 'pushchannel/apps/%2f/devices/%00'],
);

/** A documented member with a value that may be right. */
const member = () =>
  fc.record(
    {
      MobileAppId: fc.constantFrom(t.mobileAppId, USER, 'x'),
      ApiToken: fc.oneof(fc.constant(t.apiToken), fc.string()),
      UserId: fc.oneof(fc.constantFrom(USER, USER.replaceAll('-', '')), fc.jsonValue()),
      ApnsDeviceToken: fc.oneof(fc.constant(IOS_TOKEN), fc.string(), fc.constant(null)),
      FcmDeviceToken: fc.oneof(fc.string({ maxLength: 5000 }), fc.constant(null)),
      DeviceToken: fc.oneof(fc.string(), fc.constant(null)),
      RegistrationRequestIds: fc.oneof(fc.array(fc.string(), { maxLength: 3 }), fc.jsonValue()),
      TrackingId: fc.oneof(fc.constant(USER), fc.string()),
      PushNotificationStatus: fc.oneof(fc.constantFrom(0, 1, '1', 'Opened'), fc.jsonValue()),
      ApnsDeviceContract: fc.oneof(fc.record({ ApnsToken: fc.string() }), fc.jsonValue()),
      FcmDeviceContract: fc.oneof(fc.record({ FcmToken: fc.string() }), fc.jsonValue()),
    },
    { requiredKeys: [] },
  );
const readings = fc.record({
  invalidTokenOutcome: fc.constantFrom('pending', 'status', 'webhook', 'status-and-webhook'),
  invalidTokenAtStatus: fc.constantFrom('refused', 'pending'),
  cleanupWithoutToken: fc.constantFrom('all', 'none', 'refused'),
  unknownUser: fc.constantFrom('registered', 'refused'),
  userIdForm: fc.constantFrom('dashed-or-hex', 'dashed'),
  uniqueness: fc.constantFrom('app-user-token', 'app-token'),
  batchRefusal: fc.constantFrom('all-or-nothing', 'per-item'),
  jsonNames: fc.constantFrom('exact', 'any-case'),
  interactionStatus: fc.constantFrom('any-form', 'number-1'),
  legacyEndpoints: fc.constantFrom('on', 'off'),
});
const headers = fc.record(
  {
    'x-ms-track-registration': fc.constantFrom('true', 'TRUE', 'no'),
    'x-ms-callback-url': fc.constantFrom('http://127.0.0.1:1/', 'not a url', 'ftp://x'),
    'x-ms-callback-url-headers': fc.constantFrom('{}', '{"a":"b"}', '{"é":"\\n"}', '{"host":"x"}', '[]', 'x'),
    traceparent: fc.constantFrom('x', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'),
  },
  { requiredKeys: [] },
);

test('any JSON on any route, by any reading, is answered with a documented status or a 404', async () => {
  const body = fc.oneof(fc.jsonValue(), member(), fc.array(member(), { maxLength: 4 }));
  await fc.assert(
    fc.asyncProperty(path, body, headers, readings, async (to, sent, with_, switches) => {
      t.twin.switches.set(switches as Parameters<typeof t.twin.switches.set>[0]);
      const answer = await t.post(to, JSON.stringify(sent), with_);
      expect([200, 202, 400, 404]).toContain(answer.status);
      await t.twin.settled();
      expect(t.kinds()).not.toContain('twin.failed');
    }),
    { numRuns: 400 },
  );
}, 120_000);
