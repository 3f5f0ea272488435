import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOptions } from './options.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journeys-push-plugin-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const config = {
  site: { url: 'https://shop.example/' },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
  googleServicesFile: 'google-services.json',
};
const give = (content: object) =>
  writeFileSync(join(folder, 'google-services.json'), JSON.stringify(content));

test.each([{ type: 'service_account' }, { private_key: 'secret' }])(
  'a service account in the place of google-services.json is refused before anything is copied, and not quoted',
  (account) => {
    give(account);
    expect(() => readOptions({ config }, folder)).toThrow(/service account with its private key/);
    expect(() => readOptions({ config }, folder)).not.toThrow(/secret/);
  },
);

test("Firebase's own file passes, and one that is missing is told by Expo", () => {
  expect(readOptions({ config }, folder).app.googleServicesFile).toBe('google-services.json');
  give({ project_info: { project_id: 'shop' }, client: [] });
  expect(readOptions({ config }, folder).place('google-services.json')).toBe('./google-services.json');
});
