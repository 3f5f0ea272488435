import { timingSafeEqual } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader, importSPKI } from 'jose';
import { hashOfSecret } from './app-registrations.ts';
import type { AppRegistration } from './directory.ts';
import type { Refused } from './errors.ts';
import { ASSERTION_TYPE } from './wire.ts';

/** Seconds that a client's clock may differ (assumed). */
const CLOCK_SKEW = 300;

/** What a client shows to prove itself, as the form carries it. */
export interface Credential {
  clientId: string | undefined;
  clientSecret: string | undefined;
  assertion: string | undefined;
  assertionType: string | undefined;
}

/** A form's credential; an `Authorization: Basic` header counts too. A client id may come in the assertion alone. */
export function credentialIn(form: URLSearchParams, authorization: string | undefined): Credential {
  const basic = /^basic +(\S+)$/i.exec(authorization ?? '')?.[1];
  const [name, ...secret] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [];
  const assertion = form.get('client_assertion') ?? undefined;
  return {
    clientId: form.get('client_id') ?? decoded(name) ?? subjectOf(assertion),
    clientSecret: form.get('client_secret') ?? decoded(basic ? secret.join(':') : undefined),
    assertion,
    assertionType: form.get('client_assertion_type') ?? undefined,
  };
}

/** How an app proved itself: the claim `appidacr` says it. */
export type Proof = 'secret' | 'certificate';

export interface ClientCheck {
  /** Audiences that a client assertion may name. */
  audiences: string[];
  /** Seconds since the epoch. */
  now: number;
}

export async function proveClient(
  app: AppRegistration,
  credential: Credential,
  check: ClientCheck,
): Promise<Proof | Refused> {
  if (credential.assertion !== undefined)
    return (await wrongAssertion(app, credential, check)) ?? 'certificate';
  if (!credential.clientSecret) {
    const text =
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.";
    return { refused: 'credential-missing', text };
  }
  const hash = Buffer.from(hashOfSecret(credential.clientSecret));
  if (app.secrets.some((known) => timingSafeEqual(Buffer.from(known), hash))) return 'secret';
  return {
    refused: 'secret-invalid',
    text: `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app.clientId}'.`,
  };
}

async function wrongAssertion(
  app: AppRegistration,
  { assertion = '', assertionType }: Credential,
  { audiences, now }: ClientCheck,
): Promise<Refused | undefined> {
  const read = readAssertion(assertion);
  if (!read || assertionType !== ASSERTION_TYPE) {
    return { refused: 'assertion-malformed', text: 'JWT token is invalid or malformed.' };
  }
  const { header, claims } = read;
  const certificate = app.certificates.find(
    ({ sha1, sha256 }) => header.x5t === sha1 || header['x5t#S256'] === sha256,
  );
  const signature = (reason: string): Refused => ({
    refused: 'assertion-signature',
    text: `Client assertion failed signature validation. [Reason - ${reason}]`,
  });
  if (!certificate) return signature('The key was not found.');
  if (certificate.notAfter / 1000 < now) return signature('The key used is expired.');
  if (!(await isSigned(assertion, certificate.publicKey))) return signature('The signature is not valid.');
  if (claims.iss !== app.clientId || claims.sub !== app.clientId) {
    return { refused: 'assertion-malformed', text: 'JWT token is invalid or malformed.' };
  }
  if (![claims.aud].flat().some((audience) => audience && audiences.includes(audience))) {
    return {
      refused: 'assertion-audience',
      text: 'Client assertion audience claim does not match Realm issuer.',
    };
  }
  const { nbf = 0, exp = 0 } = claims;
  if (exp > now - CLOCK_SKEW && nbf < now + CLOCK_SKEW) return undefined;
  return { refused: 'assertion-time', text: 'Client assertion is not within its valid time range.' };
}

function readAssertion(assertion: string) {
  try {
    const header: Record<string, unknown> = decodeProtectedHeader(assertion);
    return { header, claims: decodeJwt(assertion) };
  } catch {
    return undefined;
  }
}

async function isSigned(assertion: string, publicKey: string): Promise<boolean> {
  const algorithms = ['RS256', 'PS256'];
  const algorithm = algorithms.find((name) => name === decodeProtectedHeader(assertion).alg);
  if (!algorithm) return false;
  return compactVerify(assertion, await importSPKI(publicKey, algorithm), { algorithms }).then(
    () => true,
    () => false,
  );
}

const subjectOf = (assertion: string | undefined) =>
  assertion === undefined ? undefined : readAssertion(assertion)?.claims.sub;

/** RFC 6749 §2.3.1: both halves are form-encoded. */
function decoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
