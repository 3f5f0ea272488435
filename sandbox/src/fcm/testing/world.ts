import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { text } from 'node:stream/consumers';
import { importPKCS8, type JWTPayload, SignJWT } from 'jose';
import { createCertificates } from '../../certificates.ts';
import { createTimeline } from '../../timeline.ts';
import { type FcmTwin, type FcmTwinOptions, startFcmTwin } from '../server.ts';
import type { FcmDelivery } from '../state.ts';
import { GOOGLE_AUDIENCES, JWT_BEARER, SENDING_SCOPES, type ServiceAccount } from '../wire.ts';

/** What the tests of this folder share: a twin with one project, and a client that hides nothing. */

export const PROJECT = 'shop-push';
export const PACKAGE = 'com.example.shop';

/** With `before`, the state and the account of an earlier world: making an RSA key takes long. */
export async function startTestTwin(
  options: Partial<FcmTwinOptions> = {},
  before?: { twin: FcmTwin; account: ServiceAccount },
) {
  const certificates = await createCertificates();
  const timeline = createTimeline();
  const state = before?.twin.snapshot();
  const twin = await startFcmTwin({ certificates, timeline, ...(state ? { state } : {}), ...options });
  const account = before?.account ?? (await twin.createServiceAccount(PROJECT));
  return { twin, timeline, account, ca: certificates.ca, certificates };
}

/** Registers a device that keeps what it gets; `online` may be switched. */
export function addPhone(twin: FcmTwin, options: { token?: string; projectId?: string } = {}) {
  const { token = twin.createFcmToken(), projectId = PROJECT } = options;
  const phone = { token, online: true, received: [] as FcmDelivery[] };
  twin.registerDevice({
    ...{ token, packageName: PACKAGE, projectId },
    deliver(message) {
      if (!phone.online) return 'offline';
      phone.received.push(message);
      return 'delivered';
    },
  });
  return phone;
}

export interface HttpAnswer {
  status: number;
  headers: Record<string, unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON came; the tests look into it.
  json: any;
}

/** One HTTPS call; the answer must be JSON, and whole: else it rejects with the `status` of what began. */
export function call(
  url: string,
  { body = '', ...options }: RequestOptions & { body?: string | Uint8Array },
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent: false, ...options }, (response) => {
      const status = response.statusCode;
      readAnswer(response).then(resolve, (error) => reject(Object.assign(error, { status })));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<HttpAnswer> {
  const json = JSON.parse((await text(response)) || 'null');
  return { status: response.statusCode ?? 0, headers: response.headers, json };
}

/** A signed assertion as google-auth-library writes it, right unless told otherwise; times in seconds. */
export async function assertion(account: ServiceAccount, claims: JWTPayload = {}): Promise<string> {
  const iat = claims.iat ?? Math.floor(Date.now() / 1000);
  const standard = { iss: account.client_email, aud: GOOGLE_AUDIENCES[0], scope: SENDING_SCOPES[0] };
  const jwt = new SignJWT({ ...standard, iat, exp: iat + 3600, ...claims });
  return jwt.setProtectedHeader({ alg: 'RS256' }).sign(await importPKCS8(account.private_key, 'RS256'));
}

/** The JWT-bearer exchange at the twin. */
export function exchange(url: string, ca: string, signed: string): Promise<HttpAnswer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams({ grant_type: JWT_BEARER, assertion: signed }).toString();
  return call(url, { ca, headers, body });
}

/** A sender with an access token: posts any JSON to `messages:send`. */
export async function openSender(world: { twin: FcmTwin; ca: string; account: ServiceAccount }) {
  const { twin, ca, account } = world;
  const { json } = await exchange(twin.tokenUrl, ca, await assertion(account));
  const headers = { authorization: `Bearer ${json.access_token}`, 'content-type': 'application/json' };
  const post = (request: unknown, project = PROJECT) =>
    call(`${twin.url}/v1/projects/${project}/messages:send`, { ca, headers, body: JSON.stringify(request) });
  return { headers, post, send: (message: object) => post({ message }) };
}
