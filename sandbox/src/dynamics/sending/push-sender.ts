import pLimit from 'p-limit';
import type { MobileApp } from '../records.ts';
import { openApnsSender } from './apns-sender.ts';
import type { SendResult } from './channel-sender.ts';
import { openFcmSender } from './fcm-sender.ts';
import type { ApnsPush, FcmPush } from './payload.ts';
import { perApp } from './per-app.ts';

/** One push to one device. `traceId` is the person's push, or the registration whose dry run this is. */
export type OutgoingPush = { app: MobileApp; token: string; traceId: string } & (
  | { platform: 'ios'; apns: ApnsPush }
  | { platform: 'android'; fcm: FcmPush }
);

/** How a push leaves; never throws. */
export interface PushSender {
  send(push: OutgoingPush): Promise<SendResult>;
  close(): Promise<void>;
}

/** Where APNs and FCM are, and the CA (PEM) behind their certificates. */
export interface ProviderEndpoints {
  ca: string;
  apns: Record<'development' | 'production', { host: string; port: number }>;
  /** `url` stands for https://fcm.googleapis.com, `tokenUrl` for https://oauth2.googleapis.com/token. */
  fcm: { url: string; tokenUrl: string };
}

/** Pushes on their way at once to one provider: a first burst must stay under its stream limit. */
const IN_FLIGHT = 100;

/** Sends through the mobile apps' own credentials; `link` tells the timeline which push a message belongs to. */
export function createPushSender(
  providers: ProviderEndpoints,
  link: (name: string, traceId: string) => void,
): PushSender {
  // One each: a provider that does not answer must not hold up the other.
  const limits = { ios: pLimit(IN_FLIGHT), android: pLimit(IN_FLIGHT) };
  const apns = perApp((credentials: NonNullable<MobileApp['ios']>) => {
    const environment = credentials.applicationMode === 'sandbox' ? 'development' : 'production';
    return openApnsSender({ credentials, endpoint: providers.apns[environment], ca: providers.ca, link });
  });
  const fcm = perApp((credentials: NonNullable<MobileApp['android']>) =>
    openFcmSender({ credentials, endpoint: providers.fcm, ca: providers.ca, link }),
  );
  const send = (push: OutgoingPush): Promise<SendResult> => {
    const { app, platform, token, traceId } = push;
    if (platform === 'ios') {
      return (
        apns.of(app.mobileAppId, app.ios)?.send({ token, traceId, push: push.apns }) ?? unconfigured('iOS')
      );
    }
    return (
      fcm.of(app.mobileAppId, app.android)?.send({ token, traceId, push: push.fcm }) ??
      unconfigured('Android')
    );
  };
  return {
    send: (push) => limits[push.platform](send, push),
    close: async () => void (await Promise.all([apns.close(), fcm.close()])),
  };
}

const unconfigured = async (platform: string): Promise<SendResult> => ({
  ok: false,
  reason: `the mobile app has no ${platform} credentials`,
});
