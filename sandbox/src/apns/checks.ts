import type { WireEffect } from '../fault-rules.ts';
import type { Connection, Sender } from './connection.ts';
import { exceedsLimit, learnOfUninstall } from './device-life.ts';
import type { createFaults } from './faults.ts';
import { headerOf, type PushHeaders, type RequestHeaders, readPush } from './headers.ts';
import { type Payload, parsePayload, refuseSize, refuseUrgency } from './payload.ts';
import type { createScenarios } from './scenarios.ts';
import type { ApnsState, Device } from './state.ts';
import { type ApnsReason, DEVICE_PATH, REASON_STATUS } from './wire.ts';

/** One request as it came over HTTP/2. */
export interface PushRequest {
  method: string;
  path: string;
  headers: RequestHeaders;
  body: Buffer;
  connection: Connection;
  /** name, value, name, value … as they came; absent in tests of the checks alone. */
  raw?: readonly string[];
}

/** Why a push is refused; `timestamp` in milliseconds. Without `reason` the answer has no body: a planted status. */
export interface Refusal {
  status: number;
  reason?: ApnsReason;
  timestamp?: number;
  /** Seconds. */
  retryAfter?: number | undefined;
  /** A planted fault says so, not the twin. */
  planted?: true;
}

/** A planted latency: the verdict comes later. */
export interface Delay {
  delayMs: number;
  verdict: Promise<Verdict>;
}

/** A push that Apple takes on. `payload` is absent where the body is no JSON object. */
export interface Acceptance {
  device: Device;
  push: PushHeaders;
  payload?: Payload | undefined;
}

export type Verdict = Refusal | Acceptance | { effect: WireEffect } | Delay;

export interface ChecksOptions {
  state: ApnsState;
  faults: ReturnType<typeof createFaults>;
  scenarios: Pick<ReturnType<typeof createScenarios>, 'get'>;
  authenticate: (
    authorization: string | undefined,
    connection: Connection,
  ) => Promise<Sender | ApnsReason> | Sender | ApnsReason;
  /** The sandbox's clock, milliseconds. */
  now: () => number;
  wait: (milliseconds: number) => Promise<unknown>;
}

/** What a planted status says, where Apple has one reason for it. */
const REASON_OF: Readonly<Record<number, ApnsReason>> = {
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/**
 * Decides on one request. Apple does not publish the order of its checks; here: path, method, missing device token,
 * planted fault, repeated headers, sender, the other headers, topic, device token and its app, payload. Authentication
 * comes early so that a stranger learns nothing about device tokens.
 */
export function createChecks(options: ChecksOptions) {
  const { faults, authenticate, now, wait } = options;

  function planted(effect: NonNullable<ReturnType<typeof faults.strike>['effect']>): Verdict {
    if (effect.kind !== 'refuse' && effect.kind !== 'status') return { effect };
    const { retryAfter } = effect;
    if (effect.kind === 'refuse') return { ...refuse(effect.reason, now()), retryAfter, planted: true };
    const { status } = effect;
    const reason = REASON_OF[status];
    return { status, ...(reason ? { reason } : {}), retryAfter, planted: true };
  }

  function checkSender(request: PushRequest, token: string): Verdict | Promise<Verdict> {
    const { connection, headers } = request;
    if (headers.duplicated) return refuse('DuplicateHeaders');
    const sender = authenticate(headerOf(headers.values, 'authorization'), connection);
    return sender instanceof Promise
      ? sender.then((one) => checkPush(request, { token, sender: one }, options))
      : checkPush(request, { token, sender }, options);
  }

  /** A promise only where there is something to wait for: a new provider token. */
  return (request: PushRequest): Verdict | Promise<Verdict> => {
    const path = DEVICE_PATH.exec(request.path);
    if (!path) return refuse('BadPath');
    if (request.method !== 'POST') return refuse('MethodNotAllowed');
    const [, token] = path;
    if (!token) return refuse('MissingDeviceToken');
    const { delayMs, effect } = faults.strike({ route: 'push', token });
    if (!delayMs) return effect ? planted(effect) : checkSender(request, token);
    const judge = () => (effect ? planted(effect) : checkSender(request, token));
    return { delayMs, verdict: wait(delayMs).then(judge) };
  };
}

/** All that is checked once the sender is known. */
function checkPush(
  { headers, body, connection }: PushRequest,
  { token, sender }: { token: string; sender: Sender | ApnsReason },
  { state, scenarios, now }: ChecksOptions,
): Refusal | Acceptance {
  if (typeof sender === 'string') return refuse(sender);
  connection.proven?.();
  const push = readPush(headers.values, sender.topic);
  if (typeof push === 'string') return refuse(push);
  if (!sender.allows(push)) return refuse('TopicDisallowed');
  const device = state.deviceOf(token);
  if (device?.environment !== connection.environment) return refuse('BadDeviceToken');
  if (device.bundleId !== push.bundleId) return refuse('DeviceTokenNotForTopic');
  const { expiredAt } = device;
  if (expiredAt !== undefined) return refuse('ExpiredToken', expiredAt);
  const goneAt = learnOfUninstall(device, scenarios.get(), now());
  if (goneAt !== undefined) return refuse('Unregistered', goneAt);
  const tooBig = refuseSize(body.length, push);
  if (tooBig) return refuse(tooBig);
  const payload = parsePayload(body);
  const tooUrgent = refuseUrgency(payload, push);
  if (tooUrgent) return refuse(tooUrgent);
  const { deviceLimit } = scenarios.get();
  if (deviceLimit && exceedsLimit(device, deviceLimit, now())) return refuse('TooManyRequests');
  return { device, push, payload };
}

/** `moment` (milliseconds) belongs to a 410 only (facts: apns-fcm-phones.md §1.6). */
function refuse(reason: ApnsReason, moment?: number): Refusal {
  const status = REASON_STATUS[reason];
  return status === 410 && moment !== undefined ? { status, reason, timestamp: moment } : { status, reason };
}
