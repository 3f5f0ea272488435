import type { AppConfig } from '@journeys-push/contract/app-config';
import type { Device } from '@journeys-push/shell/core';
import type { Profile } from '../profiles/profile.ts';
import type { StoredPhone } from '../state.ts';

/**
 * What a process of the app reads of its phone when it starts, as the native layer does (packages/shell:
 * src/native/ports/device.ts). The sandbox installs debug builds, which get development APNs tokens.
 */
export function deviceOf(
  { system, timeZone, language }: StoredPhone,
  { platform, facts }: Profile,
  { identity }: AppConfig,
): Device {
  const ios = platform === 'ios';
  return {
    platform,
    ...(system.apiLevel === undefined ? {} : { apiLevel: system.apiLevel }),
    appId: ios ? identity.bundleId : identity.packageName,
    facts: {
      ...withoutUndefined(facts),
      osVersion: system.osVersion,
      timeZone,
      // Of a locale the shell tells the language only.
      language: new Intl.Locale(language).language,
      appVersion: identity.version,
      appBuild: ios ? String(identity.build) : identity.build,
      distribution: 'debug',
    },
  };
}

const withoutUndefined = ({ modelId, ...facts }: Profile['facts']) => ({
  ...facts,
  ...(modelId === undefined ? {} : { modelId }),
});
