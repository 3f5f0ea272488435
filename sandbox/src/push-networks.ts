import { randomBytes } from 'node:crypto';
import type { ApnsTwin } from './apns/server.ts';
import { APP } from './app.ts';
import type { FcmTwin } from './fcm/server.ts';
import type { PushNetwork } from './phone/push-network.ts';

/** What a phone says to its push service. */
type DeviceCalls = 'registerDevice' | 'deviceOnline' | 'unregisterDevice';

/** The APNs twin as an iPhone sees it. Debug builds, as the sandbox's are, talk to the development environment. */
export function apnsNetwork(apns: Pick<ApnsTwin, DeviceCalls>): PushNetwork {
  return {
    environment: 'development',
    // 32 bytes, as real devices have today (facts: apns-fcm-phones.md §1.9).
    createToken: () => randomBytes(32).toString('hex'),
    connect: (token, deliver) =>
      apns.registerDevice({
        ...{ token, bundleId: APP.id, environment: 'development' },
        deliver: ({ apnsId, payload, traceId, collapseId, priority }) =>
          deliver({
            ...{ id: apnsId, payload, traceId, priority: String(priority) },
            ...(collapseId === undefined ? {} : { collapseKey: collapseId }),
          }),
      }),
    online: (token) => apns.deviceOnline(token),
    disconnect: (token) => apns.unregisterDevice(token),
  };
}

/** The FCM twin as an Android phone sees it. */
export function fcmNetwork(
  fcm: Pick<FcmTwin, DeviceCalls | 'createFcmToken'> & Partial<Pick<FcmTwin, 'isGone'>>,
): PushNetwork {
  return {
    hasExpired: (token) => fcm.isGone?.(token) ?? false,
    createToken: () => fcm.createFcmToken(),
    connect: (token, deliver) =>
      fcm.registerDevice({
        ...{ token, packageName: APP.id, projectId: APP.firebaseProject },
        deliver: ({ messageId, data, notification, android, traceId }) =>
          deliver({
            ...{ id: messageId, traceId },
            ...(android?.priority === undefined ? {} : { priority: String(android.priority).toLowerCase() }),
            payload: { data, ...(notification ? { notification } : {}), ...(android ? { android } : {}) },
          }),
      }),
    online: (token) => fcm.deviceOnline(token),
    disconnect: (token) => fcm.unregisterDevice(token),
  };
}
