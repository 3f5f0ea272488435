import type { AppConfigInput } from '@journeys-push/contract/app-config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readManifest } from './expectations/manifest.ts';
import { readPlist } from './expectations/plist.ts';
import { targetsOf } from './expectations/xcode-targets.ts';
import { createProject, type Project } from './testing/project.ts';

const config: AppConfigInput = {
  site: { url: 'https://shop.example/' },
  identity: {
    name: 'Not this',
    bundleId: 'com.example.shop',
    packageName: 'com.example.shop',
    version: '9.9.9',
  },
  googleServicesFile: 'google-services.json',
  pushProvider: 'microsoft-dynamics',
};

/** Somebody's app that has a life of its own. */
const expo = {
  name: 'Grown App',
  version: '4.5.6',
  extra: { eas: { projectId: 'of the app' } },
  ios: {
    bundleIdentifier: 'com.example.shop',
    buildNumber: '78',
    infoPlist: { UIBackgroundModes: ['audio'], NSCameraUsageDescription: 'To scan.' },
  },
  android: { package: 'com.example.shop', permissions: ['android.permission.CAMERA'] },
};

describe('an app that has the shell as one of its screens', () => {
  let project: Project;
  beforeAll(async () => {
    project = await createProject({ config, expo, options: { embedded: true } });
    await project.prebuild();
  });
  afterAll(() => project.remove());

  const infoPlist = () => readPlist(project.read('ios/GrownApp/Info.plist') ?? '');
  const manifest = () => readManifest(project.read('android/app/src/main/AndroidManifest.xml') ?? '');

  test('keeps its name, version and what it may use', () => {
    expect(infoPlist()).toMatchObject({
      CFBundleDisplayName: 'Grown App',
      CFBundleShortVersionString: '4.5.6',
      NSCameraUsageDescription: 'To scan.',
    });
    expect(manifest().permissions).toContain('android.permission.CAMERA');
    expect(manifest().removed).toEqual([]);
  });

  test('gets what push needs', () => {
    expect(infoPlist()).toMatchObject({ UIBackgroundModes: ['audio', 'fetch', 'remote-notification'] });
    expect(manifest().metaData).toMatchObject({
      'com.google.firebase.messaging.default_notification_channel_id':
        'expo_notifications_fallback_notification_channel',
    });
    expect(manifest().permissions).toContain('android.permission.POST_NOTIFICATIONS');
    const [, service] = targetsOf(project.read('ios/GrownApp.xcodeproj/project.pbxproj') ?? '');
    expect(service?.settings.Release).toMatchObject({
      PRODUCT_BUNDLE_IDENTIFIER: 'com.example.shop.NotificationService',
      MARKETING_VERSION: '4.5.6',
      CURRENT_PROJECT_VERSION: '78',
    });
  });

  test('is not restored from a backup', () => {
    expect(manifest().application).toMatchObject({ allowBackup: 'false', fullBackupContent: 'false' });
  });

  test('has EAS sign the extension too', async () => {
    expect(await project.expoConfig()).toMatchObject({
      extra: {
        eas: {
          projectId: 'of the app',
          build: {
            experimental: {
              ios: {
                appExtensions: [
                  {
                    targetName: 'NotificationService',
                    bundleIdentifier: 'com.example.shop.NotificationService',
                  },
                ],
              },
            },
          },
        },
      },
    });
  });
});

test('an app that insists on backups keeps them, with a warning', async () => {
  const android = { ...expo.android, allowBackup: true };
  const project = await createProject({ config, expo: { ...expo, android }, options: { embedded: true } });
  try {
    expect(await project.prebuild()).toContain('android.allowBackup is on');
    const { application } = readManifest(project.read('android/app/src/main/AndroidManifest.xml') ?? '');
    expect(application.allowBackup).toBe('true');
    expect(application).not.toHaveProperty('dataExtractionRules');
  } finally {
    project.remove();
  }
});

test('an app that has the shell as one of its screens is left alone without a push provider', async () => {
  const withoutPush = { site: config.site, identity: config.identity };
  const project = await createProject({ config: withoutPush, expo, options: { embedded: true } });
  try {
    expect(await project.expoConfig()).not.toHaveProperty('ios.privacyManifests');
    expect(await project.expoConfig()).not.toHaveProperty('android.allowBackup');
  } finally {
    project.remove();
  }
});
