import { randomUUID } from 'node:crypto';
import { maskToken } from '../../trace.ts';
import type { Device, MobileApp, Platform } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';
import type { DynamicsState } from '../state.ts';
import type { Twin } from '../twin.ts';
import { type AccessTokenRow, accessTokenRow, newAccessToken } from './access-tokens.ts';
import {
  changeAndroidCredentials,
  changeIosCredentials,
  type IosChange,
  type IosInput,
  type IosSettings,
  iosSettings,
} from './credentials.ts';
import { sameId } from './devices.ts';
import {
  beginValidation,
  type CredentialValidation,
  shownValidation,
  trustCredentials,
  validateCredentials,
} from './validation.ts';

/** What an admin enters; one configuration covers iOS, Android or both (facts: dynamics.md §8). */
export interface MobileAppInput {
  name: string;
  ios?: IosInput;
  /** The content of the key file. */
  android?: { serviceAccountJson: string };
}

/** What an admin changes of it: secrets that are left out stay as they are, a platform that is left out goes. */
export interface MobileAppChange {
  name: string;
  ios?: IosChange;
  android?: { serviceAccountJson?: string | undefined };
}

/** What the form shows of a saved configuration: no key, no certificate. */
export interface MobileAppSettings {
  ios?: IosSettings;
  android?: { projectId: string; clientEmail: string };
}

/** The "Developer information" tab (§8). */
interface DeveloperInformation {
  /** At most 100 characters. */
  publicEndpoint: string;
  organizationId: string;
  applicationId: string;
  /** Oldest first. */
  accessTokens: string[];
}

/** The mobile app channel as an admin knows it. All actions throw {@link DynamicsRefusal}. */
export interface Channel {
  /**
   * Saves a new configuration and begins to check its credentials; returns the MobileAppId. `trusted`: whoever starts the
   * sandbox has just had them made, and they count as checked.
   */
  createMobileApp(input: MobileAppInput, options?: { trusted?: boolean }): string;
  /** Replaces name and credentials, which are checked again; id and access tokens stay. */
  updateMobileApp(mobileAppId: string, change: MobileAppChange): void;
  /** Switches platforms on or off; one that is off is not sent to. */
  switchPlatforms(mobileAppId: string, active: Partial<Record<Platform, boolean>>): void;
  /** `platforms`: those with credentials; `active`: those of them that are switched on. */
  mobileApps(): { mobileAppId: string; name: string; platforms: Platform[]; active: Platform[] }[];
  mobileAppSettings(mobileAppId: string): MobileAppSettings;
  /** “Credential validation” of each platform, as it is now. */
  credentialValidation(mobileAppId: string): Record<Platform, CredentialValidation>;
  /** Checks the credentials again. */
  validateCredentials(mobileAppId: string): Promise<Record<Platform, CredentialValidation>>;
  developerInformation(mobileAppId: string): DeveloperInformation;
  /** Waits for the checks of the credentials; works at once. Throws `credentials-not-valid`. */
  generateAccessToken(mobileAppId: string): Promise<string>;
  /** Oldest first. */
  accessTokens(mobileAppId: string): AccessTokenRow[];
  /** The token itself, or the id of its row. */
  revokeAccessToken(mobileAppId: string, accessToken: string): void;
  /** The "Mobile devices" tab, newest last; tokens masked unless `fullTokens`. */
  devices(options?: { mobileAppId?: string; fullTokens?: boolean }): Device[];
}

export function createChannel(twin: Twin): Channel {
  const { state, address, switches } = twin;
  const app = (mobileAppId: string) => requireApp(state, mobileAppId);
  const checks = new WeakMap<MobileApp, Promise<void>>();
  /** One check at a time; what was saved meanwhile is checked afterwards. */
  const check = (of: MobileApp): Promise<void> => {
    beginValidation(of);
    const checked = (checks.get(of) ?? Promise.resolve()).then(() => validateCredentials(twin, of));
    checks.set(of, checked);
    twin.background.run(() => checked);
    return checked;
  };
  /** Until no check is under way: what is saved during one is checked after it. */
  const untilChecked = async (of: MobileApp): Promise<void> => {
    const last = checks.get(of) ?? check(of);
    await last;
    if (checks.get(of) !== last) await untilChecked(of);
  };
  return {
    createMobileApp(input, { trusted = false } = {}) {
      const mobileAppId = randomUUID();
      const created = { ...newApp(mobileAppId), ...readInput(input) };
      state.mobileApps.set(sameId(mobileAppId), created);
      if (trusted) checks.set(created, trustCredentials(created));
      else void check(created);
      return mobileAppId;
    },
    updateMobileApp(mobileAppId, change) {
      const known = app(mobileAppId);
      const { ios, android, name } = readInput(change, known);
      void check(Object.assign(known, { name, ios, android }));
    },
    switchPlatforms(mobileAppId, active) {
      const known = app(mobileAppId);
      known.active = { ...known.active, ...active };
      void check(known);
    },
    mobileApps: () => [...state.mobileApps.values()].map(summary),
    mobileAppSettings: (mobileAppId) => settingsOf(app(mobileAppId)),
    credentialValidation: (mobileAppId) => shownValidation(twin, app(mobileAppId)),
    async validateCredentials(mobileAppId) {
      await check(app(mobileAppId));
      return shownValidation(twin, app(mobileAppId));
    },
    developerInformation: (mobileAppId) => ({
      publicEndpoint: endpoint(address.publicEndpoint, switches.get().publicEndpointForm),
      organizationId: state.organizationId,
      applicationId: app(mobileAppId).mobileAppId,
      accessTokens: app(mobileAppId).accessTokens.map(({ token }) => token),
    }),
    ...accessTokenActions({ app, untilChecked, now: twin.now }),
    devices({ mobileAppId, fullTokens = false } = {}) {
      const only = mobileAppId === undefined ? undefined : sameId(app(mobileAppId).mobileAppId);
      return state.devices
        .all()
        .filter((row) => only === undefined || sameId(row.mobileAppId) === only)
        .sort((a, b) => a.registeredAt - b.registeredAt)
        .map((row) => ({ ...row, token: fullTokens ? row.token : maskToken(row.token) }));
    },
  };
}

interface AccessTokenOptions extends Pick<Twin, 'now'> {
  app(mobileAppId: string): MobileApp;
  /** Until no check of its credentials is under way. */
  untilChecked(of: MobileApp): Promise<void>;
}

function accessTokenActions({
  app,
  untilChecked,
  now,
}: AccessTokenOptions): Pick<Channel, 'generateAccessToken' | 'accessTokens' | 'revokeAccessToken'> {
  return {
    async generateAccessToken(mobileAppId) {
      const known = app(mobileAppId);
      await untilChecked(known);
      requireValid(known);
      const accessToken = newAccessToken(now());
      known.accessTokens.push(accessToken);
      return accessToken.token;
    },
    accessTokens: (mobileAppId) => app(mobileAppId).accessTokens.map(accessTokenRow),
    revokeAccessToken(mobileAppId, accessToken) {
      const known = app(mobileAppId);
      const left = known.accessTokens.filter(
        (one) => one.token !== accessToken && accessTokenRow(one).id !== accessToken,
      );
      if (left.length === known.accessTokens.length) throw unknownAccessToken();
      known.accessTokens = left;
    },
  };
}

/** The app, or a refusal; `mobileAppId` in any spelling of a GUID. */
export function requireApp(state: DynamicsState, mobileAppId: string): MobileApp {
  const app = state.mobileApps.get(sameId(mobileAppId));
  if (app) return app;
  throw new DynamicsRefusal(
    'mobile-app-unknown',
    `There is no mobile app ${mobileAppId}`,
    'Take the Application ID from the developer information',
  );
}

/** Does not repeat the token: it may be one of another app. */
const unknownAccessToken = () =>
  new DynamicsRefusal(
    'access-token-unknown',
    'The mobile app has no such access token',
    'Take it from the developer information',
  );

const newApp = (mobileAppId: string) => ({
  mobileAppId,
  active: { ios: true, android: true },
  validation: { ios: { state: 'not-started' as const }, android: { state: 'not-started' as const } },
  accessTokens: [],
});

/** Characters (facts: dynamics.md §8). */
const MAX_NAME = 100;

function readInput(
  { name, ios, android }: MobileAppChange,
  saved?: MobileApp,
): Pick<MobileApp, 'name' | 'ios' | 'android'> {
  if (!name || !(ios || android)) {
    throw new DynamicsRefusal(
      'mobile-app-incomplete',
      'A mobile app needs a name and credentials for iOS, Android or both',
      'Enter what is missing',
    );
  }
  if (name.length > MAX_NAME) {
    throw new DynamicsRefusal(
      'mobile-app-incorrect',
      `The name of a mobile app has at most ${MAX_NAME} characters`,
      'Enter a shorter name',
    );
  }
  return {
    name,
    ...(ios ? { ios: changeIosCredentials(ios, saved?.ios) } : {}),
    ...(android ? { android: changeAndroidCredentials(android, saved?.android) } : {}),
  };
}

function settingsOf({ ios, android }: MobileApp): MobileAppSettings {
  return {
    ...(ios ? { ios: iosSettings(ios) } : {}),
    ...(android ? { android: { projectId: android.projectId, clientEmail: android.clientEmail } } : {}),
  };
}

/** Access tokens are made once the credentials are saved and found valid (§8). */
function requireValid({ validation }: MobileApp): void {
  const states = [validation.ios, validation.android];
  const invalid = states.find(({ state }) => state === 'invalid');
  if (!invalid && states.some(({ state }) => state === 'valid')) return;
  throw new DynamicsRefusal(
    'credentials-not-valid',
    invalid ? `The provider refuses the credentials: ${invalid.reason}` : 'No platform has valid credentials',
    'Correct the credentials of the mobile app and wait until they are valid',
  );
}

const endpoint = (url: string, form: 'with-scheme' | 'bare') =>
  form === 'bare' ? url.replace(/^https?:\/\//, '') : url;

function summary({ mobileAppId, name, ios, android, active }: MobileApp) {
  const platforms: Platform[] = [
    ...(ios ? (['ios'] as const) : []),
    ...(android ? (['android'] as const) : []),
  ];
  return { mobileAppId, name, platforms, active: platforms.filter((platform) => active[platform]) };
}
