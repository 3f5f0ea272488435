import type { ExpoConfig } from 'expo/config';
import { withEntitlementsPlist, withInfoPlist } from 'expo/config-plugins';
import type { Settings } from './options.ts';
import { privacyManifest } from './privacy.ts';
import { purposesOf } from './purposes.ts';

const REMOTE = 'remote-notification';

/** Background modes, entitlements and the privacy manifest: as much as push needs, and nothing a library adds beside. */
export function withIos(expo: ExpoConfig, { app, embedded }: Settings): ExpoConfig {
  const push = app.pushProvider !== 'none';
  const modes = withInfoPlist(withPrivacy(expo, app), (mod) => {
    mod.modResults.RCTAsyncStorageExcludeFromBackup = true;
    for (const { key, text, configured } of purposesOf(app))
      if (configured || !embedded) mod.modResults[key] ??= text;
    const others = embedded ? (mod.modResults.UIBackgroundModes ?? []) : [];
    const wanted = push ? [...new Set([...others, REMOTE])] : others;
    if (wanted.length > 0) mod.modResults.UIBackgroundModes = wanted;
    else delete mod.modResults.UIBackgroundModes;
    return mod;
  });
  return withEntitlementsPlist(modes, (mod) => {
    // expo-notifications adds it merely by being installed.
    if (!push && !embedded) delete mod.modResults['aps-environment'];
    return mod;
  });
}

function withPrivacy(expo: ExpoConfig, app: Settings['app']): ExpoConfig {
  const ours = privacyManifest(app);
  const theirs = expo.ios?.privacyManifests;
  return {
    ...expo,
    ios: {
      ...expo.ios,
      privacyManifests: {
        ...ours,
        ...theirs,
        NSPrivacyCollectedDataTypes: [
          ...(theirs?.NSPrivacyCollectedDataTypes ?? []),
          ...ours.NSPrivacyCollectedDataTypes,
        ],
      },
    },
  };
}
