import { fcmError, googleError, malformed, type Refusal } from './errors.ts';
import type { createFaults, FcmFault } from './faults.ts';
import { type Message, readMessage } from './message.ts';
import type { createOauth } from './oauth.ts';
import type { Device, FcmState } from './state.ts';
import { looksLikeFid, looksLikeToken } from './tokens.ts';
import { type FcmErrorCode, SENDING_SCOPES } from './wire.ts';

/** One call of `messages:send` as it came over HTTP. */
export interface SendRequest {
  /** The project in the path: its id or number. */
  project: string;
  authorization: string | undefined;
  /** The JSON in the body; undefined where it is none. */
  body: unknown;
}

/** A message that FCM takes on. */
export interface Acceptance {
  message: Message;
  projectId: string;
  /** Absent for a topic or condition: no phone subscribes to any here. */
  device?: Device;
}

export interface ChecksOptions {
  state: FcmState;
  faults: ReturnType<typeof createFaults>;
  oauth: ReturnType<typeof createOauth>;
  wait: (milliseconds: number) => Promise<unknown>;
}

/** Decides on one call. The order is ours: planted fault, access token, project, JSON, message, target. */
export function createChecks({ state, faults, oauth, wait }: ChecksOptions) {
  return async (request: SendRequest, target: string | undefined): Promise<Refusal | Acceptance> => {
    const { body } = request;
    const fault = faults.take(target);
    if (fault?.delayMs) await wait(fault.delayMs);
    if (fault?.reason) return planted(fault, fault.reason);
    const projectId = state.projectOf(request.project);
    const refused = refuseSender(oauth.grantOf(request.authorization), projectId ?? '');
    if (refused || projectId === undefined) return refused ?? NOT_PERMITTED;
    if (body === undefined) return malformed([{ field: '', description: 'Invalid JSON payload received.' }]);
    const message = readMessage(body);
    if ('reason' in message) return message;
    const device = findDevice(state, message, projectId);
    if (device && 'reason' in device) return device;
    return { message, projectId, ...(device ? { device } : {}) };
  };
}

function refuseSender(
  grant: { projectId: string; scopes: string[] } | undefined,
  projectId: string,
): Refusal | undefined {
  if (!grant) return NOT_AUTHENTICATED;
  if (!SENDING_SCOPES.some((scope) => grant.scopes.includes(scope))) return OUT_OF_SCOPE;
  return grant.projectId === projectId ? undefined : NOT_PERMITTED;
}

/** The device of a token or fid, nothing for a topic, or why it cannot be sent to. */
function findDevice(state: FcmState, message: Message, projectId: string): Device | Refusal | undefined {
  const { kind, value } = message.target;
  if (kind === 'topic' || kind === 'condition') return undefined;
  const device = kind === 'fid' ? state.deviceOfFid(value) : state.deviceOf(value);
  const plausible = kind === 'fid' ? looksLikeFid(value) : looksLikeToken(value);
  if (!device && !plausible) return badToken(kind);
  if (!device || device.goneAt !== undefined)
    return fcmError('UNREGISTERED', 'Requested entity was not found.');
  if (device.projectId !== projectId) return fcmError('SENDER_ID_MISMATCH', 'SenderId mismatch');
  if (message.packageName !== undefined && message.packageName !== device.packageName) {
    const field = 'message.android.restricted_package_name';
    return fcmError('INVALID_ARGUMENT', 'The package name does not match the registration token', field);
  }
  return device;
}

const badToken = (kind: string) =>
  fcmError(
    'INVALID_ARGUMENT',
    'The registration token is not a valid FCM registration token',
    `message.${kind}`,
  );

const NOT_AUTHENTICATED = googleError(401, {
  status: 'UNAUTHENTICATED',
  message:
    'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
});
const OUT_OF_SCOPE = googleError(403, {
  status: 'PERMISSION_DENIED',
  message: 'Request had insufficient authentication scopes.',
});
const NOT_PERMITTED = googleError(403, {
  status: 'PERMISSION_DENIED',
  message: "Permission 'cloudmessaging.messages.create' denied on resource (or it may not exist).",
});

function planted({ status, retryAfter }: FcmFault, reason: FcmErrorCode): Refusal {
  const refusal = fcmError(reason, 'A fault planted in the sandbox.');
  if (status !== undefined) {
    refusal.status = status;
    refusal.body.error.code = status;
  }
  return retryAfter === undefined ? refusal : { ...refusal, retryAfter };
}
