import { requireApp } from '../channel/channel.ts';
import { sameId } from '../channel/devices.ts';
import type { Registration } from '../records.ts';
import type { SendResult } from '../sending/channel-sender.ts';
import { invisibleApnsPush, invisibleFcmPush } from '../sending/payload.ts';
import type { DynamicsState } from '../state.ts';
import type { Twin } from '../twin.ts';
import { type FailureReason, HUMAN_TEXTS } from '../wire.ts';

/** How a registration ended. `details` is for people and names the provider's own reason. */
export type Verdict =
  | { status: 'Success'; reason?: undefined; details?: undefined }
  | { status: 'Failed'; reason: FailureReason; details: string };

/**
 * Everything that can refuse a registration before it is stored; undefined when nothing does. The reasons are
 * documented (facts: dynamics.md §2), their order is assumed: what costs least comes first, so a duplicate is not
 * sent a dry run.
 */
export async function decide(twin: Twin, registration: Registration): Promise<Verdict | undefined> {
  if (!registration.authorized) return failed('ApiTokenNotValid');
  return tooLong(twin, registration) ?? duplicate(twin, registration) ?? (await dryRun(twin, registration));
}

/** Makes the device one that journeys send to. Another registration of it may have been faster. */
export function storeDevice(twin: Twin, registration: Registration): Verdict {
  const { mobileAppId, userId, platform, token, at, requestId } = registration;
  if (twin.faults.strikeWork('store', token))
    return failed('FailedToStoreDevice', 'The device could not be stored');
  const known = duplicate(twin, registration);
  if (known) return known;
  // In one literal: an object made by spreading takes four times the room.
  const [registeredAt, result] = [at, 'Success' as const];
  twin.state.devices.put({ mobileAppId, userId, platform, token, registeredAt, result, requestId });
  return { status: 'Success' };
}

/** The limits are not published (§10 #13). */
function tooLong({ switches }: Twin, { platform, token }: Registration): Verdict | undefined {
  const { apnsTokenLimit, fcmTokenLimit } = switches.get();
  const limit = platform === 'ios' ? apnsTokenLimit : fcmTokenLimit;
  if (token.length <= limit) return undefined;
  return failed(
    'DeviceTokenTooLong',
    `The device token has ${token.length} characters, at most ${limit} are stored`,
  );
}

/** One row per app, user and token (§10 #16). */
function duplicate({ state, switches }: Twin, registration: Registration): Verdict | undefined {
  const own = state.devices.get(registration)?.result === 'Success';
  if (!own && (switches.get().uniqueness === 'app-user-token' || !isHeld(state, registration)))
    return undefined;
  return failed('DuplicateExists', 'This device is already registered for this user and app');
}

/** Whether any user has the token in this app. Looks at every device: for a switch that is off by default. */
const isHeld = ({ devices }: DynamicsState, { mobileAppId, token }: Registration): boolean =>
  devices
    .all()
    .some(
      (row) =>
        row.token === token && row.result === 'Success' && sameId(row.mobileAppId) === sameId(mobileAppId),
    );

/** Sends the invisible test push through the app's own credentials (§2 `DryRunSendingFailed`). */
async function dryRun(twin: Twin, registration: Registration): Promise<Verdict | undefined> {
  const { mobileAppId, platform, token, traceId } = registration;
  const target = { app: requireApp(twin.state, mobileAppId), token, traceId };
  const result: SendResult = await twin.sender.send(
    platform === 'ios'
      ? { ...target, platform, apns: invisibleApnsPush() }
      : { ...target, platform, fcm: invisibleFcmPush() },
  );
  if (result.ok) return undefined;
  return failed('DryRunSendingFailed', `${HUMAN_TEXTS.DryRunSendingFailed}: ${result.reason}`);
}

const failed = (reason: FailureReason, details: string = HUMAN_TEXTS[reason] ?? reason): Verdict => ({
  status: 'Failed',
  reason,
  details,
});
