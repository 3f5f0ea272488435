import { randomUUID } from 'node:crypto';
import type { WireEffect } from '../fault-rules.ts';
import type { TimelinePort } from '../timeline.ts';
import { maskToken } from '../trace.ts';
import type { Acceptance, createChecks, PushRequest, Refusal, Verdict } from './checks.ts';
import { seeExchange } from './exchange.ts';
import { createFaultRecord } from './fault-record.ts';
import type { createHandover } from './handover.ts';
import { maskedTokenIn, type Names, namesOf } from './names.ts';
import type { ApnsNotification } from './state.ts';
import type { ApnsErrorBody } from './wire.ts';

/** One answer. */
export interface PushAnswer {
  headers: { ':status': number; 'apns-id': string } & Record<string, string | number>;
  body?: ApnsErrorBody;
}

/** What becomes of a request: an answer, or a fault in its place. */
export type Outcome = PushAnswer | WireEffect;

export interface AnswerOptions {
  check: ReturnType<typeof createChecks>;
  handover: ReturnType<typeof createHandover>;
  timeline: TimelinePort;
}

/** Checks a request, records the verdict, hands an accepted push on, and says what to answer or to do instead. */
export function createAnswer({ check, handover, timeline }: AnswerOptions) {
  const record = createFaultRecord(timeline);

  function accept({ push, device, payload }: Acceptance, { apnsId, traceId }: Names): PushAnswer {
    const { pushType, priority, collapseId } = push;
    const { environment } = device;
    const topic = push.topic === device.bundleId ? device.bundleId : push.topic;
    const token = maskToken(device.token);
    const summary = `APNs accepted a push for ${token}`;
    const detail = { token, apnsId, topic, pushType, priority, environment };
    timeline.record({ traceId, hop: 'apns', kind: 'push.accepted', summary, outcome: 'ok', detail });
    const notification: ApnsNotification = {
      apnsId,
      topic,
      pushType,
      priority,
      traceId,
      payload: payload ?? {},
    };
    if (collapseId) notification.collapseId = collapseId;
    if (payload) handover.deliver(device, notification, push.expiration);
    else handover.drop(device, notification, 'its payload is not a JSON object');
    const headers: PushAnswer['headers'] = { ':status': 200, 'apns-id': apnsId };
    if (environment === 'development') headers['apns-unique-id'] = randomUUID();
    return { headers };
  }

  function refuse(
    { path, connection }: PushRequest,
    refusal: Refusal,
    { apnsId, traceId }: Names,
  ): PushAnswer {
    const { reason, status, timestamp, retryAfter } = refusal;
    const token = maskedTokenIn(path);
    const { environment } = connection;
    const planted = refusal.planted ? { planted: true } : undefined;
    const said = [status, reason, planted && '(planted)'].filter(Boolean).join(' ');
    const summary = `APNs refused a push for ${token}: ${said}`;
    const detail = { token, apnsId, status, ...(reason ? { reason } : {}), environment, ...planted };
    timeline.record({ traceId, hop: 'apns', kind: 'push.refused', summary, outcome: 'failed', detail });
    const headers: PushAnswer['headers'] = { ':status': status, 'apns-id': apnsId };
    if (retryAfter !== undefined) headers['retry-after'] = retryAfter;
    if (!reason) return { headers };
    return { headers, body: { reason, ...(timestamp === undefined ? {} : { timestamp }) } };
  }

  function conclude(request: PushRequest, verdict: Verdict, names: Names): Outcome | Promise<Outcome> {
    if ('device' in verdict) return accept(verdict, names);
    if ('status' in verdict) return refuse(request, verdict, names);
    if ('delayMs' in verdict) {
      record.delayed(request, verdict.delayMs, names);
      return verdict.verdict.then((one) => conclude(request, one, names));
    }
    record.failed(request, verdict.effect, names);
    return verdict.effect;
  }

  return (request: PushRequest): Outcome | Promise<Outcome> => {
    const names = namesOf(request, timeline);
    const seen = seeExchange(request, names, timeline);
    const verdict = check(request);
    const outcome =
      verdict instanceof Promise
        ? verdict.then((one) => conclude(request, one, names))
        : conclude(request, verdict, names);
    return outcome instanceof Promise ? outcome.then(seen) : seen(outcome);
  };
}
