import { randomUUID } from 'node:crypto';
import type { TimelinePort } from '../timeline.ts';
import { maskToken, newTraceId, traceIdOfGuid } from '../trace.ts';
import type { Acceptance, createChecks, PushRequest, Refusal, Verdict } from './checks.ts';
import type { WireEffect } from './faults.ts';
import type { createHandover } from './handover.ts';
import { headerOf, isUuid } from './headers.ts';
import { type ApnsErrorBody, DEVICE_PATH } from './wire.ts';

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

/** What the push is called, and the trace it belongs to. */
interface Names {
  apnsId: string;
  traceId: string;
}

/** Checks a request, records the verdict, hands an accepted push on, and says what to answer or to do instead. */
export function createAnswer({ check, handover, timeline }: AnswerOptions) {
  function namesOf({ headers }: PushRequest): Names {
    const given = headerOf(headers.values, 'apns-id');
    if (given && isUuid(given)) {
      return { apnsId: given, traceId: timeline.traceOf(`apns:${given}`) ?? newTraceId() };
    }
    const apnsId = randomUUID();
    return { apnsId, traceId: traceIdOfGuid(apnsId) };
  }

  function accept({ push, device, payload }: Acceptance, { apnsId, traceId }: Names): PushAnswer {
    const { pushType, priority, collapseId } = push;
    const { environment } = device;
    const topic = push.topic === device.bundleId ? device.bundleId : push.topic;
    const token = maskToken(device.token);
    const summary = `APNs accepted a push for ${token}`;
    const detail = { token, apnsId, topic, pushType, priority, environment };
    timeline.record({ traceId, hop: 'apns', kind: 'push.accepted', summary, outcome: 'ok', detail });
    const head = { apnsId, topic, pushType, priority, traceId, ...(collapseId ? { collapseId } : {}) };
    if (payload) handover.deliver(device, { ...head, payload }, push.expiration);
    else handover.drop(device, { ...head, payload: {} }, 'its payload is not a JSON object');
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
    const token = maskToken(DEVICE_PATH.exec(path)?.[1] ?? '');
    const summary = `APNs refused a push for ${token}: ${[status, reason].join(' ').trim()}`;
    const { environment } = connection;
    const detail = { token, apnsId, status, ...(reason ? { reason } : {}), environment };
    timeline.record({ traceId, hop: 'apns', kind: 'push.refused', summary, outcome: 'failed', detail });
    const headers: PushAnswer['headers'] = { ':status': status, 'apns-id': apnsId };
    if (retryAfter !== undefined) headers['retry-after'] = retryAfter;
    if (!reason) return { headers };
    return { headers, body: { reason, ...(timestamp === undefined ? {} : { timestamp }) } };
  }

  function fail(
    { path, connection }: PushRequest,
    effect: WireEffect,
    { apnsId, traceId }: Names,
  ): WireEffect {
    const token = maskToken(DEVICE_PATH.exec(path)?.[1] ?? '');
    const summary = `A planted fault struck a push for ${token}: ${effect.kind}`;
    const detail = { token, apnsId, effect: effect.kind, environment: connection.environment };
    timeline.record({ traceId, hop: 'apns', kind: 'push.failed', summary, outcome: 'failed', detail });
    return effect;
  }

  function conclude(request: PushRequest, verdict: Verdict, names: Names): Outcome {
    if ('effect' in verdict) return fail(request, verdict.effect, names);
    return 'status' in verdict ? refuse(request, verdict, names) : accept(verdict, names);
  }

  return (request: PushRequest): Outcome | Promise<Outcome> => {
    const names = namesOf(request);
    const verdict = check(request);
    return verdict instanceof Promise
      ? verdict.then((one) => conclude(request, one, names))
      : conclude(request, verdict, names);
  };
}
