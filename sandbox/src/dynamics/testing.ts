import { generateKeyPairSync } from 'node:crypto';
import { createTimeline } from '../timeline.ts';
import type { MobileAppInput } from './channel/channel.ts';
import type { SendResult } from './sending/channel-sender.ts';
import type { OutgoingPush, PushSender } from './sending/push-sender.ts';
import { type DynamicsTwinOptions, startWithSender } from './start.ts';

/** A twin for tests: no waiting, and a provider that answers as told. */
export async function startTestTwin(options: Partial<DynamicsTwinOptions> = {}) {
  const timeline = createTimeline();
  const provider = createTestProvider();
  const twin = await startWithSender(
    {
      ...{ timeline, wait: async () => undefined },
      ...{ linkHost: 'links.marketing.localhost', siteUrl: 'https://shop.example/' },
      ...options,
    },
    provider,
  );
  const mobileAppId = twin.mobileApps()[0]?.mobileAppId ?? twin.createMobileApp(appInput());
  if (twin.developerInformation(mobileAppId).accessTokens.length === 0)
    await twin.generateAccessToken(mobileAppId);
  // The check of the credentials is over: tests see their own pushes only.
  provider.sent.length = 0;
  const apiToken = twin.developerInformation(mobileAppId).accessTokens[0] ?? '';
  const base = `${twin.publicEndpoint}/api/v1.0/orgs/${twin.organizationId}`;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(path.startsWith('http') ? path : `${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const auth = { MobileAppId: mobileAppId, ApiToken: apiToken };
  return {
    ...{ twin, timeline, provider, mobileAppId, apiToken, base, post, auth },
    kinds: (traceId?: string) => timeline.list(traceId ? { traceId } : {}).map((event) => event.kind),
    /** Registers with tracking, waits for the outcome, and returns it as the status call tells it. */
    async register(item: Record<string, unknown>) {
      const answer = await post('pushdeviceregistration/devices', { ...auth, ...item }, TRACKED);
      const { RegistrationRequestId: id } = (await answer.json()) as { RegistrationRequestId: string };
      await twin.settled();
      const asked = { ...auth, RegistrationRequestIds: [id] };
      const status = await post('pushdeviceregistration/devices/status/', asked);
      return ((await status.json()) as [{ Status: string; FailureReason: string | null }])[0];
    },
  };
}

export const TRACKED = { 'x-ms-track-registration': 'true' };

export const IOS_TOKEN = 'ab'.repeat(32);
export const FCM_TOKEN = `cA1x2y3z4A5b6C7d8E9f0g:APA91b${'x'.repeat(134)}`;
export const USER = '0f8fad5b-d9cb-469f-a165-70867728950e';

function createTestProvider(): PushSender & {
  sent: OutgoingPush[];
  answer(token: string, result: SendResult): void;
} {
  const sent: OutgoingPush[] = [];
  const results = new Map<string, SendResult>();
  return {
    sent,
    answer: (token, result) => void results.set(token, result),
    async send(push) {
      sent.push(push);
      return results.get(push.token) ?? { ok: true };
    },
    close: async () => undefined,
  };
}

const privateKeyEncoding = { type: 'pkcs8' as const, format: 'pem' as const };
const publicKeyEncoding = { type: 'spki' as const, format: 'pem' as const };
export const APNS_KEY = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  privateKeyEncoding,
  publicKeyEncoding,
});
const GOOGLE_KEY = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding,
  publicKeyEncoding,
});

export const serviceAccount = (changes: Record<string, unknown> = {}) => ({
  ...{ type: 'service_account', project_id: 'shop-push', private_key: GOOGLE_KEY.privateKey },
  client_email: 'sender@shop-push.iam.gserviceaccount.com',
  ...changes,
});

export const appInput = () =>
  ({
    name: 'Shop',
    ios: {
      ...{ bundleId: 'com.example.shop', teamId: 'TEAM123456', keyId: 'KEY1234567' },
      ...{ signingKey: APNS_KEY.privateKey, applicationMode: 'sandbox' },
    },
    android: { serviceAccountJson: JSON.stringify(serviceAccount()) },
  }) satisfies MobileAppInput;
