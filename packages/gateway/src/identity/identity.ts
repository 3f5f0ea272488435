import { CodedError } from '@journeys-push/contract/problems';
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { Proved } from '../installations/owner.ts';
import type { Log } from '../log.ts';
import type { IdentityConfig } from './config.ts';
import { createJwks } from './jwks.ts';
import { readKey } from './key.ts';
import { fixedKeys, type KeySource } from './keys.ts';
import { keysMemory } from './keys-store.ts';
import { forgetExpired, type OneTimeToken, spendToken, takeToken } from './one-time-store.ts';
import { provedAwaited, provedRecord } from './proved-store.ts';
import { remembering } from './remembered.ts';
import { createVerify, type Refusal, type Verified } from './verify.ts';

/** An installation says who its user is. */
export interface Claim {
  installationId: string;
  userId: string;
  identityToken?: string | undefined;
  traceId: string;
}

export interface Identity {
  /** @throws CodedError `identity-…`, in mode `required` only */
  prove(claim: Claim): Promise<Proved>;
  start(): void;
  close(): void;
}

export interface IdentityOptions {
  config: IdentityConfig;
  pool: Pool;
  clock: Clock;
  log: Log;
  /** How `jwksUrl` is reached. */
  fetch: typeof globalThis.fetch;
}

export const createIdentity = (options: IdentityOptions): Identity =>
  options.config.mode === 'off' ? nobodyIsAsked : createChecks(options);

const nobodyIsAsked: Identity = {
  prove: async () => ({ proof: 'none' }),
  start: () => undefined,
  close: () => undefined,
};

const CLEAN_UP_MS = 10 * 60_000;
const FORGET_AT_ONCE = 10_000;

function createChecks(options: IdentityOptions): Identity {
  const { config, pool, clock, log } = options;
  const keys = keysOf(options, () => remembered.forget());
  const remembered = remembering(createVerify({ ...config, keys, clock }), clock);
  let cancel: () => void = () => undefined;

  async function check(claim: Claim): Promise<Proved | Refusal> {
    if (!claim.identityToken) return { problem: 'identity-required' };
    const verified = await remembered.verify(claim.identityToken);
    if ('problem' in verified) return verified;
    const refusal = mismatch(claim, verified, config);
    if (refusal) return refusal;
    if (config.oneTime) return once(pool, claim, verified);
    return { proof: 'identity-token', claims: verified.claims };
  }

  async function forget(now: number): Promise<void> {
    while ((await forgetExpired(pool, now, FORGET_AT_ONCE)) === FORGET_AT_ONCE);
  }

  function cleanUp(): void {
    cancel = clock.after(CLEAN_UP_MS, cleanUp);
    // Whoever needs the database says so if it is gone.
    forget(clock.now()).catch(() => undefined);
  }

  return {
    async prove(claim) {
      const outcome = await check(claim);
      if ('proof' in outcome) return outcome;
      const { installationId, userId, traceId } = claim;
      const dynamicsUserId = await provedRecord(pool, installationId, userId);
      if (dynamicsUserId) return { proof: 'kept', dynamicsUserId };
      const awaited = await provedAwaited(pool, installationId, userId);
      if (awaited) return awaited;
      const { problem, detail } = outcome;
      if (config.mode === 'required') throw new CodedError(problem, detail);
      // Counted by operations/observe.ts.
      const line = { code: 'identity-observed', problem, detail, traceId, installationId };
      log.warn(line, `Would be refused if identity were required: ${problem}`);
      return { proof: 'none' };
    },
    start() {
      keys.start();
      if (config.oneTime) cleanUp();
    },
    close() {
      keys.close();
      cancel();
    },
  };
}

function keysOf({ config, pool, ...options }: IdentityOptions, onChange: () => void): KeySource {
  const { jwksUrl: url, jwksMaxAgeHours, publicKeys = [] } = config;
  if (url) {
    const maxAgeMs = jwksMaxAgeHours * 60 * 60_000;
    return createJwks({ ...options, url, maxAgeMs, memory: keysMemory(pool, url), onChange });
  }
  return fixedKeys(publicKeys.map(readKey).flatMap((reading) => ('key' in reading ? [reading.key] : [])));
}

/** A good token, but not for this claim. */
function mismatch(claim: Claim, { sub, claims }: Verified, config: IdentityConfig): Refusal | undefined {
  const { installationClaim: name, oneTime } = config;
  if (sub !== claim.userId) return { problem: 'identity-subject' };
  if (name && claims[name] !== claim.installationId) return { problem: 'identity-installation' };
  const hasId = typeof claims.jti === 'string' && claims.jti !== '';
  return oneTime && !hasId ? { problem: 'identity-invalid', detail: 'Its claim jti is missing.' } : undefined;
}

async function once(
  pool: Pool,
  { installationId }: Claim,
  { until, claims }: Verified,
): Promise<Proved | Refusal> {
  const token: OneTimeToken = { jti: String(claims.jti), installationId, until };
  if (!(await takeToken(pool, token))) return { problem: 'identity-replayed' };
  return { proof: 'identity-token', claims, onBound: () => spendToken(pool, token) };
}
