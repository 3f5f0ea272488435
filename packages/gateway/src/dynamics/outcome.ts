import { dynamicsHeaders, type WebhookBody } from '@journeys-push/contract/gateway-dynamics';
import type { Pool } from 'pg';
import type * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { AppChannel } from '../config.ts';
import type { Log } from '../log.ts';
import type { Registration } from '../reconcile/device.ts';
import { matchesHash, newSecret, sha256 } from '../secrets.ts';
import type { Webhooks } from './config.ts';
import { findHook, forgetHooks, keepHook, takeHint } from './outcome-store.ts';
import { readingOfSignature, type SignatureReading } from './signature.ts';

/** The header of ours that Dynamics sends along. */
export const PROOF_HEADER = 'x-journeys-push-proof';
const PATH = '/v1/dynamics/outcomes/';
const KEPT_MS = 86_400_000;

/** A callback as it came. */
export interface Outcome {
  /** From the path. */
  secret: string;
  /** From our header, if Dynamics has sent it. */
  proof: string | undefined;
  body: z.infer<typeof WebhookBody>;
  traceId: string;
}

/** Listens to Dynamics. */
export interface Outcomes {
  /** The status that a callback is answered with. */
  answer: Webhooks['answer'];
  /** The headers that ask Dynamics to call back about this one registration, at a URL of its own. */
  invite(registration: Registration): Promise<Record<string, string>>;
  /**
   * Takes a callback as a hint: the status is asked now. It is never believed, since the signature covers neither the
   * outcome nor a time (facts: dynamics.md §3). False: the URL is unknown or used, or the signature is not the access
   * token's.
   */
  take(outcome: Outcome): Promise<boolean>;
}

export interface OutcomesOptions {
  pool: Pool;
  apps: readonly AppChannel[];
  clock: Clock;
  log: Log;
  /** Something has become due. */
  wake: () => void;
}

/** Undefined where webhooks are not configured. */
export function createOutcomes(
  config: Webhooks | undefined,
  { pool, apps, clock, log, wake }: OutcomesOptions,
): Outcomes | undefined {
  if (!config) return undefined;
  const pins = new Map<string, SignatureReading>();

  /** Old and new access tokens alike: one may be on its way out (facts: dynamics.md §10.4). */
  function isSigned(app: AppChannel, url: string, signature: string): boolean {
    const pinned = pins.get(app.id);
    for (const apiToken of app.apiTokens) {
      const reading = readingOfSignature(signature, { url, apiToken }, pinned);
      if (!reading) continue;
      if (!pinned) {
        pins.set(app.id, reading);
        log.info(
          { code: 'signature-pinned', app: app.id, ...reading },
          'How Dynamics signs callbacks is known',
        );
      }
      return true;
    }
    return false;
  }

  return {
    answer: config.answer,
    async invite({ app, tokenHash, dynamicsUserId: dynamicsUser }) {
      const [secret, proof] = [newSecret(), newSecret()];
      const hook = { app, tokenHash, dynamicsUser, secretHash: sha256(secret), proofHash: sha256(proof) };
      await keepHook(pool, hook, clock.now());
      await forgetHooks(pool, clock.now() - KEPT_MS);
      const names =
        config.header === 'both'
          ? [dynamicsHeaders.callbackUrl, dynamicsHeaders.statusCallbackUrl]
          : [config.header];
      return {
        ...Object.fromEntries(names.map((name) => [name, config.publicUrl + PATH + secret])),
        [dynamicsHeaders.callbackHeaders]: JSON.stringify({ [PROOF_HEADER]: proof }),
      };
    },
    async take({ secret, proof, body, traceId }) {
      const hook = await findHook(pool, sha256(secret));
      const app = apps.find(({ id }) => id === hook?.app);
      const refuse = (why: string) => {
        log.warn({ code: 'outcome-invalid', app: hook?.app, why, traceId }, 'A callback was not taken');
        return false;
      };
      if (!hook || !app) return refuse('unknown or used');
      if (proof !== undefined && !matchesHash(proof, hook.proofHash)) return refuse('header');
      if (!isSigned(app, config.publicUrl + PATH + secret, body.Signature)) return refuse('signature');
      const installationId = await takeHint(pool, hook, clock.now());
      log.info(
        { code: 'outcome-heard', app: app.id, installationId, status: body.Status, traceId },
        'Dynamics says that there is an outcome: it is asked for',
      );
      if (installationId) wake();
      return true;
    },
  };
}
