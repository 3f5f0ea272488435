import { AppConfig, type AppConfigInput } from '@journeys-push/contract/app-config';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readManifest, readResources } from './expectations/manifest.ts';
import { targetsOf } from './expectations/xcode-targets.ts';
import { expectations } from './expectations.ts';
import { createProject, type Project } from './testing/project.ts';

const shop: AppConfigInput = {
  site: { url: 'https://shop.example/' },
  identity: {
    name: 'Café Shop',
    bundleId: 'com.example.shop',
    packageName: 'com.example.shop',
    version: '2.3.4',
    build: 56,
    scheme: 'exampleshop',
    appleTeamId: 'A1B2C3D4E5',
  },
  appearance: {
    icon: 'icon.png',
    androidIcon: { foreground: 'icon.png', background: '#0b6a5d', monochrome: 'mark.png' },
    splash: { image: 'mark.png', background: '#0b6a5d', dark: { background: '#052e28' } },
    notificationIcon: 'mark.png',
    notificationColor: '#0b6a5d',
  },
  googleServicesFile: 'google-services.json',
  pushProvider: 'microsoft-dynamics',
  links: { verifiedHosts: ['shop.example', '*.shop.example'] },
};
const withoutPush: AppConfigInput = { site: shop.site, identity: shop.identity };
const { appearance: _, ...plain } = shop;
const everything: AppConfigInput = {
  ...plain,
  permissions: { camera: 'To photograph a receipt.', microphone: 'To speak with us.' },
};

/** What is not as it should be, one line each. */
function failures(project: Project, config: AppConfigInput): string[] {
  return expectations(AppConfig.parse(config), project.iosName()).flatMap(({ file, what, check }) => {
    const { passed, found } = check(project.read(file));
    return passed ? [] : [`${file}: ${what} – ${found}`];
  });
}

describe('an app with push', () => {
  let project: Project;
  beforeAll(async () => {
    project = await createProject({ config: shop });
    await project.prebuild();
  });
  afterAll(() => project.remove());

  test('is all that its configuration promises', () => {
    expect(failures(project, shop)).toEqual([]);
  });

  test('has the project name that the plan foretells', () => {
    expect(project.iosName()).toBe('CafShop');
    expect(expectations(AppConfig.parse(shop)).map(({ file }) => file)).toContain('ios/CafShop/Info.plist');
  });

  test('asks Android for the network, notifications and vibration alone', () => {
    const { permissions } = readManifest(project.read('android/app/src/main/AndroidManifest.xml') ?? '');
    expect([...permissions].sort()).toEqual([
      'android.permission.INTERNET',
      'android.permission.POST_NOTIFICATIONS',
      'android.permission.VIBRATE',
    ]);
  });

  test('carries the extension, whose ids are the same in every build', () => {
    const targets = targetsOf(project.read('ios/CafShop.xcodeproj/project.pbxproj') ?? '');
    expect(targets.map(({ name, product }) => `${name}: ${product}`)).toEqual([
      'CafShop: CafShop.app',
      'NotificationService: NotificationService.appex',
    ]);
    expect(Object.keys(targets[1]?.settings ?? {})).toEqual(['Debug', 'Release']);
  });

  test('shows what it is not: the promises of an app without push fail on it', () => {
    const failed = failures(project, withoutPush);
    expect(failed.filter((line) => line.includes('aps-environment'))).toHaveLength(1);
    expect(failed.filter((line) => line.includes('no app extension'))).toHaveLength(1);
    expect(failed.filter((line) => line.includes('google-services'))).toHaveLength(2);
    expect(failed.filter((line) => line.includes('background mode'))).toHaveLength(1);
  });

  test('is the same after a second prebuild', async () => {
    const before = project.files();
    await project.prebuild();
    expect(changed(before, project.files())).toEqual([]);
  });
});

/** The names of the files that differ. Expo gives the privacy manifest a new id in the Xcode project each time. */
function changed(before: Record<string, string>, after: Record<string, string>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const lines = (text = '') => text.split('\n').filter((line) => !line.includes('/* PrivacyInfo.xcprivacy'));
  return [...names].filter((name) => lines(before[name]).join() !== lines(after[name]).join());
}

describe('an app without push', () => {
  let project: Project;
  beforeAll(async () => {
    project = await createProject({ config: withoutPush });
    await project.prebuild();
  });
  afterAll(() => project.remove());

  test('has nothing of push, though the libraries are there', () => {
    expect(failures(project, withoutPush)).toEqual([]);
    const texts = Object.entries(project.files()).filter(([name]) => !name.endsWith('.png'));
    const withFirebase = texts.filter(
      ([, text]) => text.includes('google-services') || text.includes('aps-environment'),
    );
    expect(withFirebase.map(([name]) => name)).toEqual([]);
  });

  test('is the same after a second prebuild', async () => {
    const before = project.files();
    await project.prebuild();
    expect(changed(before, project.files())).toEqual([]);
  });

  test('asks Android for the network alone', () => {
    const { permissions } = readManifest(project.read('android/app/src/main/AndroidManifest.xml') ?? '');
    expect(permissions).toEqual(['android.permission.INTERNET']);
  });

  test('fails every promise of push', () => {
    const failed = failures(project, shop).join('\n');
    for (const promise of [
      'permission for showing notifications',
      'the channel of notifications',
      "Google's plugin is applied",
      'google-services.json of com.example.shop',
      'UIBackgroundModes',
      'aps-environment',
      'app extension',
      'associated-domains',
    ]) {
      expect(failed).toContain(promise);
    }
  });
});

test('an app whose pages use camera and microphone says so, and is left out of no phone', async () => {
  const project = await createProject({ config: everything });
  try {
    await project.prebuild();
    expect(failures(project, everything)).toEqual([]);
    const manifest = project.read('android/app/src/main/AndroidManifest.xml') ?? '';
    expect(manifest).toContain(
      '<uses-feature android:name="android.hardware.camera" android:required="false"/>',
    );
    expect(readResources(project.read('android/app/src/main/res/values/strings.xml') ?? '').app_name).toBe(
      'Café Shop',
    );
  } finally {
    project.remove();
  }
});

test.each([
  ['none', undefined],
  ['one without a logo', { background: '#0b6a5d', dark: { background: '#052e28' } }],
  ['one with a logo', { image: 'mark.png' }],
])('a splash screen needs nothing that is not there: %s is configured', async (_what, splash) => {
  const config = { ...withoutPush, ...(splash ? { appearance: { splash } } : {}) };
  const project = await createProject({ config });
  try {
    await project.prebuild();
    expect(failures(project, config)).toEqual([]);
    const files = Object.keys(project.files());
    const styles = project.read('android/app/src/main/res/values/styles.xml') ?? '';
    const named = [...styles.matchAll(/@(drawable)\/(\w+)/g)].map(([, folder, name]) => `${folder}/${name}`);
    expect(named).toContain('drawable/splashscreen_logo');
    const there = (one: string) =>
      files.some((file) => file.replace(/drawable-[\w-]+/, 'drawable').includes(`/res/${one}.`));
    expect(named.filter((one) => !there(one))).toEqual([]);
    const storyboard = project.read(`ios/${project.iosName()}/SplashScreen.storyboard`) ?? '';
    expect(storyboard.includes('image="SplashScreenLogo"')).toBe(splash !== undefined && 'image' in splash);
  } finally {
    project.remove();
  }
});

test('the app of this repository is made by the same plugin', async () => {
  const project = await createProject({ config: plain, app: 'ours' });
  try {
    await project.prebuild();
    expect(failures(project, plain)).toEqual([]);
  } finally {
    project.remove();
  }
});

describe('prebuild stops', () => {
  const refusal = async (given: Parameters<typeof createProject>[0]) => {
    const project = await createProject(given);
    try {
      return await project.prebuild().then(
        () => 'built',
        (error: unknown) => String(error),
      );
    } finally {
      project.remove();
    }
  };

  test('where Android could not get a token', async () => {
    const { googleServicesFile: _, ...without } = plain;
    expect(await refusal({ config: without })).toContain('Expected googleServicesFile in the configuration');
  });

  test('where the configuration is wrong', async () => {
    const config = { ...shop, identity: { ...shop.identity, bundleId: 'shop' } };
    expect(await refusal({ config })).toContain('identity.bundleId');
  });

  test('where there is no configuration', async () => {
    expect(await refusal({ config: shop, options: { config: 'other.json' } })).toContain('other.json');
  });

  test('where an app that has ids of its own would not be known to the gateway', async () => {
    const expo = { ios: { bundleIdentifier: 'com.example.other' }, android: { package: 'com.example.shop' } };
    expect(await refusal({ config: shop, options: { embedded: true }, expo })).toContain(
      'Expected ios.bundleIdentifier to be com.example.shop',
    );
  });
});
