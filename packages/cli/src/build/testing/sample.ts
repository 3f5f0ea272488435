import type { BuildResult } from '../result.ts';

const manifest = 'android/app/src/main/AndroidManifest.xml';

/** What a build of an app with this name found; the second expectation is met or not. */
export const sample = (name = 'Shop', passed = true): BuildResult => ({
  format: 'journeys-push-build/1',
  startedAt: '2026-02-11T09:24:00.000Z',
  durationMs: 41_300,
  passed,
  app: {
    ...{ name, site: 'https://shop.example/', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
    ...{ version: '1.0.0', build: 1, pushProvider: 'microsoft-dynamics' },
  },
  build: { configHash: '0123456789abcdef', shellVersion: '0.1.0', pluginVersion: '0.1.0' },
  checks: [
    {
      platform: 'android',
      file: manifest,
      what: 'the network',
      why: 'It loads.',
      passed: true,
      found: 'there',
    },
    { platform: 'ios', file: 'ios/Shop/Info.plist', what: 'the name', why: 'It is.', passed, found: name },
  ],
  bundles: [{ platform: 'ios', file: 'bundles/ios/x.hbc', bytes: 1_400_000, bytecode: 98 }],
  archive: passed
    ? { file: 'shop-1.0.0-1.tar.gz', bytes: 2_100_000, sha256: 'ab'.repeat(32), files: 140 }
    : undefined,
  steps: [{ step: 'prebuild', durationMs: 5_200 }],
});
