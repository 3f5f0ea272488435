import { createHmac } from 'node:crypto';
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
  const switches = twin.switches.get();
  const body: WebhookBody = {
    Status: verdict.status,
    Signature: sign(callback, switches),
    ...failureReason(verdict.reason, switches),
  };
  const answer = await post(callback, body);
  const delivered = answer >= 200 && answer < 300;
  twin.timeline.record({
    ...{ traceId, hop: 'dynamics', outcome: delivered ? 'ok' : 'failed', detail: { requestId, answer } },
    kind: delivered ? 'webhook.delivered' : 'webhook.lost',
    summary: delivered
      ? 'The callback URL was told the outcome'
      : 'The callback URL did not take the outcome; Dynamics does not try again',
  });
}

/** HMAC-SHA256 over the callback URL as it was given, keyed with the ApiToken of the registration (§10 #3). */
function sign(
  { url, apiToken }: Pick<Callback, 'url' | 'apiToken'>,
  { signatureEncoding, signatureKey }: Pick<Switches, 'signatureEncoding' | 'signatureKey'>,
): string {
  const key = Buffer.from(apiToken, signatureKey === 'text' ? 'utf8' : 'base64');
  const digest = createHmac('sha256', key).update(url, 'utf8').digest();
  if (signatureEncoding === 'base64') return digest.toString('base64');
  const hex = digest.toString('hex');
  return signatureEncoding === 'hex-upper' ? hex.toUpperCase() : hex;
}

/** The answer's status; 0 when there was none. */
async function post({ url, headers }: Callback, body: WebhookBody): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return 0;
  }
}
