import type {
  AccessToken,
  CredentialValidations,
  DeveloperInformation,
  MobileApp,
  MobileAppSave,
  MobileDevice,
  PracticeCredentials,
} from './channel-wire.ts';

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

/** What an admin does with the mobile app channel. */
export function channelCalls(call: Call) {
  const path = (id: string, rest = '') => `/mobile-apps/${encodeURIComponent(id)}${rest}`;
  return {
    mobileApps: () => call<MobileApp[]>('GET', '/mobile-apps'),
    createMobileApp: (app: MobileAppSave) => call<{ mobileAppId: string }>('POST', '/mobile-apps', app),
    /** Secrets that are left out stay as they are; a platform that is left out goes. */
    changeMobileApp: (id: string, app: MobileAppSave) => call<unknown>('PUT', path(id), app),
    switchPlatforms: (id: string, active: { ios?: boolean; android?: boolean }) =>
      call<unknown>('PATCH', path(id, '/platforms'), active),
    /** Asks the providers, and waits for what they say. */
    validateCredentials: (id: string) =>
      call<CredentialValidations>('POST', path(id, '/credential-validation')),
    developerInformation: (id: string) =>
      call<DeveloperInformation>('GET', path(id, '/developer-information')),
    mobileDevices: (id: string) => call<MobileDevice[]>('GET', path(id, '/devices')),
    accessTokens: (id: string) => call<AccessToken[]>('GET', path(id, '/access-tokens')),
    /** Told whole this once. */
    generateAccessToken: (id: string) => call<{ accessToken: string }>('POST', path(id, '/access-tokens')),
    /** The token itself, or the id of its row. */
    revokeAccessToken: (id: string, accessToken: string) =>
      call<unknown>('POST', path(id, '/access-tokens/revoke'), { accessToken }),
    /** Files to practise with, good and bad. */
    practiceCredentials: () => call<PracticeCredentials>('GET', '/practice-credentials'),
  };
}
