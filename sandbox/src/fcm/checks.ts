import type { createAccess } from './access.ts';
import { fcmError, malformed, quotaExceeded, type Refusal } from './errors.ts';
import { type Message, readMessage } from './message.ts';
import type { createPresence } from './presence.ts';
import type { createQuotas } from './quotas.ts';
import type { Device, FcmState } from './state.ts';
import { looksLikeFid, looksLikeToken } from './tokens.ts';
import type { createTopics } from './topics.ts';

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
  /** Whom it is for: one, or everybody whom a topic or condition means. */
  devices: Device[];
}

export interface ChecksOptions {
  state: FcmState;
  access: ReturnType<typeof createAccess>;
  topics: Pick<ReturnType<typeof createTopics>, 'subscribers'>;
  quotas: ReturnType<typeof createQuotas>;
  presence: ReturnType<typeof createPresence>;
}

/** Decides on one call. The order is ours: access token, project and its quota, JSON, message, target and its quota. */
export function createChecks({ state, access, topics, quotas, presence }: ChecksOptions) {
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

  function findDevices(message: Message, projectId: string): Device[] | Refusal {
    const { kind } = message.target;
    if (kind === 'topic' || kind === 'condition') return topics.subscribers(message, projectId);
    const device = findDevice(message, projectId);
    if ('reason' in device || message.validateOnly) return 'reason' in device ? device : [device];
    const wait = quotas.takeDevice(device, message.collapseKey !== undefined);
    return wait === undefined ? [device] : quotaExceeded('device', wait);
  }

  return ({ authorization, project, body }: SendRequest): Refusal | Acceptance => {
    const projectId = access(authorization, project);
    if (typeof projectId !== 'string') return projectId;
    const wait = quotas.takeProject(projectId);
    if (wait !== undefined) return quotaExceeded('project', wait);
    if (body === undefined) return malformed([{ field: '', description: 'Invalid JSON payload received.' }]);
    const message = readMessage(body);
    if ('reason' in message) return message;
    const devices = findDevices(message, projectId);
    return 'reason' in devices ? devices : { message, projectId, devices };
  };
}

const badToken = (kind: string) =>
  fcmError(
    'INVALID_ARGUMENT',
    'The registration token is not a valid FCM registration token',
    `message.${kind}`,
  );
