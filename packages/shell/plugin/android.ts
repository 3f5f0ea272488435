import { isDeepStrictEqual } from 'node:util';
import type { ExpoConfig } from 'expo/config';
import { AndroidConfig, WarningAggregator, withAndroidManifest } from 'expo/config-plugins';
import { withAndroidFile } from './android-file.ts';
import { androidFiles, BACKUP_RULES, CAMERA_ACTIONS } from './native-names.ts';
import { PluginError, type Settings } from './options.ts';

/** What Android needs beyond Expo's own fields: no copy of the installation id, and no phone left out. */
export function withAndroid(expo: ExpoConfig, settings: Settings): ExpoConfig {
  const backedUp = settings.embedded && expo.android?.allowBackup === true;
  if (backedUp) {
    WarningAggregator.addWarningAndroid(
      'journeys-push',
      'android.allowBackup is on: a restored backup brings the installation id of another phone with it.',
    );
  }
  const android = { ...expo.android, ...(backedUp ? {} : { allowBackup: false }) };
  return withManifest(backedUp ? expo : withBackupRules({ ...expo, android }), settings, !backedUp);
}

function withManifest(expo: ExpoConfig, { app }: Settings, withoutBackup: boolean): ExpoConfig {
  return withAndroidManifest(expo, (mod) => {
    if (app.pushProvider !== 'none' && !mod.android?.googleServicesFile) throw new PluginError(MISSING_FILE);
    const application = AndroidConfig.Manifest.getMainApplicationOrThrow(mod.modResults);
    if (withoutBackup) {
      application.$['android:fullBackupContent'] = 'false';
      application.$['android:dataExtractionRules'] = `@xml/${BACKUP_RULES}`;
    }
    const { manifest } = mod.modResults;
    manifest.queries = [
      ...(manifest.queries ?? []).filter((one) => !isDeepStrictEqual(one, cameras)),
      cameras,
    ];
    const added = features(app.permissions);
    const others = (manifest['uses-feature'] ?? []).filter(
      (one) => !added.some(({ $ }) => $['android:name'] === one.$['android:name']),
    );
    manifest['uses-feature'] = [...others, ...added];
    return mod;
  });
}

const MISSING_FILE =
  'Expected googleServicesFile in the configuration: without google-services.json, Android gets no push token. ' +
  'Download it in the Firebase console (Project settings, General, Your apps), or set pushProvider to "none".';

/** Android 11 and later hide the phone's camera from an app that does not say that it looks for one. */
const cameras: AndroidConfig.Manifest.ManifestQuery = {
  intent: CAMERA_ACTIONS.map((name) => ({ action: [{ $: { 'android:name': name } }] })),
};

/** Google Play hides an app from phones without what its permissions imply, unless it says that it can do without. */
function features(permissions: Settings['app']['permissions']) {
  const names = [
    ...(permissions?.camera ? ['android.hardware.camera', 'android.hardware.camera.autofocus'] : []),
    ...(permissions?.microphone ? ['android.hardware.microphone'] : []),
  ];
  return names.map((name) => ({
    $: { 'android:name': name, 'android:required': 'false' as const },
  }));
}

const DOMAINS = ['root', 'file', 'database', 'sharedpref', 'external', 'device_root', 'device_file'];

const excludeAll = (within: string) =>
  [
    `  <${within}>`,
    ...[...DOMAINS, 'device_database', 'device_sharedpref'].map(
      (domain) => `    <exclude domain="${domain}" path="."/>`,
    ),
    `  </${within}>`,
  ].join('\n');

/** Android 12 and later copy data to a new phone even where backups are off, unless rules say otherwise. */
const RULES = `<?xml version="1.0" encoding="utf-8"?>
<data-extraction-rules>
${excludeAll('cloud-backup')}
${excludeAll('device-transfer')}
</data-extraction-rules>
`;

const withBackupRules = (expo: ExpoConfig): ExpoConfig =>
  withAndroidFile(expo, androidFiles.backupRules, RULES);
