/** The APNs or FCM twin, as a phone sees it. Made by sandbox.ts; a phone never knows which twin it is. */
export interface PushNetwork {
  /** iOS: the APNs environment that issues the tokens. */
  environment?: 'development' | 'production';
  createToken(): string;
  /** From now on the token reaches this phone. `offline`: keep the push and try again at {@link online}. */
  connect(token: string, deliver: (push: DeliveredPush) => 'delivered' | 'offline'): void;
  /** The phone is back: deliver what was kept. */
  online(token: string): void;
  /** Android: the service has given the token up, because the phone was away for too long. */
  hasExpired?(token: string): boolean;
  /** The token is dead: the app was removed, or the system has replaced it. */
  disconnect(token: string): void;
}

export interface DeliveredPush {
  /** The network's id of the message: `apns-id`, or FCM's message id. */
  id: string;
  /** APNs: the whole JSON body. FCM: the message, of which an app gets `data` and `notification`. */
  payload: unknown;
  traceId: string;
  /** `apns-collapse-id`. FCM's collapse key is the network's matter (facts: apns-fcm-phones.md §6.2). */
  collapseKey?: string;
  priority?: string;
}
