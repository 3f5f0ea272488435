import { randomUUID } from 'node:crypto';
import type { TimelinePort } from '../timeline.ts';
import { maskToken, newTraceId } from '../trace.ts';
import type { Acceptance, createChecks, PushRequest, Refusal } from './checks.ts';
import type { createHandover } from './handover.ts';
import { isUuid } from './headers.ts';
import { parsePayload } from './payload.ts';
import { type ApnsErrorBody, DEVICE_PATH, REASON_STATUS } from './wire.ts';

/** One answer, before it becomes HTTP/2. */
export interface PushAnswer {
  status: number;
  headers: Record<string, string>;
  body?: ApnsErrorBody;
}

export interface AnswerOptions {
  check: ReturnType<typeof createChecks>;
  handover: ReturnType<typeof createHandover>;
  timeline: TimelinePort;
}

/** Checks a request, records the verdict, hands an accepted push on, and says what to answer. */
export function createAnswer({ check, handover, timeline }: AnswerOptions) {
  const traceOf = (apnsId: string) => timeline.traceOf(`apns:${apnsId}`) ?? newTraceId();

  function accept({ push, device }: Acceptance, body: Buffer, apnsId: string): PushAnswer {
    const { topic, pushType, priority, collapseId } = push;
    const { environment } = device;
    const traceId = traceOf(apnsId);
    const token = maskToken(device.token);
    const summary = `APNs accepted a push for ${token}`;
    const detail = { token, apnsId, topic, pushType, priority, environment };
    timeline.record({ traceId, hop: 'apns', kind: 'push.accepted', summary, outcome: 'ok', detail });
    const payload = parsePayload(body);
    const head = { apnsId, topic, pushType, priority, traceId, ...(collapseId ? { collapseId } : {}) };
    if (payload) handover.deliver(device, { ...head, payload }, push.expiration);
    else handover.drop(device, { ...head, payload: {} }, 'its payload is not a JSON object');
    const headers: Record<string, string> = { 'apns-id': apnsId };
    if (environment === 'development') headers['apns-unique-id'] = randomUUID();
    return { status: 200, headers };
  }

  function refuse({ path, connection }: PushRequest, apnsId: string, refusal: Refusal): PushAnswer {
    const { reason, status = REASON_STATUS[reason], timestamp, retryAfter } = refusal;
    const token = maskToken(DEVICE_PATH.exec(path)?.[1] ?? '');
    const summary = `APNs refused a push for ${token}: ${status} ${reason}`;
    const detail = { token, apnsId, status, reason, environment: connection.environment };
    const traceId = traceOf(apnsId);
    timeline.record({ traceId, hop: 'apns', kind: 'push.refused', summary, outcome: 'failed', detail });
    const headers: Record<string, string> = { 'apns-id': apnsId };
    if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
    return { status, headers, body: { reason, ...(timestamp === undefined ? {} : { timestamp }) } };
  }

  return async (request: PushRequest): Promise<PushAnswer> => {
    const given = request.headers.values.get('apns-id');
    const apnsId = given && isUuid(given) ? given : randomUUID();
    const verdict = await check(request);
    if ('reason' in verdict) return refuse(request, apnsId, verdict);
    return accept(verdict, request.body, apnsId);
  };
}
