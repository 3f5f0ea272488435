import type { ApnsFault, createFaults } from './faults.ts';
import { type PushHeaders, type RequestHeaders, readPush } from './headers.ts';
import { refusePayload } from './payload.ts';
import type { Connection, createProviderTokens } from './provider-token.ts';
import type { ApnsState, Device } from './state.ts';
import { type ApnsReason, DEVICE_PATH, REASON_STATUS } from './wire.ts';

/** One request as it came over HTTP/2. */
export interface PushRequest {
  method: string;
  path: string;
  headers: RequestHeaders;
  body: Buffer;
  connection: Connection;
}

/** Why a push is refused; `status` where it is not the reason's own, `timestamp` in milliseconds. */
export interface Refusal {
  reason: ApnsReason;
  status?: number;
  timestamp?: number;
  /** Seconds. */
  retryAfter?: number;
}

/** A push that Apple takes on. */
export interface Acceptance {
  device: Device;
  push: PushHeaders;
}

export interface ChecksOptions {
  state: ApnsState;
  faults: ReturnType<typeof createFaults>;
  tokens: ReturnType<typeof createProviderTokens>;
  /** The sandbox's clock, milliseconds. */
  now: () => number;
  wait: (milliseconds: number) => Promise<unknown>;
}

/**
 * Decides on one request. Apple does not publish the order of its checks; here: path, method, planted fault,
 * repeated headers, provider token, the other headers, device token, payload. Authentication comes early so that
 * a stranger learns nothing about device tokens.
 */
export function createChecks({ state, faults, tokens, now, wait }: ChecksOptions) {
  return async (request: PushRequest): Promise<Refusal | Acceptance> => {
    const path = DEVICE_PATH.exec(request.path);
    if (!path) return { reason: 'BadPath' };
    if (request.method !== 'POST') return { reason: 'MethodNotAllowed' };
    const [, token] = path;
    if (!token) return { reason: 'MissingDeviceToken' };
    const { connection, headers } = request;
    const fault = faults.take({ token, environment: connection.environment });
    if (fault?.delayMs) await wait(fault.delayMs);
    if (fault?.reason) return planted(fault, fault.reason, now());
    if (headers.duplicated) return { reason: 'DuplicateHeaders' };
    const sender = await tokens.authenticate(headers.values.get('authorization'), connection);
    if (typeof sender === 'string') return { reason: sender };
    return checkPush(state, request, { token, teamId: sender.teamId });
  };
}

/** All that is checked once the sender is known. */
function checkPush(
  state: ApnsState,
  { headers, body, connection }: PushRequest,
  { token, teamId }: { token: string; teamId: string },
): Refusal | Acceptance {
  const push = readPush(headers.values);
  if (typeof push === 'string') return { reason: push };
  if (!state.ownsBundleId(teamId, push.bundleId)) return { reason: 'TopicDisallowed' };
  const device = state.deviceOf(token);
  if (device?.environment !== connection.environment) return { reason: 'BadDeviceToken' };
  if (device.bundleId !== push.bundleId) return { reason: 'DeviceTokenNotForTopic' };
  if (device.goneAt !== undefined) return { reason: 'Unregistered', timestamp: device.goneAt };
  const reason = refusePayload(body, push);
  return reason ? { reason } : { device, push };
}

function planted({ status, retryAfter }: ApnsFault, reason: ApnsReason, timestamp: number): Refusal {
  const refusal: Refusal = { reason };
  if (status !== undefined) refusal.status = status;
  if (retryAfter !== undefined) refusal.retryAfter = retryAfter;
  if ((status ?? REASON_STATUS[reason]) === 410) refusal.timestamp = timestamp;
  return refusal;
}
