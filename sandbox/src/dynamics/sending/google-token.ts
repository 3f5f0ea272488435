import https from 'node:https';
import { text } from 'node:stream/consumers';
import type { GoogleOAuthAccessToken } from 'firebase-admin/app';
import { importPKCS8, SignJWT } from 'jose';
import type { AndroidCredentials } from '../records.ts';

/** What google-auth-library signs for and asks for, whatever the key file says (facts: apns-fcm-phones.md §0.4, §2.1). */
const AUDIENCE = 'https://oauth2.googleapis.com/token';
const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const TIMEOUT_MS = 10_000;

/** Exchanges an RS256 assertion for an access token at `tokenUrl`; throws when that is refused. */
export function createGoogleToken(options: {
  credentials: AndroidCredentials;
  tokenUrl: string;
  /** PEM. */
  ca: string;
}): () => Promise<GoogleOAuthAccessToken> {
  const { credentials, tokenUrl, ca } = options;
  return async () => {
    const key = await importPKCS8(credentials.privateKey, 'RS256');
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256' })
      .setIssuer(credentials.clientEmail)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(key);
    const answer = await postForm(tokenUrl, { grant_type: GRANT_TYPE, assertion }, ca);
    if (typeof answer.access_token !== 'string') {
      throw new Error(`Google refused the service account: ${answer.error ?? 'no access token'}`);
    }
    return { access_token: answer.access_token, expires_in: Number(answer.expires_in) };
  };
}

type TokenAnswer = Record<'access_token' | 'expires_in' | 'error', unknown>;

/** A form over TLS with our own CA, which `fetch` cannot be given. */
async function postForm(url: string, form: Record<string, string>, ca: string): Promise<TokenAnswer> {
  const answer = await new Promise<string>((resolve, reject) => {
    const request = https.request(
      url,
      {
        ...{ method: 'POST', ca, timeout: TIMEOUT_MS, agent: false },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      (response) => resolve(text(response)),
    );
    request.on('timeout', () => request.destroy(new Error('Google did not answer in time')));
    request.on('error', reject);
    request.end(new URLSearchParams(form).toString());
  });
  return JSON.parse(answer) as TokenAnswer;
}
