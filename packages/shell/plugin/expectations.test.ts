import { AppConfig, type AppConfigInput } from '@journeys-push/contract/app-config';
import { expect, test } from 'vitest';
import { expectations } from './expectations.ts';
import { iosProjectName } from './ios-project-name.ts';

const least: AppConfigInput = {
  site: { url: 'https://shop.example/' },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
};
const withPush: AppConfigInput = {
  ...least,
  pushProvider: 'microsoft-dynamics',
  googleServicesFile: 'google-services.json',
  appearance: { icon: 'icon.png', splash: { image: 'logo.png' }, notificationColor: '#0b6a5d' },
};
const of = (config: AppConfigInput) => expectations(AppConfig.parse(config));

test('every promise names its file, and says what and why', () => {
  for (const { file, what, why } of [...of(least), ...of(withPush)]) {
    expect(file).toMatch(/^(android|ios)\/[^\\]+$/);
    expect(what).not.toBe('');
    expect(why).toMatch(/[.]$/);
  }
});

test('no promise is made twice', () => {
  const lines = of(withPush).map(({ file, what }) => `${file}: ${what}`);
  expect(new Set(lines).size).toBe(lines.length);
});

test('an empty folder keeps only the promises that something is absent', () => {
  const kept = of(least).filter(({ check }) => check(undefined).passed);
  expect(kept.map(({ what }) => what)).toEqual([
    'no google-services.json',
    'no aps-environment',
    'no associated domain',
    'no source of one',
  ]);
  expect(
    of(withPush)
      .filter(({ check }) => check(undefined).passed)
      .map(({ what }) => what),
  ).toEqual(['no associated domain']);
});

test('a file that cannot be read is found, not thrown', () => {
  for (const { what, check } of of(withPush)) {
    expect(() => check('no such { format'), what).not.toThrow();
  }
  const [manifest] = of(withPush).filter(({ file }) => file.endsWith('AndroidManifest.xml'));
  expect(manifest?.check('<manifest><application></manifest>')).toMatchObject({
    passed: false,
    found: expect.stringContaining('cannot be read'),
  });
});

test('a permission that a library has brought is named', () => {
  const manifest =
    '<manifest><uses-permission android:name="android.permission.INTERNET"/>' +
    '<uses-permission android:name="android.permission.READ_CONTACTS"/>' +
    '<application android:name=".MainApplication"/></manifest>';
  const found = of(least).find(({ what }) => what === 'no other permission');
  expect(found?.check(manifest)).toEqual({ passed: false, found: '["android.permission.READ_CONTACTS"]' });
});

test.each([
  ['Shop', 'Shop'],
  ['My Shop 2', 'MyShop2'],
  ['Söhne & Co.', 'ShneCo'],
  ['商店', 'app'],
])('the Xcode project of %s is called %s', (name, expected) => {
  expect(iosProjectName(name)).toBe(expected);
});
