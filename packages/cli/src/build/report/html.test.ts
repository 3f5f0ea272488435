import { expect, it } from 'vitest';
import type { BuildResult } from '../result.ts';
import { htmlReport } from './html.ts';

const manifest = 'android/app/src/main/AndroidManifest.xml';

/** What a build of an app with this name found; the second expectation is met or not. */
const sample = (name = 'Shop', passed = true): BuildResult => ({
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

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

it('says the verdict in its title and first heading, and what was not run', () => {
  const page = htmlReport(sample());
  expect(page).toContain(
    '<title>Shop 1.0.0 is built: all 2 expectations are met · journeys-push build</title>',
  );
  expect(page).toContain('<h1>Shop 1.0.0 is built: all 2 expectations are met</h1>');
  expect(page).toContain('11 February 2026 at 09:24 UTC');
  expect(page).toMatch(/Not run here:.*Gradle, CocoaPods and Xcode/);
  expect(page).toContain('shop-1.0.0-1.tar.gz');
});

it('marks what was not met by a word, and offers no archive', () => {
  const page = htmlReport(sample('Shop', false));
  expect(page).toContain('1 of 2 expectations are not met');
  expect(count(page, />Failed</g)).toBe(2);
  expect(page).toContain('No archive was made');
});

it('has one table for each file, with a caption and headings', () => {
  const page = htmlReport(sample());
  expect(count(page, /<caption>/g)).toBe(2);
  expect(count(page, /<th scope="row">/g)).toBeGreaterThanOrEqual(3);
});

it('holds hostile text only as text', () => {
  const page = htmlReport(sample('<script>document.title="x"</script>"onload="'));
  expect(page).toContain('&lt;script&gt;');
  expect(page).not.toMatch(/<script|"onload="/);
});

it('has colours for light and dark, and needs nothing beside itself', () => {
  const page = htmlReport(sample());
  expect(page).toContain('prefers-color-scheme: dark');
  expect(page).not.toMatch(/(src|href)="(?!data:|#)/);
});
