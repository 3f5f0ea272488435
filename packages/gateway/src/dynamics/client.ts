import {
  type CleanupBody,
  DYNAMICS_BATCH_MAX,
  dynamicsHeaders,
  dynamicsPaths,
  RegisterAnswer,
  RegisterBatchAnswer,
  type RegisterBody,
  StatusAnswer,
  type StatusBody,
} from '@journeys-push/contract/gateway-dynamics';
import type { AppChannel } from '../config.ts';
import type { Gate } from './gate.ts';
import { sendInHalves } from './halves.ts';
import { type Answer, createPost, type PostOptions } from './post.ts';
import type { CleanupResult, EventResult, Later, RegisterResult, StatusResult } from './results.ts';

/** A person's device: one item of a call. */
export interface DeviceItem {
  dynamicsUserId: string;
  platform: 'ios' | 'android';
  token: string;
}

/** What every call needs. */
export interface CallContext {
  app: AppChannel;
  apiToken: string;
  /** The trace of the (first) item: a batch has one `traceparent` and cannot carry a hundred. */
  traceId: string;
  /** Send nothing more after this time: the lease on the devices ends. */
  deadline: number;
}

export interface DynamicsClient {
  /** Always with tracking. One item goes to the single endpoint, so that its trace is its own. */
  register(
    context: CallContext,
    items: DeviceItem[],
    headers?: Record<string, string>,
  ): Promise<RegisterResult[]>;
  status(context: CallContext, requestIds: string[]): Promise<StatusResult[]>;
  cleanup(context: CallContext, items: DeviceItem[]): Promise<CleanupResult[]>;
  opened(
    context: Omit<CallContext, 'apiToken'>,
    open: { trackingId: string; token: string },
  ): Promise<EventResult>;
}

/** At most this many items in one call. */
export const CALL_MAX = DYNAMICS_BATCH_MAX;

const TRACKED = { [dynamicsHeaders.track]: 'true' };
const LATE: Later = { kind: 'later', answered: true, unsent: true, cause: 'out of time' };
const SPARED: Later = { kind: 'later', answered: true, unsent: true, cause: 'the organisation is spared' };

export interface ClientOptions extends PostOptions {
  gate: Gate;
}

/** Speaks the push API of Dynamics (contract/gateway-dynamics.ts). Results are in the order of the items. */
export function createDynamicsClient(options: ClientOptions): DynamicsClient {
  const { gate, clock, timeoutMs } = options;
  const post = createPost(options);

  const call = async (
    { app, traceId, deadline }: Omit<CallContext, 'apiToken'>,
    path: (organizationId: string) => string,
    { body, headers }: { body: unknown; headers?: Record<string, string> },
  ): Promise<Answer> => {
    if (clock.now() + timeoutMs > deadline) return LATE;
    if (!gate.enter(app)) return SPARED;
    const url = app.publicEndpoint + path(app.organizationId);
    const answer = await post({ url, body, traceId, headers: headers ?? {} });
    gate.answered(app, answer);
    return answer;
  };

  return {
    register: (context, items, headers) =>
      sendInHalves(items, async (part): Promise<RegisterResult[] | { kind: 'rejected' }> => {
        const bodies = part.map((item) => registerBody(context, item));
        const [path, body] =
          bodies.length === 1 ? [dynamicsPaths.register, bodies[0]] : [dynamicsPaths.registerBatch, bodies];
        const answer = await call(context, path, { body, headers: { ...TRACKED, ...headers } });
        return answer.kind === 'ok' ? requestIds(answer.json, part.length) : forEach(answer, part);
      }),

    async status(context, ids) {
      const body: StatusBody = {
        RegistrationRequestIds: ids,
        MobileAppId: context.app.mobileAppId,
        ApiToken: context.apiToken,
      };
      const answer = await call(context, dynamicsPaths.status, { body });
      if (answer.kind === 'ok') return verdicts(answer.json, ids.length);
      return ids.map(() => (answer.kind === 'rejected' ? { kind: 'token-refused' } : answer));
    },

    cleanup: (context, items) =>
      sendInHalves(items, async (part): Promise<CleanupResult[] | { kind: 'rejected' }> => {
        const bodies = part.map((item) => cleanupBody(context, item));
        const [path, body] =
          bodies.length === 1 ? [dynamicsPaths.cleanup, bodies[0]] : [dynamicsPaths.cleanupBatch, bodies];
        const answer = await call(context, path, { body });
        return answer.kind === 'ok' ? part.map(() => ({ kind: 'accepted' })) : forEach(answer, part);
      }),

    async opened(context, { trackingId, token }) {
      const body = { TrackingId: trackingId, DeviceToken: token, PushNotificationStatus: 1 };
      const answer = await call(context, dynamicsPaths.events, { body });
      return answer.kind === 'ok' ? { kind: 'accepted' } : answer;
    },
  };
}

function registerBody(
  { app, apiToken }: CallContext,
  { dynamicsUserId, platform, token }: DeviceItem,
): RegisterBody {
  const common = { MobileAppId: app.mobileAppId, UserId: dynamicsUserId, ApiToken: apiToken };
  return platform === 'ios' ? { ...common, ApnsDeviceToken: token } : { ...common, FcmDeviceToken: token };
}

function cleanupBody({ app, apiToken }: CallContext, { dynamicsUserId, token }: DeviceItem): CleanupBody {
  return { MobileAppId: app.mobileAppId, UserId: dynamicsUserId, ApiToken: apiToken, DeviceToken: token };
}

const forEach = <T extends Later | { kind: 'rejected' }>(answer: T, items: unknown[]) =>
  answer.kind === 'rejected' ? ({ kind: 'rejected' } as const) : items.map(() => answer as Later);

/** Accepted, but without the id that its verdict is asked by: as good as unanswered. */
const UNREADABLE: Later = { kind: 'later', answered: false, cause: 'unreadable answer' };

function requestIds(json: unknown, count: number): RegisterResult[] {
  const answers = count === 1 ? RegisterAnswer.transform((one) => [one]) : RegisterBatchAnswer;
  const { data } = answers.safeParse(json);
  if (data?.length !== count) return Array.from({ length: count }, () => UNREADABLE);
  return data.map(({ RegistrationRequestId: requestId }) =>
    /^[\x21-\x7e]{1,200}$/.test(requestId) ? { kind: 'accepted', requestId } : UNREADABLE,
  );
}

function verdicts(json: unknown, count: number): StatusResult[] {
  const { data } = StatusAnswer.safeParse(json);
  if (data?.length !== count) return Array.from({ length: count }, () => UNREADABLE);
  return data.map(({ Status, FailureReason }) => {
    if (Status === 'Failed') return { kind: 'failed', failureReason: FailureReason };
    return { kind: Status === 'Success' ? 'success' : 'pending' };
  });
}
