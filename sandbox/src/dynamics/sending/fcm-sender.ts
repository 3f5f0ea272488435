import { randomUUID } from 'node:crypto';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Messaging } from 'firebase-admin/messaging';
import type { AndroidCredentials } from '../records.ts';
import type { ChannelSender, SendResult } from './channel-sender.ts';
import { createGoogleToken } from './google-token.ts';
import type { FcmPush } from './payload.ts';

interface FcmSenderOptions {
  credentials: AndroidCredentials;
  endpoint: { url: string; tokenUrl: string };
  /** PEM. */
  ca: string;
  /** Told `fcm:<analytics label>` and the trace before each message leaves. */
  link(name: string, traceId: string): void;
}

/** Loads firebase-admin, which is slow to load; call it early so that the first push need not wait. */
export async function loadFirebaseAdmin() {
  const [app, messaging] = await Promise.all([
    import('firebase-admin/app'),
    import('firebase-admin/messaging'),
  ]);
  return { ...app, getMessaging: messaging.getMessaging };
}

/** FCM through the unmodified firebase-admin `send` (facts: apns-fcm-phones.md §3.1), one app per mobile app. */
export function openFcmSender({ credentials, endpoint, ca, link }: FcmSenderOptions): ChannelSender<FcmPush> {
  const agent = new TwinAgent(new URL(endpoint.url), ca);
  const opened = open({ credentials, agent, tokenUrl: endpoint.tokenUrl, ca });
  return {
    async send({ token, traceId, push }) {
      link(`fcm:${traceId}`, traceId);
      try {
        const { messaging } = await opened;
        await messaging.send({
          ...{ token, data: push.data, android: { priority: push.priority } },
          ...(push.notification ? { notification: push.notification } : {}),
          fcmOptions: { analyticsLabel: traceId },
        });
        return { ok: true };
      } catch (error) {
        return failure(error);
      }
    },
    async close() {
      const { remove } = await opened;
      await remove();
      agent.destroy();
    },
  };
}

async function open(options: {
  credentials: AndroidCredentials;
  agent: https.Agent;
  tokenUrl: string;
  ca: string;
}): Promise<{ messaging: Messaging; remove(): Promise<void> }> {
  const { credentials, agent, tokenUrl, ca } = options;
  const { initializeApp, deleteApp, getMessaging } = await loadFirebaseAdmin();
  const credential = { getAccessToken: createGoogleToken({ credentials, tokenUrl, ca }) };
  const app = initializeApp(
    { credential, projectId: credentials.projectId, httpAgent: agent },
    `journeys-push-${randomUUID()}`,
  );
  return { messaging: getMessaging(app), remove: () => deleteApp(app) };
}

/** firebase-admin has no endpoint option; its agent dials the twin under Google's name. */
class TwinAgent extends https.Agent {
  readonly #twin: { host: string; port: number };
  constructor(twin: URL, ca: string) {
    super({ keepAlive: true, ca });
    this.#twin = { host: twin.hostname, port: Number(twin.port) };
  }
  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const servername = 'fcm.googleapis.com';
    return super.createConnection({ ...options, ...this.#twin, servername }, callback);
  }
}

/** firebase-admin's codes and the FCM error codes they come from (facts: apns-fcm-phones.md §2.3). */
const REASONS: Record<string, string> = {
  'messaging/registration-token-not-registered': 'UNREGISTERED',
  'messaging/invalid-argument': 'INVALID_ARGUMENT',
  'messaging/mismatched-credential': 'SENDER_ID_MISMATCH',
  'messaging/message-rate-exceeded': 'QUOTA_EXCEEDED',
  'messaging/server-unavailable': 'UNAVAILABLE',
  'messaging/internal-error': 'INTERNAL',
  'messaging/third-party-auth-error': 'THIRD_PARTY_AUTH_ERROR',
};

function failure(error: unknown): SendResult {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  const reason = REASONS[code];
  return { ok: false, reason: reason ?? message, ...(reason === 'UNREGISTERED' ? { gone: true } : {}) };
}
