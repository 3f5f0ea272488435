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
  /** The sender said before which trace the push belongs to. */
  linked: boolean;
}

/** The sender's `apns-id` where it gave a good one, on the trace that it was linked to. */
export function namesOf({ headers }: PushRequest, timeline: Pick<TimelinePort, 'traceOf'>): Names {
  const given = headerOf(headers.values, 'apns-id');
  if (given && isUuid(given)) {
    const traceId = timeline.traceOf(`apns:${given}`);
    return { apnsId: given, traceId: traceId ?? newTraceId(), linked: traceId !== undefined };
  }
  const apnsId = randomUUID();
  return { apnsId, traceId: traceIdOfGuid(apnsId), linked: false };
}

/** The device token in a path, masked. */
export const maskedTokenIn = (path: string): string => maskToken(DEVICE_PATH.exec(path)?.[1] ?? '');
