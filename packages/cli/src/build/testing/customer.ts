import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** A PNG of one colour: half transparent, or opaque. */
export function picture(width: number, { height = width, opaque = false } = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a channel, of which there are three or four.
  header.set([8, opaque ? 2 : 6, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (1 + width * (opaque ? 3 : 4)), 0x80);
  for (let row = 0; row < height; row++) rows[row * (1 + width * (opaque ? 3 : 4))] = 0;
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

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

/** A folder as a customer has it. Objects are written as JSON, and what is undefined is not there. */
export function createCustomer(files: Record<string, unknown> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'journeys-push-build-'));
  const put = (name: string, content: unknown) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    const isWritten = typeof content === 'string' || Buffer.isBuffer(content);
    writeFileSync(join(folder, name), isWritten ? content : JSON.stringify(content, null, 2));
  };
  for (const [name, content] of Object.entries(files)) if (content !== undefined) put(name, content);
  return {
    folder,
    put,
    config: { name: 'app.json', path: join(folder, 'app.json') },
    app: join(folder, 'app.json'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
