import { randomUUID } from 'node:crypto';
import type { TimelinePort } from '../timeline.ts';
import { maskToken, newTraceId, traceIdOfGuid } from '../trace.ts';
import type { PushRequest } from './checks.ts';
import { headerOf, isUuid } from './headers.ts';
import { DEVICE_PATH } from './wire.ts';

/** What a push is called, and the trace it belongs to. */
export interface Names {
  apnsId: string;
  traceId: string;
}

/** The sender's `apns-id` where it gave a good one, on the trace that it was linked to. */
export function namesOf({ headers }: PushRequest, timeline: Pick<TimelinePort, 'traceOf'>): Names {
  const given = headerOf(headers.values, 'apns-id');
  if (given && isUuid(given)) {
    return { apnsId: given, traceId: timeline.traceOf(`apns:${given}`) ?? newTraceId() };
  }
  const apnsId = randomUUID();
  return { apnsId, traceId: traceIdOfGuid(apnsId) };
}

/** The device token in a path, masked. */
export const maskedTokenIn = (path: string): string => maskToken(DEVICE_PATH.exec(path)?.[1] ?? '');
