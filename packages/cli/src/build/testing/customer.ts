import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The smallest PNG there is: one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A configuration with push, as a person writes it. */
export const shop = {
  site: { url: 'https://shop.example/' },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
  pushProvider: 'microsoft-dynamics',
  googleServicesFile: 'google-services.json',
};

/** Firebase's file of an Android app, with invented ids. */
export const googleServices = (packageName = 'com.example.shop') => ({
  project_info: { project_number: '123456789012', project_id: 'shop-example' },
  client: [
    {
      client_info: {
        mobilesdk_app_id: '1:123456789012:android:0123456789abcdef',
        android_client_info: { package_name: packageName },
      },
      oauth_client: [],
      api_key: [{ current_key: 'invented-for-a-test' }],
      services: {},
    },
  ],
  configuration_version: '1',
});

/** A folder as a customer has it. Objects are written as JSON. */
export function createCustomer(files: Record<string, unknown> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-push-build-'));
  const put = (name: string, content: unknown) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const isWritten = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(join(folder, name), isWritten ? content : JSON.stringify(content, null, 2));
  };
  for (const [name, content] of Object.entries(files)) put(name, content);
  return {
    folder,
    put,
    putPicture: (name: string) => put(name, pixel),
    config: { name: 'app.json', path: join(folder, 'app.json') },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
