import type { createAccess } from './access.ts';
import { readCondition, type Subscribed } from './condition.ts';
import { fcmError, googleError, malformed, type Refusal } from './errors.ts';
import type { Message } from './message.ts';
import type { createPresence } from './presence.ts';
import { isObject } from './shape.ts';
import type { Device, FcmState } from './state.ts';
import { looksLikeToken } from './tokens.ts';
import { MAX_BATCH, TOPIC } from './wire.ts';

export interface TopicsOptions {
  state: FcmState;
  access: ReturnType<typeof createAccess>;
  presence: ReturnType<typeof createPresence>;
}

interface Answer {
  status: number;
  body: object;
}
type Change = 'add' | 'remove';

const nameOf = (topic: string) => topic.replace(/^\/topics\//, '');

/** Subscriptions, which a device carries, and who is subscribed (facts: apns-fcm-phones.md §2.2, §2.6). */
export function createTopics({ state, access, presence }: TopicsOptions) {
  /** Undefined: done. Else the error as the batch endpoints name it (assumed). */
  function change(what: Change, token: string, { topic, projectId }: { topic: string; projectId: string }) {
    const device = state.deviceOf(token);
    if (!device && !looksLikeToken(token)) return 'INVALID_ARGUMENT';
    if (!device || presence.isGone(device)) return 'NOT_FOUND';
    if (device.projectId !== projectId) return 'PERMISSION_DENIED';
    const others = (device.topics ?? []).filter((each) => each !== nameOf(topic));
    device.topics = what === 'add' ? [...others, nameOf(topic)] : others;
    return undefined;
  }

  return {
    /** `iid.googleapis.com/iid/v1:batchAdd` and `batchRemove`: one result for each token. */
    batch(
      what: Change,
      { authorization, body }: { authorization: string | undefined; body: unknown },
    ): Answer {
      const projectId = access(authorization);
      if (typeof projectId !== 'string') return projectId;
      const { to, registration_tokens: tokens } = isObject(body) ? body : {};
      if (typeof to !== 'string' || !TOPIC.test(to)) return badTopic('to');
      if (!isTokens(tokens)) {
        const description = `One to ${MAX_BATCH} registration tokens are expected.`;
        return malformed([{ field: 'registration_tokens', description }]);
      }
      const results = tokens.map((token) => {
        const error = change(what, token, { topic: to, projectId });
        return error ? { error } : {};
      });
      return { status: 200, body: { results } };
    },
    /** The subscriptions of one registration, as firebase-admin 14 asks for them. */
    one(
      what: Change,
      given: { authorization: string | undefined; project: string; token: string; topic: string },
    ): Answer {
      const { authorization, project, token, topic } = given;
      const projectId = access(authorization, project);
      if (typeof projectId !== 'string') return projectId;
      if (!TOPIC.test(topic)) return badTopic('topic_name');
      const error = change(what, token, { topic, projectId });
      if (error === 'PERMISSION_DENIED') return fcmError('SENDER_ID_MISMATCH', 'SenderId mismatch');
      if (error === 'NOT_FOUND') return fcmError('UNREGISTERED', 'Requested entity was not found.');
      if (error)
        return fcmError('INVALID_ARGUMENT', 'The registration token is not a valid FCM registration token');
      const name = `projects/${projectId}/registrations/${token}/topicSubscriptions/${nameOf(topic)}`;
      return { status: 200, body: what === 'add' ? { name } : {} };
    },
    /** Everybody whom a topic or condition means. */
    subscribers({ target: { kind, value } }: Message, projectId: string): Device[] | Refusal {
      const meant: Subscribed | undefined =
        kind === 'topic' ? (topics) => topics.has(nameOf(value)) : readCondition(value);
      if (!meant) return fcmError('INVALID_ARGUMENT', 'Invalid condition expression', 'message.condition');
      return state
        .devicesOf(projectId)
        .filter((device) => !presence.isGone(device) && meant(new Set(device.topics)));
    },
  };
}

const isTokens = (tokens: unknown): tokens is string[] =>
  Array.isArray(tokens) &&
  tokens.length > 0 &&
  tokens.length <= MAX_BATCH &&
  tokens.every((token) => typeof token === 'string');

const badTopic = (field: string): Answer =>
  googleError(400, { status: 'INVALID_ARGUMENT', message: `Invalid topic name in ${field}.` });
