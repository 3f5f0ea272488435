import { reachedAt } from '../exchange/reached-at.ts';
import type { TimelinePort } from '../timeline.ts';
import type { Outcome } from './answer.ts';
import type { PushRequest } from './checks.ts';
import { headerOf } from './headers.ts';
import type { Names } from './names.ts';

/** Keeps a request for whoever wants to read it; what is returned keeps its answer, and passes it on. */
export function seeExchange(
  { method, path, headers, raw, body, connection }: PushRequest,
  { traceId, linked }: Names,
  { exchange }: Pick<TimelinePort, 'exchange'>,
): (outcome: Outcome) => Outcome {
  const named = headerOf(headers.values, ':authority') ?? headerOf(headers.values, 'host') ?? '';
  const answered = exchange({
    ...{ traceId, to: 'apns', protocol: 'HTTP/2', method, body },
    // The sender that has linked its push to a trace is the other twin.
    ...(linked ? { from: 'dynamics' } : {}),
    url: `https://${named}${path}`,
    ...(connection.socket ? reachedAt(connection.socket, named) : {}),
    headers: raw ?? [],
  });
  return (outcome) => {
    if ('kind' in outcome) {
      answered({ failure: `A planted fault took the place of the answer: ${outcome.kind}.` });
      return outcome;
    }
    const { ':status': status, ...rest } = outcome.headers;
    answered({
      status,
      headers: Object.entries(rest).flatMap(([name, value]) => [name, `${value}`]),
      ...(outcome.body ? { body: JSON.stringify(outcome.body) } : {}),
    });
    return outcome;
  };
}
