import { compactVerify, decodeJwt, decodeProtectedHeader, importSPKI } from 'jose';
import type { KeyRecord } from './state.ts';
import { type ApnsEnvironment, type ApnsReason, TOKEN_MAX_AGE, TOKEN_MIN_INTERVAL } from './wire.ts';

/** Who signed, and when by its own words (UNIX seconds). */
interface Claims {
  key: KeyRecord;
  issuedAt: number;
}

/** What one connection has been authenticated as; kept by the caller for as long as the connection lives. */
export interface Connection {
  environment: ApnsEnvironment;
  authenticated?: Claims;
}

/** Seconds that a sender's clock may be ahead of ours (assumed). */
const CLOCK_SKEW = 300;
const MAX_CACHED = 1000;

/**
 * Checks provider tokens (facts: apns-fcm-phones.md §1.3). A verified token is remembered, as a sender uses the
 * same one for up to an hour. `now` is the senders' clock, in milliseconds.
 */
export function createProviderTokens(options: {
  keyOf: (teamId: string, keyId: string) => KeyRecord | undefined;
  now: () => number;
}) {
  const { keyOf, now } = options;
  const verified = new Map<string, Claims>();

  async function claimsOf(token: string): Promise<Claims | undefined> {
    const known = verified.get(token);
    if (known && keyOf(known.key.teamId, known.key.keyId) === known.key) return known;
    const claims = await verify(token, keyOf);
    if (claims) {
      if (verified.size >= MAX_CACHED) verified.clear();
      verified.set(token, claims);
    }
    return claims;
  }

  return {
    /** The team that sends, or the reason to refuse. On success the connection remembers it. */
    async authenticate(
      authorization: string | undefined,
      connection: Connection,
    ): Promise<{ teamId: string } | ApnsReason> {
      const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      if (!token) return 'MissingProviderToken';
      const claims = await claimsOf(token);
      if (!claims) return 'InvalidProviderToken';
      const refused = staleness(claims, now() / 1000) ?? conflict(claims, connection);
      if (refused) return refused;
      connection.authenticated = claims;
      return { teamId: claims.key.teamId };
    },
  };
}

async function verify(token: string, keyOf: (teamId: string, keyId: string) => KeyRecord | undefined) {
  try {
    const { kid } = decodeProtectedHeader(token);
    const { iss, iat } = decodeJwt(token);
    const key = kid && iss ? keyOf(iss, kid) : undefined;
    if (!key || typeof iat !== 'number') return undefined;
    await compactVerify(token, await importSPKI(key.publicKey, 'ES256'), { algorithms: ['ES256'] });
    return { key, issuedAt: iat };
  } catch {
    return undefined;
  }
}

function staleness({ issuedAt }: Claims, seconds: number): ApnsReason | undefined {
  if (issuedAt > seconds + CLOCK_SKEW) return 'InvalidProviderToken';
  return seconds - issuedAt > TOKEN_MAX_AGE ? 'ExpiredProviderToken' : undefined;
}

/** One team and one key a connection; a token is known by its `iat`, as ES256 signatures differ per signing. */
function conflict({ key, issuedAt }: Claims, connection: Connection): ApnsReason | undefined {
  if (key.environment && key.environment !== connection.environment) return 'BadEnvironmentKeyInToken';
  const before = connection.authenticated;
  if (!before) return undefined;
  if (before.key.teamId !== key.teamId) return 'InvalidProviderToken';
  if (before.key.keyId !== key.keyId) return 'UnrelatedKeyIdInToken';
  const apart = Math.abs(issuedAt - before.issuedAt);
  return apart > 0 && apart < TOKEN_MIN_INTERVAL ? 'TooManyProviderTokenUpdates' : undefined;
}
