import { fcmError, googleError, malformed, quotaExceeded, type Refusal } from './errors.ts';
import { type Message, readMessage } from './message.ts';
import type { createOauth } from './oauth.ts';
import type { createPresence } from './presence.ts';
import type { createQuotas } from './quotas.ts';
import type { Device, FcmState } from './state.ts';
import { looksLikeFid, looksLikeToken } from './tokens.ts';
import { SENDING_SCOPES } from './wire.ts';

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
  oauth: ReturnType<typeof createOauth>;
  quotas: ReturnType<typeof createQuotas>;
  presence: ReturnType<typeof createPresence>;
}

/** Decides on one call. The order is ours: access token, project and its quota, JSON, message, target and its quota. */
export function createChecks({ state, oauth, quotas, presence }: ChecksOptions) {
  /** The device of a token or fid, or why it cannot be sent to. */
  function findDevice(
    { target: { kind, value }, packageName }: Message,
    projectId: string,
  ): Device | Refusal {
    const device = kind === 'fid' ? state.deviceOfFid(value) : state.deviceOf(value);
    const plausible = kind === 'fid' ? looksLikeFid(value) : looksLikeToken(value);
    if (!device && !plausible) return badToken(kind);
    if (!device || presence.isGone(device)) {
      return fcmError('UNREGISTERED', 'Requested entity was not found.');
    }
    if (device.projectId !== projectId) return fcmError('SENDER_ID_MISMATCH', 'SenderId mismatch');
    if (packageName !== undefined && packageName !== device.packageName) {
      const field = 'message.android.restricted_package_name';
      return fcmError('INVALID_ARGUMENT', 'The package name does not match the registration token', field);
    }
    return device;
  }

  return (request: SendRequest): Refusal | Acceptance => {
    const { body } = request;
    const projectId = state.projectOf(request.project);
    const refused = refuseSender(oauth.grantOf(request.authorization), projectId ?? '');
    if (refused || projectId === undefined) return refused ?? NOT_PERMITTED;
    const tooFast = quotas.takeProject(projectId);
    if (tooFast !== undefined) return quotaExceeded('project', tooFast);
    if (body === undefined) return malformed([{ field: '', description: 'Invalid JSON payload received.' }]);
    const message = readMessage(body);
    if ('reason' in message) return message;
    if (message.target.kind === 'topic' || message.target.kind === 'condition') return { message, projectId };
    const device = findDevice(message, projectId);
    if ('reason' in device || message.validateOnly)
      return 'reason' in device ? device : { message, projectId, device };
    const tooMany = quotas.takeDevice(device, message.collapseKey !== undefined);
    return tooMany === undefined ? { message, projectId, device } : quotaExceeded('device', tooMany);
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
