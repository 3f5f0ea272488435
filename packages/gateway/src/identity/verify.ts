import type { ProblemCode } from '@journeys-push/contract/problems';
import { decodeProtectedHeader, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';
import type { IdentityConfig } from './config.ts';
import type { KeySource, Signed } from './keys.ts';

/** A code of contract/problems for each way in which a proof fails. */
export type IdentityProblem = Extract<ProblemCode, `identity-${string}`>;

/** Why a proof is none. `detail` quotes nothing of the token. */
export interface Refusal {
  problem: IdentityProblem;
  detail?: string;
}

/** What a token says, its signature, audience and times checked. */
export interface Verified {
  sub: string;
  /** Milliseconds since the epoch, our tolerance included. */
  until: number;
  claims: JWTPayload;
}

export type Verify = (token: string) => Promise<Verified | Refusal>;

export interface VerifyOptions extends Pick<IdentityConfig, 'audience' | 'issuer'> {
  keys: KeySource;
  clock: Clock;
}

/** How far the clocks of two servers may differ, in seconds. */
const TOLERANCE = 30;
const DAY = 24 * 60 * 60;
/** Keys of configuration or JWKS without a key id are tried one after the other: no more than fit the configuration. */
const MAX_TRIED = 3;

export function createVerify({ keys, clock, audience, issuer }: VerifyOptions): Verify {
  const checks: JWTVerifyOptions = {
    requiredClaims: ['exp', 'sub'],
    clockTolerance: TOLERANCE,
    ...(audience && { audience }),
    ...(issuer && { issuer }),
  };
  return async (token) => {
    const signed = readHeader(token);
    if ('problem' in signed) return signed;
    const candidates = await keys.find(signed);
    if (candidates === 'unavailable') return { problem: 'identity-unavailable' };
    const now = clock.now();
    const options = { ...checks, algorithms: [signed.alg], currentDate: new Date(now) };
    for (const { key } of candidates.slice(0, MAX_TRIED)) {
      const outcome = await jwtVerify(token, key, options).catch(refusalOf);
      if (outcome !== 'other-key') return 'problem' in outcome ? outcome : read(outcome.payload, now);
    }
    return invalid(
      candidates.length > 0 ? 'No key of the gateway has signed it.' : 'Its key (kid) is not known.',
    );
  };
}

const invalid = (detail: string): Refusal => ({ problem: 'identity-invalid', detail });

/** Base64url has several spellings of the same bytes, where bits of the last letter are left over: only one is taken. */
const SHAPE = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

function readHeader(token: string): Signed | Refusal {
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every((part) => part && SHAPE.test(part)))
    return invalid('It is no signed JWT.');
  try {
    const { alg, kid } = decodeProtectedHeader(token) as { alg?: unknown; kid?: unknown };
    if (kid !== undefined && typeof kid !== 'string') return invalid('Its key id (kid) is not a text.');
    if (alg === 'ES256' || alg === 'RS256') return { alg, kid };
    return invalid('It is signed with neither ES256 nor RS256.');
  } catch {
    return invalid('It is no signed JWT.');
  }
}

/** What jose throws. Its errors carry the claims: they end here. */
function refusalOf(error: unknown): Refusal | 'other-key' {
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'other-key';
  if (error instanceof errors.JWTExpired) return { problem: 'identity-expired' };
  if (error instanceof errors.JWTClaimValidationFailed) {
    const { claim, reason } = error;
    if (claim === 'aud') return { problem: 'identity-audience' };
    return invalid(`Its claim ${claim} ${reason === 'missing' ? 'is missing' : 'is not as expected'}.`);
  }
  if (error instanceof errors.JOSEError) return invalid('It is no signed JWT.');
  throw error;
}

function read(claims: JWTPayload, now: number): Verified | Refusal {
  const { sub, exp = 0, iat } = claims;
  const seconds = now / 1_000;
  if (iat !== undefined && iat > seconds + TOLERANCE) return invalid('It was issued in the future (iat).');
  if (exp - (iat ?? seconds) > DAY) return invalid('It lasts longer than 24 hours (exp).');
  if (typeof sub !== 'string') return invalid('Its claim sub is not a text.');
  return { sub, until: (exp + TOLERANCE) * 1_000, claims };
}
