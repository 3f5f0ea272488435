import type { AppConfig } from '@journeys-push/contract/app-config';
import * as Application from 'expo-application';
import * as ExpoDevice from 'expo-device';
import { getCalendars, getLocales } from 'expo-localization';
import { Platform } from 'react-native';
import type { Device } from '../../core/ports.ts';

/** What this phone is (facts: shell.md §7). */
export function readDevice({ identity }: Pick<AppConfig, 'identity'>): Device {
  const ios = Platform.OS === 'ios';
  const apiLevel = ios ? Number.NaN : Number(Platform.Version);
  return {
    platform: ios ? 'ios' : 'android',
    ...(Number.isNaN(apiLevel) ? {} : { apiLevel }),
    appId: Application.applicationId ?? (ios ? identity.bundleId : identity.packageName),
    facts: {
      appVersion: Application.nativeApplicationVersion ?? identity.version,
      appBuild: Application.nativeBuildVersion ?? identity.build,
      distribution: __DEV__ ? 'debug' : 'release',
      hardware: ExpoDevice.supportedCpuArchitectures?.[0] ?? 'unknown',
      language: getLocales()[0]?.languageCode ?? 'en',
      ...modelOf(ios),
      os: ios ? 'iOS' : 'Android',
      osVersion: ExpoDevice.osVersion ?? 'unknown',
      timeZone: timeZone(),
    },
  };
}

function modelOf(ios: boolean): { model: string; modelId?: string } {
  const { modelId, modelName } = ExpoDevice;
  const model = ios
    ? Platform.OS === 'ios' && Platform.isPad
      ? 'iPad'
      : 'iPhone'
    : (modelName ?? 'Android');
  return { model, ...(modelId ? { modelId } : {}) };
}

/** The calendar's may be an offset such as `GMT+1`; that of the engine is a name. */
const timeZone = (): string =>
  Intl.DateTimeFormat().resolvedOptions().timeZone || (getCalendars()[0]?.timeZone ?? 'UTC');
