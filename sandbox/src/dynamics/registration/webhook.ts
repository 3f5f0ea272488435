import { createHmac } from 'node:crypto';
import { readUrl } from '../../read-url.ts';
import { sameId } from '../channel/devices.ts';
import type { Callback, Registration } from '../records.ts';
import type { Switches } from '../switches.ts';
import type { Twin } from '../twin.ts';
import type { WebhookBody } from '../wire.ts';
import { failureReason } from './failure-reason.ts';
import type { Verdict } from './verdict.ts';

/** The real time-out is unknown (facts: dynamics.md §3). */
const TIMEOUT_MS = 10_000;

/**
 * Tells the callback URL the outcome: one attempt, lost when it fails (§3). Any 2xx counts as delivered (§10 #2),
 * redirects are not followed (assumed).
 */
export async function tellCallback(twin: Twin, registration: Registration, verdict: Verdict): Promise<void> {
  const { callback, traceId, requestId } = registration;
  if (!callback) return;
  const fault = twin.faults.strikeWork('webhook', registration.token);
  if (fault?.kind === 'late') await twin.wait(fault.ms);
  if (!twin.background.open) return;
  const calls = fault?.kind === 'lost' ? 0 : fault?.kind === 'duplicated' ? fault.times : 1;
  const body = bodyFor(twin, registration.mobileAppId, { callback, verdict });
  let answer = 0;
  for (let call = 0; call < calls; call++) answer = await post(twin, registration, { callback, body });
  const delivered = isDelivered(answer, twin.switches.get().webhookDelivered);
  const detail = { requestId, answer, ...(fault ? { fault: fault.kind } : {}) };
  twin.timeline.record({
    ...{ traceId, hop: 'dynamics', outcome: delivered ? 'ok' : 'failed', detail },
    kind: delivered ? 'webhook.delivered' : 'webhook.lost',
    summary: delivered
      ? 'The callback URL was told the outcome'
      : 'The callback URL did not take the outcome; Dynamics does not try again',
  });
}

function bodyFor(
  { state, switches }: Twin,
  mobileAppId: string,
  { callback, verdict }: { callback: Callback; verdict: Verdict },
): WebhookBody {
  const readings = switches.get();
  const tokens = state.mobileApps.get(sameId(mobileAppId))?.accessTokens ?? [];
  const signing = { first: tokens[0], newest: tokens.at(-1), 'of-registration': undefined };
  const apiToken = signing[readings.signatureToken]?.token ?? callback.apiToken;
  return {
    Status: verdict.status,
    Signature: sign(callback.url, apiToken, readings),
    ...failureReason(verdict.reason, readings),
  };
}

const isDelivered = (answer: number, which: Switches['webhookDelivered']): boolean =>
  which === 'any-2xx' ? answer >= 200 && answer < 300 : answer === Number(which);

/** HMAC-SHA256 over the callback URL as it was given, keyed with the ApiToken of the registration (§10 #3, #4). */
function sign(
  url: string,
  apiToken: string,
  readings: Pick<Switches, 'signatureEncoding' | 'signatureKey' | 'signatureUrl'>,
): string {
  const { signatureEncoding, signatureKey, signatureUrl } = readings;
  const message = signatureUrl === 'parsed' ? (readUrl(url)?.href ?? url) : url;
  const key = Buffer.from(apiToken, signatureKey === 'text' ? 'utf8' : 'base64');
  const digest = createHmac('sha256', key).update(message, 'utf8').digest();
  if (signatureEncoding === 'base64') return digest.toString('base64');
  const hex = digest.toString('hex');
  return signatureEncoding === 'hex-upper' ? hex.toUpperCase() : hex;
}

/** The answer's status; 0 when there was none. */
async function post(
  { timeline }: Twin,
  { traceId }: Registration,
  { callback, body }: { callback: Callback; body: WebhookBody },
): Promise<number> {
  const { url } = callback;
  const text = JSON.stringify(body);
  let answered: ReturnType<typeof timeline.exchange> | undefined;
  try {
    // Headers knows names in any case: a second Content-Type replaces, and does not join, the first.
    const headers = new Headers(callback.headers);
    headers.set('content-type', 'application/json');
    answered = timeline.exchange({
      ...{ traceId, from: 'dynamics', to: 'webhook', protocol: 'HTTP/1.1', method: 'POST', url },
      ...{ headers: [...headers].flat(), body: text },
    });
    const answer = await fetch(url, {
      ...{ method: 'POST', headers, body: text, redirect: 'manual' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answered({ status: answer.status, headers: [...answer.headers].flat() });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    answered?.({ failure: (error as Error).message });
    return 0;
  }
}
