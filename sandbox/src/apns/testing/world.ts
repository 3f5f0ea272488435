import { randomBytes } from 'node:crypto';
import { connect, type OutgoingHttpHeaders, type SecureClientSessionOptions } from 'node:http2';
import { importPKCS8, SignJWT } from 'jose';
import { createCertificates } from '../../certificates.ts';
import { createTimeline } from '../../timeline.ts';
import { createApnsKey } from '../keys.ts';
import { type ApnsTwinOptions, startApnsTwin } from '../server.ts';
import type { ApnsNotification } from '../state.ts';
import type { ApnsEnvironment } from '../wire.ts';

/** What the tests of this folder share: a twin with one key and two apps, and a client that hides nothing. */

export const BUNDLE = 'com.example.shop';
export const ALERT = JSON.stringify({ aps: { alert: { title: 'Hello', body: 'World' } } });
export const newDeviceToken = () => randomBytes(32).toString('hex');

export async function startTestTwin(options: Partial<ApnsTwinOptions> = {}) {
  const certificates = await createCertificates();
  const timeline = createTimeline();
  const twin = await startApnsTwin({ certificates, timeline, ...options });
  const key = createApnsKey();
  twin.addKey({ ...key, bundleIds: [BUNDLE, 'com.example.other'] });
  return { twin, timeline, key, ca: certificates.ca, certificates };
}

/** Registers a device that keeps what it gets; `online` may be switched. */
export function addPhone(
  twin: { registerDevice: Awaited<ReturnType<typeof startApnsTwin>>['registerDevice'] },
  options: { environment?: ApnsEnvironment; bundleId?: string; token?: string } = {},
) {
  const { environment = 'development', bundleId = BUNDLE, token = newDeviceToken() } = options;
  const phone = { token, online: true, received: [] as ApnsNotification[] };
  twin.registerDevice({
    ...{ token, bundleId, environment },
    deliver(notification) {
      if (!phone.online) return 'offline';
      phone.received.push(notification);
      return 'delivered';
    },
  });
  return phone;
}

/** A provider token, right unless told otherwise. `iat` in seconds. */
export async function providerToken(
  key: { key: string; keyId: string; teamId: string },
  iat = Math.floor(Date.now() / 1000),
): Promise<string> {
  const jwt = new SignJWT({ iss: key.teamId, iat }).setProtectedHeader({ alg: 'ES256', kid: key.keyId });
  return jwt.sign(await importPKCS8(key.key, 'ES256'));
}

export interface RawAnswer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  json: { reason?: string; timestamp?: number };
}

/** Headers of a push that is right; `authorization` is left out for a sender with a certificate. */
export const pushHeaders = (token: string, authorization?: string): Record<string, string> => ({
  ':method': 'POST',
  ':path': `/3/device/${token}`,
  ...(authorization === undefined ? {} : { authorization }),
  'apns-topic': BUNDLE,
});

/** One connection; `request` sends headers exactly as given (undefined leaves one out, an array repeats it). */
export function openConnection(
  address: { host: string; port: number },
  ca: string,
  options: SecureClientSessionOptions = {},
) {
  const session = connect(`https://localhost:${address.port}`, { ca, ...options });
  session.on('error', () => undefined);
  const request = (headers: OutgoingHttpHeaders, body?: string | Buffer) =>
    new Promise<RawAnswer>((resolve, reject) => {
      const stream = session.request(headers, { endStream: body === undefined });
      let answered: Record<string, unknown> = {};
      const chunks: Buffer[] = [];
      stream.on('response', (received) => {
        answered = received;
      });
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      // Not before: a stream that is cut in the midst of its body ends, and fails afterwards.
      stream.on('close', () => {
        const status = Number(answered[':status']);
        if (!status || stream.rstCode) return reject(new Error('closed without an answer'));
        const text = Buffer.concat(chunks).toString();
        resolve({ status, headers: answered, text, json: text.startsWith('{') ? JSON.parse(text) : {} });
      });
      if (body !== undefined) stream.end(body);
    });
  return { session, request, close: () => session.destroy() };
}
