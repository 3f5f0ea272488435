import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig, type AppConfigInput } from '@journeys-push/contract/app-config';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildId } from './build-id.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journeys-push-build-id-'));
  writeFileSync(join(folder, 'google-services.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

const shop: AppConfigInput = {
  site: { url: 'https://shop.example/' },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
  googleServicesFile: 'google-services.json',
  pushProvider: 'microsoft-dynamics',
};
const idOf = (config: AppConfigInput) => buildId(AppConfig.parse(config), folder).configHash;

test('a build is known by what its configuration says, not by how that is written', () => {
  const turned = Object.fromEntries(Object.entries({ ...shop, automaticRegistration: false }).reverse());
  expect(buildId(AppConfig.parse(turned), folder).configHash).toBe(idOf(shop));
  expect(idOf({ ...shop, automaticRegistration: true })).not.toBe(idOf(shop));
});

test('another file under the same name makes another build, if the build takes it in', () => {
  const before = [idOf(shop), idOf({ ...shop, pushProvider: 'none' })];
  writeFileSync(join(folder, 'google-services.json'), '{"project_info": {}}');
  const after = [idOf(shop), idOf({ ...shop, pushProvider: 'none' })];
  expect(after[0]).not.toBe(before[0]);
  expect(after[1]).toBe(before[1]);
});
