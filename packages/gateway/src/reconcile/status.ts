import type { RaiseAlert } from '../apps/alerts.ts';
import type { AppChannel } from '../config.ts';
import type { DynamicsClient } from '../dynamics/client.ts';
import type { Holds, LiveToken } from '../dynamics/holds.ts';
import type { Later, StatusResult } from '../dynamics/results.ts';
import type { Log } from '../log.ts';
import type { Registration } from './device.ts';
import { rulingOn } from './reasons.ts';

/** What a call and its answer bear on. */
export interface Speaker {
  client: DynamicsClient;
  holds: Holds;
  log: Log;
  raise: RaiseAlert;
  watch: (app: string, results: StatusResult[]) => void;
}

/** Requests of one app, and what they are asked about with. */
export interface StatusCall {
  app: AppChannel;
  live: LiveToken;
  /** The end of the claim. */
  deadline: number;
  asks: Pick<Registration, 'requestId' | 'apiTokenId' | 'traceId'>[];
}

/** Asks about requests in one call; the access token is proved or refused by the answer. */
export async function askStatus(speaker: Speaker, call: StatusCall): Promise<StatusResult[]> {
  const { app, live, deadline, asks } = call;
  if (asks.length === 0) return [];
  const requestIds = asks.map(({ requestId = '' }) => requestId);
  const traceId = asks[0]?.traceId ?? '';
  const results = await speaker.client.status(
    { app, apiToken: live.apiToken, deadline, traceId },
    requestIds,
  );
  if (results.some(isVerdict)) speaker.holds.prove(live.id);
  speaker.watch(app.id, results);
  logLater(speaker, { app, traceId }, results);
  stopRefusedTokens(speaker, call, results);
  return results;
}

const isVerdict = ({ kind }: StatusResult): boolean => kind !== 'later' && kind !== 'token-refused';

/** Two ways to learn that an access token is wrong (facts: dynamics.md §10.5). */
function stopRefusedTokens(
  { holds, raise }: Speaker,
  { app, live, asks }: StatusCall,
  results: StatusResult[],
): void {
  const refused = results.flatMap((result, index) => {
    if (result.kind === 'token-refused') return [live.id];
    const fatal = result.kind === 'failed' && rulingOn(result.failureReason).verdict === 'stop-app';
    return fatal ? [asks[index]?.apiTokenId ?? live.id] : [];
  });
  for (const apiTokenId of new Set(refused)) {
    if (!holds.stop(apiTokenId)) continue;
    const message =
      'Dynamics refused an access token: check apiTokens, mobileAppId and organizationId of this app';
    const traceId = asks[0]?.traceId;
    raise({ code: 'api-token-refused', app: app.id, apiTokenId, traceId, message });
  }
}

/** Says that a call brought no verdict. */
export function logLater(
  { log }: Pick<Speaker, 'log'>,
  { app, traceId }: { app: AppChannel; traceId: string | undefined },
  results: ({ kind: string } | Later)[],
): void {
  const later = results.filter((result): result is Later => 'answered' in result);
  const [first] = later;
  if (!first) return;
  const { cause, afterMs } = first;
  const line = { code: 'dynamics-later', app: app.id, cause, afterMs, count: later.length, traceId };
  log.warn(line, 'A call to Dynamics brought no verdict');
}
