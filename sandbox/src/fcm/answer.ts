import { randomBytes } from 'node:crypto';
import type { TimelinePort } from '../timeline.ts';
import { maskToken, newTraceId } from '../trace.ts';
import type { Acceptance, createChecks, SendRequest } from './checks.ts';
import type { Refusal } from './errors.ts';
import type { createHandover } from './handover.ts';
import type { Message } from './message.ts';
import type { Call, Named } from './peek.ts';
import type { Device } from './state.ts';

export interface SendAnswer {
  status: number;
  headers: Record<string, string>;
  body: object;
}

export interface AnswerOptions {
  check: ReturnType<typeof createChecks>;
  handover: ReturnType<typeof createHandover>;
  timeline: TimelinePort;
  /** The sandbox's clock, milliseconds. */
  now: () => number;
}

/** Checks a call, records the verdict, hands an accepted message on, and says what to answer. */
export function createAnswer({ check, handover, timeline, now }: AnswerOptions) {
  function accept({ message, projectId, devices }: Acceptance, { traceId }: Call): SendAnswer {
    const { data, notification, android, raw, validateOnly } = message;
    const messageId = validateOnly ? 'fake_message_id' : newMessageId(now());
    const to = toWhom(message, devices);
    timeline.record({
      ...{ traceId, hop: 'fcm', kind: validateOnly ? 'push.checked' : 'push.accepted', outcome: 'ok' },
      summary: `FCM accepted a message for ${to}${validateOnly ? ' (dry run, not sent)' : ''}`,
      detail: { token: to, messageId, projectId },
    });
    const shown = { ...(notification ? { notification } : {}), ...(android ? { android } : {}) };
    const delivery = { messageId, data, ...shown, traceId, raw };
    if (!validateOnly) for (const device of devices) handover.deliver(device, delivery, message);
    return { status: 200, headers: {}, body: { name: `projects/${projectId}/messages/${messageId}` } };
  }

  function refuse(
    refusal: Refusal,
    { traceId, target = '' }: Call,
    more: { planted?: true } = {},
  ): SendAnswer {
    const { status, reason, fields } = refusal;
    const token = maskToken(target);
    timeline.record({
      ...{ traceId, hop: 'fcm', kind: 'push.refused', outcome: 'failed' },
      summary: `FCM refused a message for ${token}: ${status} ${reason}`,
      detail: { token, status, reason, ...(fields ? { fields } : {}), ...more },
    });
    return withRetry(refusal);
  }

  return {
    /** With the trace that the sender linked to the analytics label (32 hex digits) before it sent, or a new one. */
    trace(named: Named): Call {
      const { label = '' } = named;
      const known = /^[0-9a-f]{32}$/.test(label) ? timeline.traceOf(`fcm:${label}`) : undefined;
      return { ...named, traceId: known ?? newTraceId(), linked: known !== undefined };
    },
    /** What the checks say. */
    send(request: SendRequest, call: Call): SendAnswer {
      const verdict = check(request);
      return 'reason' in verdict ? refuse(verdict, call) : accept(verdict, call);
    },
    /** What a planted fault says in their place. */
    planted: (refusal: Refusal, call: Call): SendAnswer => refuse(refusal, call, { planted: true }),
  };
}

/** For a person to read: cut, and without the token. */
function toWhom({ target: { kind, value } }: Message, [device]: Device[]): string {
  return kind === 'topic' || kind === 'condition'
    ? `${kind} ${value}`.slice(0, 200)
    : maskToken(device?.token ?? value);
}

export const withRetry = ({ status, body, retryAfter }: Refusal): SendAnswer => ({
  ...{ status, body, headers: retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) } },
});

/** The form of Android's message ids (assumed, facts: apns-fcm-phones.md §2.2). */
const newMessageId = (now: number) => `0:${now * 1000}%${randomBytes(8).toString('hex')}`;
