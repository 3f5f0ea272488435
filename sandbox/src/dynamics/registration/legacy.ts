import { sameId } from '../channel/devices.ts';
import { type Call, callOf, readJson, refuse } from '../http.ts';
import { recordInteraction } from '../journeys/interactions.ts';
import type { Twin } from '../twin.ts';
import * as wire from '../wire.ts';
import { acceptRegistrations } from './registration.ts';
import { userMistake } from './user-id.ts';

/**
 * The two endpoints of v1 (facts: dynamics.md §1.6). They left the documents in 2024-03; old clients test for 200. They
 * know neither tracking nor callbacks, which came later. An ApiToken that is not valid is answered alike, and nothing
 * comes of it (assumed, as for the newer endpoint).
 */
export async function registerV1(twin: Twin, c: Call): Promise<Response> {
  const { ApiToken, ApnsDeviceContract, FcmDeviceContract } = await readLegacy(twin, c, wire.LegacyRegister);
  const item = wire.RegisterItem.safeParse({
    ...{ MobileAppId: c.req.param('app'), UserId: c.req.param('user'), ApiToken },
    ...{ ApnsDeviceToken: ApnsDeviceContract?.ApnsToken, FcmDeviceToken: FcmDeviceContract?.FcmToken },
  });
  if (!item.success) refuse(400, 'expected GUIDs for the application and the user in the path');
  const mistake = userMistake(twin, item.data.UserId);
  if (mistake) refuse(400, mistake);
  acceptRegistrations(twin, [item.data], { ...callOf(c), tracked: false });
  return c.body(null, 200);
}

/** An open or a click; the tracking id is in the path. */
export async function eventV1(twin: Twin, c: Call): Promise<Response> {
  const { DeviceToken, PushNotificationStatus } = await readLegacy(twin, c, wire.LegacyEvent);
  const { organizationId, traceId } = callOf(c);
  if (sameId(organizationId) !== sameId(twin.state.organizationId))
    refuse(400, 'the organization is unknown');
  const trackingId = wire.InteractionEvent.shape.TrackingId.safeParse(c.req.param('tracking'));
  if (!trackingId.success) refuse(400, 'expected a GUID for the tracking id in the path');
  recordInteraction(twin, {
    ...{ trackingId: trackingId.data, what: PushNotificationStatus, by: 'event' },
    ...{ token: DeviceToken, traceId },
  });
  return c.body(null, 200);
}

async function readLegacy<T>(twin: Twin, c: Call, schema: Parameters<typeof readJson<T>>[2]): Promise<T> {
  if (twin.switches.get().legacyEndpoints === 'off') refuse(404, 'there is no such endpoint');
  return readJson(twin, c, schema);
}
