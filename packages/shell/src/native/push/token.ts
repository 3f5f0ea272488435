import { requireNativeModule } from 'expo';
import * as Application from 'expo-application';
import { isDevice } from 'expo-device';
import * as Notifications from 'expo-notifications';
import { Platform } from 'react-native';
import type { PushPort, SystemToken } from '../../core/ports.ts';

/**
 * The system's own call. The one of expo-notifications gives out its first answer, also a refusal, for ever
 * (facts: shell.md §6, "Tokens").
 */
interface TokenManager {
  getDevicePushTokenAsync(): Promise<string>;
}

/**
 * Reads the token anew each time: the system may answer, refuse or do neither. Where a read hangs, the token may come
 * by the listener instead. Nothing reads in a listener: on Android each read calls them all.
 */
export function createTokenPort(): Pick<PushPort, 'token' | 'onToken'> {
  const manager = requireNativeModule<TokenManager>('ExpoPushTokenManager');
  let giveUp = () => {};
  return {
    token() {
      // One that hangs is not waited for any longer.
      giveUp();
      return new Promise<SystemToken>((resolve, reject) => {
        const heard = Notifications.addPushTokenListener(({ data }) => settle(String(data)));
        giveUp = () => heard.remove();
        const settle = (value: string) => {
          heard.remove();
          environment().then((known) => resolve({ value, ...known }), reject);
        };
        manager.getDevicePushTokenAsync().then(settle, (problem: unknown) => {
          heard.remove();
          reject(problem);
        });
      });
    },
    onToken(listener) {
      const heard = Notifications.addPushTokenListener(({ data }) => {
        const value = String(data);
        // A token without its environment would be registered where it is not known.
        environment().then(
          (known) => listener({ value, ...known }),
          () => {},
        );
      });
      return () => heard.remove();
    },
  };
}

/** Builds from the App Store do not say which one they have (facts: shell.md §6, "Tokens"). */
async function environment(): Promise<Pick<SystemToken, 'environment'>> {
  if (Platform.OS !== 'ios') return {};
  const told = await Application.getIosPushNotificationServiceEnvironmentAsync();
  return { environment: told ?? (isDevice ? 'production' : 'development') };
}
