import { randomUUID } from 'node:crypto';
import { type ExpoNotification, TAPPED, world } from './world.ts';

const permissions = () => ({ expires: 'never', ...world().system.permission() });

interface Scheduled {
  identifier: string;
  content: { title: string; body: string; data?: Record<string, unknown> };
  trigger: unknown;
}

const notifications = () => ({
  DEFAULT_ACTION_IDENTIFIER: TAPPED,
  AndroidImportance: { HIGH: 6, DEFAULT: 5 },
  getPermissionsAsync: async () => permissions(),
  async requestPermissionsAsync() {
    await world().system.ask();
    return permissions();
  },
  setNotificationChannelAsync: async () => null,
  registerTaskAsync: async () => null,
  setNotificationHandler(handler: NonNullable<ReturnType<typeof world>['handler']> | null) {
    world().handler = handler;
  },
  addNotificationReceivedListener: (listener: () => void) => world().heard.received.add(listener),
  addNotificationResponseReceivedListener: (listener: () => void) => world().heard.response.add(listener),
  addPushTokenListener: (listener: () => void) => world().heard.token.add(listener),
  getLastNotificationResponse: () => world().lastResponse,
  clearLastNotificationResponse() {
    world().lastResponse = null;
  },
  async scheduleNotificationAsync({ identifier, content, trigger }: Scheduled) {
    const { title, body, data = {} } = content;
    const drawn: ExpoNotification = {
      date: Date.now(),
      request: { identifier, content: { title, body, data }, trigger },
    };
    world().draw(drawn);
    return identifier;
  },
  dismissNotificationAsync: async (identifier: string) => void world().drawn.delete(identifier),
});

const taskManager = () => ({
  defineTask: (name: string, task: never) => void world().tasks.set(name, task),
});

/** Read anew each time: the tests of one file use several phones. */
const device = () =>
  new Proxy({ __esModule: true } as Record<string, unknown>, {
    get: (own, name) => own[String(name)] ?? world().device[String(name)],
  });

const application = () => ({
  applicationId: 'com.example.shop',
  nativeApplicationVersion: '1.0.0',
  nativeBuildVersion: '1',
  getIosPushNotificationServiceEnvironmentAsync: async () => 'development',
});

const localization = () => ({
  getLocales: () => [{ languageCode: 'en', languageTag: 'en-US' }],
  getCalendars: () => [{ timeZone: 'America/New_York' }],
});

const cryptography = () => ({ randomUUID: () => randomUUID().toUpperCase() });

const network = () => ({
  getNetworkStateAsync: async () => ({ isConnected: world().online }),
  addNetworkStateListener: (listener: () => void) => world().heard.network.add(listener),
});

const secureStore = () => ({
  AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY: 'afterFirstUnlockThisDeviceOnly',
  getItemAsync: async (key: string) => world().keychain.get(key) ?? null,
  setItemAsync: async (key: string, value: string) => void world().keychain.set(key, value),
  deleteItemAsync: async (key: string) => void world().keychain.delete(key),
});

const asyncStorage = () => ({
  __esModule: true,
  default: {
    getItem: async (key: string) => world().files.get(key) ?? null,
    setItem: async (key: string, value: string) => void world().files.set(key, value),
    removeItem: async (key: string) => void world().files.delete(key),
  },
});

/** The native half of the push token, which the app calls by itself. */
const pushTokenManager = () => ({ getDevicePushTokenAsync: () => world().readToken() });

/** Stand-ins for Expo's modules: what native code does on a phone, done by the world of the test. */
export const expo = {
  notifications,
  taskManager,
  device,
  application,
  localization,
  cryptography,
  network,
  secureStore,
  asyncStorage,
  pushTokenManager,
};
