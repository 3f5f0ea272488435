import { randomBytes, randomUUID } from 'node:crypto';
import { maskToken } from '../../trace.ts';
import type { Device, MobileApp } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';
import type { DynamicsState } from '../state.ts';
import type { Twin } from '../twin.ts';
import { readAndroidCredentials, readIosCredentials } from './credentials.ts';
import { sameId } from './devices.ts';

/** What an admin enters; one configuration covers iOS, Android or both (facts: dynamics.md §8). */
export interface MobileAppInput {
  name: string;
  ios?: Parameters<typeof readIosCredentials>[0];
  /** The content of the key file. */
  android?: { serviceAccountJson: string };
}

/** The "Developer information" tab (§8). */
interface DeveloperInformation {
  publicEndpoint: string;
  organizationId: string;
  applicationId: string;
  accessTokens: string[];
}

/** The mobile app channel as an admin knows it. All actions throw {@link DynamicsRefusal}. */
export interface Channel {
  /** Returns the MobileAppId; the first access token is generated with it. */
  createMobileApp(input: MobileAppInput): string;
  /** Replaces name and credentials; id and access tokens stay. */
  updateMobileApp(mobileAppId: string, input: MobileAppInput): void;
  mobileApps(): { mobileAppId: string; name: string; platforms: Device['platform'][] }[];
  developerInformation(mobileAppId: string): DeveloperInformation;
  generateAccessToken(mobileAppId: string): string;
  revokeAccessToken(mobileAppId: string, accessToken: string): void;
  /** The "Mobile devices" tab, newest last; tokens masked unless `fullTokens`. */
  devices(options?: { mobileAppId?: string; fullTokens?: boolean }): Device[];
}

export function createChannel({ state, address }: Pick<Twin, 'state' | 'address'>): Channel {
  const app = (mobileAppId: string) => requireApp(state, mobileAppId);
  return {
    createMobileApp(input) {
      const mobileAppId = randomUUID();
      const accessTokens = [newAccessToken()];
      state.mobileApps.set(sameId(mobileAppId), { mobileAppId, ...readInput(input), accessTokens });
      return mobileAppId;
    },
    updateMobileApp(mobileAppId, input) {
      const { mobileAppId: id, accessTokens } = app(mobileAppId);
      state.mobileApps.set(sameId(id), { mobileAppId: id, ...readInput(input), accessTokens });
    },
    mobileApps: () => [...state.mobileApps.values()].map(summary),
    developerInformation: (mobileAppId) => ({
      publicEndpoint: address.publicEndpoint,
      organizationId: state.organizationId,
      applicationId: app(mobileAppId).mobileAppId,
      accessTokens: [...app(mobileAppId).accessTokens],
    }),
    generateAccessToken(mobileAppId) {
      const accessToken = newAccessToken();
      app(mobileAppId).accessTokens.push(accessToken);
      return accessToken;
    },
    revokeAccessToken(mobileAppId, accessToken) {
      const known = app(mobileAppId);
      known.accessTokens = known.accessTokens.filter((token) => token !== accessToken);
    },
    devices: ({ mobileAppId, fullTokens = false } = {}) =>
      state.devices
        .all()
        .filter((row) => !mobileAppId || sameId(row.mobileAppId) === sameId(mobileAppId))
        .sort((a, b) => a.registeredAt - b.registeredAt)
        .map((row) => ({ ...row, token: fullTokens ? row.token : maskToken(row.token) })),
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

/** Whether the ApiToken belongs to this app in this organization (§2 `ApiTokenNotValid`). */
export function isAuthorized(
  state: DynamicsState,
  call: { organizationId: string; mobileAppId: string; apiToken: string },
): boolean {
  if (sameId(call.organizationId) !== sameId(state.organizationId)) return false;
  return state.mobileApps.get(sameId(call.mobileAppId))?.accessTokens.includes(call.apiToken) ?? false;
}

/** 256 bytes of standard base64, 344 characters (§8). */
const newAccessToken = () => randomBytes(256).toString('base64');

function readInput({ name, ios, android }: MobileAppInput): Omit<MobileApp, 'mobileAppId' | 'accessTokens'> {
  if (!name || !(ios || android)) {
    throw new DynamicsRefusal(
      'mobile-app-incomplete',
      'A mobile app needs a name and credentials for iOS, Android or both',
      'Enter what is missing',
    );
  }
  return {
    name,
    ...(ios ? { ios: readIosCredentials(ios) } : {}),
    ...(android ? { android: readAndroidCredentials(android.serviceAccountJson) } : {}),
  };
}

const summary = ({ mobileAppId, name, ios, android }: MobileApp) => ({
  mobileAppId,
  name,
  platforms: [...(ios ? (['ios'] as const) : []), ...(android ? (['android'] as const) : [])],
});
