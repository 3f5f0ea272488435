import { compactVerify, decodeJwt, decodeProtectedHeader, importSPKI } from 'jose';
import type { Connection, Sender } from './connection.ts';
import type { ApnsState, KeyRecord } from './state.ts';
import { type ApnsReason, TOKEN_MAX_AGE, TOKEN_MIN_INTERVAL } from './wire.ts';

/** Who signed, and when by its own words (UNIX seconds). */
export interface Claims {
  key: KeyRecord;
  issuedAt: number;
  sender: Sender;
}

/** Seconds that a sender's clock may be ahead of ours (assumed). */
const CLOCK_SKEW = 300;
const MAX_CACHED = 1000;

export interface ProviderTokensOptions {
  state: Pick<ApnsState, 'keyOf' | 'ownsBundleId'>;
  /** The senders' clock, milliseconds. */
  now: () => number;
}

/**
 * Checks provider tokens (facts: apns-fcm-phones.md §1.3). A verified one is remembered by the header that brought it,
 * as a sender uses the same for up to an hour.
 */
export function createProviderTokens({ state, now }: ProviderTokensOptions) {
  const verified = new Map<string, Claims>();
  /** A burst brings the same new token many times. */
  const verifying = new Map<string, Promise<Claims | ApnsReason>>();

  async function read(authorization: string): Promise<Claims | ApnsReason> {
    const token = /^bearer +(\S+)$/i.exec(authorization)?.[1];
    if (!token) return 'MissingProviderToken';
    const claims = await verify(token, state);
    if (!claims) return 'InvalidProviderToken';
    if (verified.size >= MAX_CACHED) verified.clear();
    verified.set(authorization, claims);
    return claims;
  }

  function readOnce(authorization: string): Promise<Claims | ApnsReason> {
    const begun = verifying.get(authorization);
    if (begun) return begun;
    const reading = read(authorization).finally(() => verifying.delete(authorization));
    verifying.set(authorization, reading);
    return reading;
  }

  const judge = (claims: Claims | ApnsReason, connection: Connection): Sender | ApnsReason =>
    typeof claims === 'string'
      ? claims
      : (staleness(claims, now() / 1000) ?? conflict(claims, connection) ?? claims.sender);

  /** The one that sends, or the reason to refuse; at once for a known token. On success the connection remembers it. */
  return (authorization = '', connection: Connection) => {
    const known = verified.get(authorization);
    if (known && state.keyOf(known.key.teamId, known.key.keyId) === known.key)
      return judge(known, connection);
    return readOnce(authorization).then((claims) => judge(claims, connection));
  };
}

async function verify(
  token: string,
  { keyOf, ownsBundleId }: ProviderTokensOptions['state'],
): Promise<Claims | undefined> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const { iss, iat } = decodeJwt(token);
    const key = kid && iss ? keyOf(iss, kid) : undefined;
    if (!key || typeof iat !== 'number') return undefined;
    await compactVerify(token, await importSPKI(key.publicKey, 'ES256'), { algorithms: ['ES256'] });
    const allows: Sender['allows'] = ({ bundleId }) =>
      ownsBundleId(key.teamId, bundleId) && (key.topics?.includes(bundleId) ?? true);
    return { key, issuedAt: iat, sender: { allows } };
  } catch {
    return undefined;
  }
}

function staleness({ issuedAt }: Claims, seconds: number): ApnsReason | undefined {
  if (issuedAt > seconds + CLOCK_SKEW) return 'InvalidProviderToken';
  return seconds - issuedAt > TOKEN_MAX_AGE ? 'ExpiredProviderToken' : undefined;
}

/**
 * One team and one key a connection, or two keys that are related; a token is known by its `iat`, as ES256 signatures
 * differ per signing.
 */
function conflict(claims: Claims, connection: Connection): ApnsReason | undefined {
  const { key } = claims;
  if (key.environment && key.environment !== connection.environment) return 'BadEnvironmentKeyInToken';
  const { authenticated: first } = connection;
  if (first && first.key.teamId !== key.teamId) return 'InvalidProviderToken';
  if (!first || first.key.keyId === key.keyId) return renew(connection, 'authenticated', claims);
  const second = connection.related?.key ?? key;
  if (!areRelated(first.key, key) || second.keyId !== key.keyId) return 'UnrelatedKeyIdInToken';
  return renew(connection, 'related', claims);
}

/** Takes the place of the key's last token on the connection, if it does not come too soon after it. */
function renew(connection: Connection, as: 'authenticated' | 'related', claims: Claims) {
  const apart = Math.abs(claims.issuedAt - (connection[as] ?? claims).issuedAt);
  if (apart > 0 && apart < TOKEN_MIN_INTERVAL) return 'TooManyProviderTokenUpdates';
  connection[as] = claims;
  return undefined;
}

const areRelated = (one: KeyRecord, other: KeyRecord): boolean =>
  one.relatedKeyId === other.keyId || other.relatedKeyId === one.keyId;
