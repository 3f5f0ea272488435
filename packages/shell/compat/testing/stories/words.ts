import { problems } from '@journeys-push/contract/problems';
import type { Expected, Library, Step, System } from '../story.ts';

/** What each phone of the stories is, as a page is told. */
const device: Record<System, object> = {
  iphone: {
    ...{
      platform: 'ios',
      appBuild: '1',
      os: 'iOS',
      osVersion: '26.1',
      model: 'iPhone',
      modelId: 'iPhone18,3',
    },
  },
  'android-14': {
    ...{
      platform: 'android',
      appBuild: 1,
      appVersionCode: 1,
      os: 'Android',
      osVersion: '14',
      model: 'Pixel 8',
    },
  },
  'android-12': {
    ...{
      platform: 'android',
      appBuild: 1,
      appVersionCode: 1,
      os: 'Android',
      osVersion: '12',
      model: 'Pixel 6',
    },
  },
};
const app = {
  ...{ appId: 'com.example.shop', appVersion: '1.0.0', distribution: 'debug' },
  ...{ hardware: 'armv8', language: 'en', timeZone: 'America/New_York' },
};
const tokenKey = (system: System) => (system === 'iphone' ? 'apnsToken' : 'fcmToken');

export const info = (system: System, registration: object, more: object = {}): Expected => ({
  ...app,
  ...device[system],
  installationId: '<uuid>',
  isFirstLaunch: true,
  registration,
  ...more,
});
/** What the gateway holds of a phone, and of the registration from it. */
export const held = (system: System, registration: object): Expected => {
  const { platform, ...facts } = device[system] as Record<string, unknown>;
  const { appId, ...build } = app;
  return {
    ...{ platform, appId, notificationsEnabled: true, enrollmentKey: '<secret>' },
    facts: { ...facts, ...build, isFirstLaunch: true },
    token: { value: '<token 1>', ...(system === 'iphone' ? { environment: 'development' } : {}) },
    registration,
  };
};
export const tokenOf = (system: System, number = 1) => ({ [tokenKey(system)]: `<token ${number}>` });

export const granted = { granted: true, status: 'granted', canAskAgain: true };
export const undetermined = { granted: false, status: 'undetermined', canAskAgain: true };
export const denied = (canAskAgain: boolean) => ({ granted: false, status: 'denied', canAskAgain });

export const none = { state: 'none', since: '<time>' };
export const registered = (userId: string) => ({
  ...{ state: 'registered', userId, requestId: 'request-1', since: '<time>' },
});
export const waiting = (userId: string) => ({
  ...{ state: 'waiting', for: 'permission', userId, since: '<time>' },
  ...{ reason: 'permission-missing', message: problems['permission-missing'].title },
});
export const offline = (userId: string) => ({
  ...{ state: 'waiting', for: 'network', userId, since: '<time>' },
  ...{ reason: 'offline', message: problems.offline.title },
});
export const refused = (reason: keyof typeof problems, userId: string) => ({
  ...{ state: 'refused', userId, since: '<time>' },
  ...{ reason, message: problems[reason].title },
});
/** Accepted while nobody waited for Dynamics' verdict. */
export const queued = (userId: string) => ({ state: 'queued', userId, since: '<time>' });
export const failed = (reason: keyof typeof problems, registration?: object): Expected => ({
  ...{ success: false, reason, message: problems[reason].title },
  ...(registration ? { registration } : {}),
});

export const look = 'msdynamics.areNotificationsEnabled()';
export const read = 'msdynamics.registrationInfo()';
export const register = (userId: string) => `msdynamics.registerDevice({ userId: '${userId}' })`;

/** The injected bridge says more in its message than the phone does. */
export const refusal = (library: Library, call: string) =>
  `${library}.${call}.then(({ success, reason }) => [success, reason])`;

export const launch: Step = { act: 'launch' };
/** The page asks, and the person allows where the system lets them choose. */
export const allow = (system: System): Step =>
  system === 'android-12'
    ? { ask: 'permission', answer: granted }
    : { ask: 'permission', person: 'allow', answer: granted };
export const registers = (userId: string): Step => ({
  call: register(userId),
  answer: { success: true, registration: registered(userId) },
});
/** What the page of now has heard of, by its listeners. */
export const heard = (...events: Expected[]): Step => ({ page: 'heard', becomes: events });
/** Where the page is; the simulated phone shows the site on an origin of its own. */
export const isAt = (path: string): Step => ({ page: 'location.pathname', becomes: path });

export const opened = (title: string, coldStart: boolean, link?: string): Expected => [
  'notificationOpened',
  {
    ...{ id: '<id>', title, body: 'World', coldStart, openedAt: '<time>' },
    ...(link ? { url: `https://shop.example${link}` } : {}),
  },
];
