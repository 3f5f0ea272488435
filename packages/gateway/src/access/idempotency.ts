import type { Clock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';
import type { Log } from '../log.ts';
import { sha256 } from '../secrets.ts';
import {
  type Claim,
  claim,
  forgetExpired,
  giveUp,
  type KeptAnswer,
  keepAnswer,
} from './idempotency-store.ts';

export interface IdempotencyOptions {
  pool: Sql;
  clock: Clock;
  log: Log;
}

/** A request with an Idempotency-Key. */
export interface KeyedRequest {
  /** Keys of two callers have nothing to do with each other. */
  apiKey: string;
  key: string;
  method: string;
  /** With its query. */
  path: string;
  body: ArrayBuffer;
}

/** `keep` must be called with the answer, or with nothing if it is not to be repeated. */
type Begun = { keep(answer?: KeptAnswer): Promise<void> } | Exclude<Claim, 'claimed'>;

/** Answers a repeated request as it answered the first one (draft-ietf-httpapi-idempotency-key-header-07). */
export interface Idempotency {
  begin(request: KeyedRequest): Promise<Begun>;
  /** Begins to forget what has expired. */
  start(): void;
  close(): void;
}

/** How long an answer is kept. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

/** A process that dies holds a key up for so long. No request may take as long. */
const CLAIM_MS = 60_000;

const FORGET_EVERY_MS = 60_000;
const FORGET_AT_ONCE = 10_000;

export function createIdempotency({ pool, clock, log }: IdempotencyOptions): Idempotency {
  let cancel: () => void = () => undefined;

  async function forget(now: number): Promise<void> {
    while ((await forgetExpired(pool, now, FORGET_AT_ONCE)) === FORGET_AT_ONCE);
  }

  /** Also where no request comes any more. */
  function forgetSometimes(): void {
    cancel = clock.after(FORGET_EVERY_MS, forgetSometimes);
    // Nobody waits for it; the next minute tries again.
    forget(clock.now()).catch((error: Error) =>
      log.warn({ code: 'idempotency-not-forgotten', error: error.message }, 'Old answers were not deleted'),
    );
  }

  return {
    async begin({ apiKey, key, method, path, body }) {
      const now = clock.now();
      const fingerprint = fingerprintOf(method, path, body);
      const wanted = { apiKey, keyHash: sha256(key), fingerprint };
      const claimedUntil = now + CLAIM_MS;
      const outcome = await claim(pool, wanted, { now, claimedUntil, expiresAt: now + KEPT_MS });
      if (outcome !== 'claimed') return outcome;
      return {
        async keep(answer) {
          if (answer) await keepAnswer(pool, wanted, { ...answer, claimedUntil });
          else await giveUp(pool, wanted, claimedUntil);
        },
      };
    },
    start: forgetSometimes,
    close: () => cancel(),
  };
}

const fingerprintOf = (method: string, path: string, body: ArrayBuffer): Buffer =>
  sha256(`${method} ${path}\n${Buffer.from(body).toString('base64')}`);
