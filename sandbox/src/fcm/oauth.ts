import { createHash, randomBytes } from 'node:crypto';
import { compactVerify, decodeJwt, importSPKI, type JWTPayload } from 'jose';
import type { AccessGrant, AccountRecord, FcmState } from './state.ts';
import { ACCESS_TOKEN_LIFE, ASSERTION_LIFE, GOOGLE_AUDIENCES, JWT_BEARER } from './wire.ts';

/** Seconds that a sender's clock may be ahead of ours (assumed). */
const CLOCK_SKEW = 300;

export interface TokenAnswer {
  status: number;
  body:
    | { access_token: string; expires_in: number; token_type: 'Bearer' }
    | { error: string; error_description: string };
}

/**
 * Google's token endpoint for service accounts (facts: apns-fcm-phones.md §2.1). `now` is the senders' clock, in
 * milliseconds; `ownAudiences` the twin's own token URLs.
 */
export function createOauth(options: { state: FcmState; now: () => number; ownAudiences: () => string[] }) {
  const { state, now, ownAudiences } = options;

  async function accountOf(
    assertion: string,
  ): Promise<{ account: AccountRecord; claims: JWTPayload } | string> {
    const claims = claimsIn(assertion);
    if (!claims) return 'Invalid JWT: it could not be read.';
    const account = state.accountOf(claims.iss ?? '');
    if (!account) return 'Invalid grant: account not found';
    const signed = await isSigned(assertion, account.publicKey);
    return signed ? { account, claims } : 'Invalid JWT Signature.';
  }

  function wrong({ aud, iat, exp }: JWTPayload): string | undefined {
    if (typeof aud !== 'string' || ![...GOOGLE_AUDIENCES, ...ownAudiences()].includes(aud)) {
      return 'Invalid JWT: Failed audience check.';
    }
    const seconds = now() / 1000;
    const timely = iat !== undefined && exp !== undefined && iat <= seconds + CLOCK_SKEW && exp > seconds;
    return timely && exp - iat <= ASSERTION_LIFE
      ? undefined
      : 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check iat and exp.';
  }

  function grant(projectId: string, scopes: string[]): TokenAnswer {
    const token = `ya29.${randomBytes(96).toString('base64url')}`;
    const expiresAt = now() + ACCESS_TOKEN_LIFE * 1000;
    state.addGrant({ hash: hashOf(token), projectId, scopes, expiresAt }, now());
    const body = { access_token: token, expires_in: ACCESS_TOKEN_LIFE, token_type: 'Bearer' as const };
    return { status: 200, body };
  }

  return {
    /** Exchanges a signed assertion for an access token. */
    async exchange(form: URLSearchParams): Promise<TokenAnswer> {
      const type = form.get('grant_type');
      if (type !== JWT_BEARER) {
        return refuse('unsupported_grant_type', `Invalid grant_type: ${type?.slice(0, 200)}`);
      }
      const found = await accountOf(form.get('assertion') ?? '');
      if (typeof found === 'string') return refuse('invalid_grant', found);
      const description = wrong(found.claims);
      if (description) return refuse('invalid_grant', description);
      const scopes = String(found.claims.scope ?? '')
        .split(' ')
        .filter(Boolean);
      if (scopes.length === 0) return refuse('invalid_scope', 'Empty or missing scope not allowed.');
      return grant(found.account.projectId, scopes);
    },
    /** What a bearer may do; undefined for a missing, unknown or expired access token. */
    grantOf(authorization: string | undefined): AccessGrant | undefined {
      const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
      const known = token === undefined ? undefined : state.grantOf(hashOf(token));
      return known && known.expiresAt > now() ? known : undefined;
    },
  };
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
const refuse = (error: string, description: string): TokenAnswer => ({
  status: 400,
  body: { error, error_description: description },
});

function claimsIn(assertion: string): JWTPayload | undefined {
  try {
    return decodeJwt(assertion);
  } catch {
    return undefined;
  }
}

async function isSigned(assertion: string, publicKey: string): Promise<boolean> {
  const key = await importSPKI(publicKey, 'RS256');
  return compactVerify(assertion, key, { algorithms: ['RS256'] }).then(
    () => true,
    () => false,
  );
}
