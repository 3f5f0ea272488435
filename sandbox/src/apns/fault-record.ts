import type { WireEffect } from '../fault-rules.ts';
import type { TimelinePort } from '../timeline.ts';
import type { PushRequest } from './checks.ts';
import { maskedTokenIn, type Names } from './names.ts';

/** Puts what planted faults do to a push on its trace; a planted refusal is recorded as a refusal, in `answer.ts`. */
export function createFaultRecord(timeline: Pick<TimelinePort, 'record'>) {
  return {
    failed({ path, connection }: PushRequest, effect: WireEffect, { apnsId, traceId }: Names): void {
      const token = maskedTokenIn(path);
      const { environment } = connection;
      const summary = `A planted fault struck a push for ${token}: ${effect.kind}`;
      const detail = { token, apnsId, effect: effect.kind, environment, planted: true };
      timeline.record({ traceId, hop: 'apns', kind: 'push.failed', summary, outcome: 'failed', detail });
    },
    delayed({ path, connection }: PushRequest, delayedMs: number, { apnsId, traceId }: Names): void {
      const token = maskedTokenIn(path);
      const { environment } = connection;
      const summary = `A planted fault delays a push for ${token} by ${delayedMs} ms`;
      const detail = { token, apnsId, delayedMs, environment, planted: true };
      timeline.record({ traceId, hop: 'apns', kind: 'push.delayed', summary, detail });
    },
  };
}
