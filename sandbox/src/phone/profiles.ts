import type { AppConfig } from '@journeys-push/contract/app-config';
import type { DeviceFacts } from '@journeys-push/contract/shell-gateway';
import type { Device } from '@journeys-push/shell/core';
import type { ProfileName } from '../control/wire.ts';
import type { PermissionRule } from './permission.ts';

/** A kind of phone: what it is, and by which rules its system behaves. */
export interface Profile {
  platform: 'ios' | 'android';
  /** What people call it. */
  model: string;
  apiLevel?: number;
  permission: PermissionRule;
  /** As `registrationInfo` names it (facts: shell.md §7); the app's own fields come from its configuration. */
  facts: Omit<DeviceFacts, 'appVersion' | 'appBuild' | 'distribution'>;
}

const here = { hardware: 'armv8', language: 'en', timeZone: 'America/New_York' } as const;

export const profiles: Record<ProfileName, Profile> = {
  iphone: {
    platform: 'ios',
    model: 'iPhone 17',
    permission: 'ios',
    facts: { ...here, model: 'iPhone', modelId: 'iPhone18,3', os: 'iOS', osVersion: '26.1' },
  },
  'android-14': {
    platform: 'android',
    model: 'Pixel 8',
    apiLevel: 34,
    permission: 'android-33',
    facts: { ...here, model: 'Pixel 8', os: 'Android', osVersion: '14' },
  },
  'android-12': {
    platform: 'android',
    model: 'Pixel 6',
    apiLevel: 31,
    permission: 'android-32',
    facts: { ...here, model: 'Pixel 6', os: 'Android', osVersion: '12' },
  },
};

/** The device with this app installed. The sandbox installs debug builds, which get development APNs tokens. */
export function deviceWith({ platform, apiLevel, facts }: Profile, { identity }: AppConfig): Device {
  const ios = platform === 'ios';
  return {
    platform,
    ...(apiLevel === undefined ? {} : { apiLevel }),
    appId: ios ? identity.bundleId : identity.packageName,
    facts: {
      ...facts,
      appVersion: identity.version,
      appBuild: ios ? String(identity.build) : identity.build,
      distribution: 'debug',
    },
  };
}
