import type { Context } from 'hono';
import { requestOf } from '../exchange/hono-exchange.ts';
import type { TimelinePort } from '../timeline.ts';
import type { SendAnswer } from './answer.ts';
import type { Call } from './peek.ts';

/** Keeps a send for whoever wants to read it; then its answer, which is passed on. */
export function seeExchange(
  c: Context,
  { text, call }: { text: string; call: Call },
  { exchange }: Pick<TimelinePort, 'exchange'>,
) {
  const answered = exchange({
    ...requestOf(c),
    ...{ traceId: call.traceId, to: 'fcm', body: text },
    // The sender that has linked its message to a trace is the other twin.
    ...(call.linked ? { from: 'dynamics' } : {}),
  });
  return {
    answered(said: SendAnswer): SendAnswer {
      const type = ['content-type', 'application/json; charset=UTF-8'];
      const headers = [...type, ...Object.entries(said.headers).flat()];
      answered({ status: said.status, headers, body: JSON.stringify(said.body) });
      return said;
    },
    cut<T>(wire: T): T {
      answered({ failure: 'A planted fault took the place of the answer.' });
      return wire;
    },
  };
}
