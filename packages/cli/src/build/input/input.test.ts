import { afterEach, describe, expect, test } from 'vitest';
import { MistakesFound } from '../mistakes.ts';
import { createCustomer, googleServices, shop } from '../testing/customer.ts';
import { readInput } from './input.ts';

let customer: ReturnType<typeof createCustomer> | undefined;
afterEach(() => customer?.remove());

/** What is wrong with these files. */
async function mistakesOf(files: Record<string, unknown>) {
  customer = createCustomer(files);
  const refused = await readInput(customer.config).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (refused === undefined) return [];
  if (!(refused instanceof MistakesFound)) throw refused;
  return refused.mistakes;
}
const codesOf = async (files: Record<string, unknown>) =>
  (await mistakesOf(files)).map(({ code, where }) => `${code} ${where}`);

const good = { 'app.json': shop, 'google-services.json': googleServices() };
const withConfig = (part: object) => ({ ...good, 'app.json': { ...shop, ...part } });

describe('what an app is made of', () => {
  test('is read with every default filled in', async () => {
    customer = createCustomer(good);
    const { config, files } = await readInput(customer.config);
    expect(config).toMatchObject({
      pushProvider: 'microsoft-dynamics',
      identity: { version: '1.0.0', build: 1 },
    });
    expect(files).toEqual(['google-services.json']);
  });

  test('needs nothing of Firebase without push', async () => {
    customer = createCustomer({ 'app.json': { site: shop.site, identity: shop.identity } });
    expect((await readInput(customer.config)).files).toEqual([]);
  });

  test('may name a schema for editors', async () => {
    expect(await codesOf(withConfig({ $schema: './schema.json' }))).toEqual([]);
  });

  test('is told all mistakes at once, each with what was expected, what came and what to do', async () => {
    const mistakes = await mistakesOf({
      'app.json': {
        ...shop,
        site: { url: 'http://shop.example/' },
        identity: { ...shop.identity, bundleId: 'shop', packageName: 'shop' },
        pushprovider: 'none',
        appearance: { icon: 'icon.png' },
        googleServicesFile: 'other.json',
      },
    });
    expect(mistakes.map(({ code, where }) => `${code} ${where}`).sort()).toEqual([
      'asset-missing icon.png',
      'bundle-id-invalid app.json: identity.bundleId',
      'config-unknown-field app.json: pushprovider',
      'google-services-missing other.json',
      'package-name-invalid app.json: identity.packageName',
      'site-not-https app.json: site.url',
    ]);
    for (const { expected, came, remedy } of mistakes) {
      expect([expected, came, remedy].map((text) => text.length > 0)).toEqual([true, true, true]);
    }
    expect(mistakes.find(({ code }) => code === 'bundle-id-invalid')?.came).toBe('"shop"');
  });
});

describe('the configuration', () => {
  test('is named where it is missing', async () => {
    expect(await codesOf({})).toEqual(['config-missing app.json']);
  });

  test('is JSON without comments', async () => {
    expect(await codesOf({ ...good, 'app.json': '{ // the shop\n}' })).toEqual(['config-not-json app.json']);
  });

  test('is an object', async () => {
    expect(await codesOf({ ...good, 'app.json': '[]' })).toEqual(['config-invalid app.json: all of it']);
  });

  test.each([
    ['the site', { site: { url: 'http://shop.example/' } }, 'site.url'],
    ['the gateway', { gateway: { url: 'http://push.shop.example' } }, 'gateway.url'],
    ['an origin', { site: { ...shop.site, origins: ['http://shop.example'] } }, 'site.origins.0'],
  ])('has HTTPS for %s', async (_what, part, path) => {
    expect(await codesOf(withConfig(part))).toEqual([`site-not-https app.json: ${path}`]);
  });

  test('has no field that the app does not know, at any depth', async () => {
    const links = { apphosts: ['shop.example'] };
    expect(await codesOf(withConfig({ links }))).toEqual(['config-unknown-field app.json: links.apphosts']);
  });

  test('names pictures that are there and are PNG', async () => {
    const appearance = { icon: 'icon.png', notificationIcon: 'mark.png' };
    expect(await codesOf({ ...withConfig({ appearance }), 'icon.png': '<svg/>' })).toEqual([
      'asset-not-png icon.png',
      'asset-missing mark.png',
    ]);
  });
});

describe("Firebase's file for Android", () => {
  const withFile = (content: unknown) => ({ ...good, 'google-services.json': content });

  test('is asked for where push is on', async () => {
    const { googleServicesFile: _, ...without } = shop;
    expect(await codesOf({ 'app.json': without })).toEqual([
      'google-services-missing app.json: googleServicesFile',
    ]);
    expect(await codesOf({ 'app.json': shop })).toEqual(['google-services-missing google-services.json']);
  });

  test('is never a service account, and no secret of one is told', async () => {
    const account = { type: 'service_account', private_key: 'hush-hush', client_email: 'a@b.example' };
    const mistakes = await mistakesOf(withFile(account));
    expect(mistakes).toMatchObject([{ code: 'google-services-is-service-account' }]);
    expect(JSON.stringify(mistakes)).not.toContain('hush');
  });

  test('is of this package', async () => {
    const [mistake] = await mistakesOf(withFile(googleServices('com.example.other')));
    expect(mistake).toMatchObject({
      code: 'google-services-other-package',
      expected: expect.stringContaining('com.example.shop'),
      came: expect.stringContaining('com.example.other'),
    });
  });

  test('may be of other packages too', async () => {
    const both = {
      ...googleServices(),
      client: [...googleServices('com.example.other').client, ...googleServices().client],
    };
    expect(await codesOf(withFile(both))).toEqual([]);
  });

  test.each([
    ["iOS's file", '<?xml version="1.0"?><plist/>', 'google-services-of-ios'],
    ['no JSON', 'project_info:', 'google-services-not-json'],
    ['another JSON', {}, 'google-services-invalid'],
    ['a file of no app', { ...googleServices(), client: [] }, 'google-services-invalid'],
  ])('is not %s', async (_what, content, code) => {
    expect(await codesOf(withFile(content))).toEqual([`${code} google-services.json`]);
  });
});
