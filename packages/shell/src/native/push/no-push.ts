import { Linking } from 'react-native';
import type { PushPort } from '../../core/ports.ts';

const nothing = () => () => {};

/** A build without push: nothing is asked of the system, and its notifications are not even loaded. */
export const noPush: PushPort = {
  permission: async () => ({ granted: false, canAskAgain: false, status: 'denied' }),
  requestPermission: async () => ({ granted: false, canAskAgain: false, status: 'denied' }),
  token: () => Promise.reject(new Error('This build has no push.')),
  onToken: nothing,
  onArrival: nothing,
  onTap: nothing,
  launchTap: async () => undefined,
  openSettings: () => Linking.openSettings(),
};
