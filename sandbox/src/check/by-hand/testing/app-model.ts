import type { ChannelDevice } from '../../../control/wire.ts';
import type { ApiName } from '../../phone.ts';
import type { Place } from '../wire.ts';

/** The person that a phone is registered for. */
export const person = { userId: 'ada', contactId: '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a01' };

export interface Device {
  platform: 'ios' | 'android';
  osVersion: string;
}

/** A phone and an app that do what they should, as far as the check's page can see. */
export function createAppModel(url: string, { platform, osVersion }: Device) {
  const asks = platform === 'ios' || Number(osVersion) >= 13;
  const home = new URL(url).pathname;
  const tokenName = platform === 'ios' ? 'apnsToken' : 'fcmToken';
  const phone = {
    permission: asks ? 'undetermined' : 'granted',
    ...{ launches: 1, documents: 1, hidden: 0, path: home },
    user: undefined as string | undefined,
    errors: [] as string[],
  };
  const load = (path: string) => {
    phone.documents += 1;
    phone.path = path;
    phone.errors = [];
  };
  const calls: Record<ApiName, (userId?: string) => unknown> = {
    promptNotificationPermission() {
      phone.permission = 'granted';
      return { granted: true };
    },
    areNotificationsEnabled: () => ({ granted: phone.permission === 'granted' }),
    registerDevice(userId) {
      if (phone.permission !== 'granted') return { success: false, reason: 'permission-missing' };
      if (userId !== person.userId) return { success: false, reason: 'user-id-unmapped' };
      phone.user = userId;
      return { success: true };
    },
    registrationInfo: () => ({
      ...facts[platform],
      ...{ platform, osVersion, isFirstLaunch: phone.launches === 1 },
      ...(phone.user !== undefined && phone.permission === 'granted' ? { [tokenName]: '…abcd1234' } : {}),
    }),
  };
  return {
    phone,
    calls,
    tokenName,
    load,
    home,
    /** The app was closed and is opened, on its start page or where a tap leads. */
    restart(path = home) {
      phone.launches += 1;
      load(path);
    },
    place: (): Place => ({
      ...{ phone: 'phoneinhand', document: `document${phone.documents}`, hidden: phone.hidden },
      ...{ href: new URL(phone.path, url).href, visible: true, agent: agents[platform] },
      ...{ errors: phone.errors, entries: [platform], opens: [] },
    }),
    devices: async (): Promise<ChannelDevice[]> =>
      phone.user === undefined
        ? []
        : [{ userId: person.contactId, platform, token: '…abcd1234', result: 'Success', at: 0 }],
  };
}

const common = {
  ...{
    installationId: '0b54e0b2-2f0c-4d54-9d1c-5f4f4d1f0c11',
    appId: 'com.example.shop',
    appVersion: '1.0.0',
  },
  ...{ distribution: 'debug', hardware: 'armv8', language: 'en', timeZone: 'Europe/Berlin' },
};
const facts = {
  ios: { ...common, appBuild: '1', model: 'iPhone', os: 'iOS' },
  android: { ...common, appBuild: 1, appVersionCode: 1, model: 'Pixel 8', os: 'Android' },
};

const agents = {
  ios: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)',
  android: 'Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/X; wv) AppleWebKit/537.36 Chrome/120.0.0.0',
};
