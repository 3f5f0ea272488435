import { afterEach, describe, expect, test } from 'vitest';
import { MistakesFound } from '../mistakes.ts';
import { createCustomer, googleServices, picture, shop } from '../testing/customer.ts';
import { findMistakes, readInput } from './input.ts';

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

  test('has its error named by line and column, as an editor shows them', async () => {
    const text = '{\n  "identity": { "name": "Shop", }\n}';
    const [mistake] = await mistakesOf({ ...good, 'app.json': text });
    expect(mistake?.came).toMatch(/line 2,? column 33/);
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
    const [mistake, ...others] = await mistakesOf(withConfig({ links }));
    expect(mistake).toMatchObject({
      code: 'config-unknown-field',
      where: 'app.json: links.apphosts',
      expected: 'one of the fields appHosts, schemes, verifiedHosts, trackedLinkHosts',
    });
    expect(others).toEqual([]);
  });

  test('names a picture that cannot be one only once', async () => {
    expect(await codesOf(withConfig({ appearance: { icon: 'icon.svg' } }))).toEqual([
      'config-invalid app.json: appearance.icon',
    ]);
  });
});

describe('a picture', () => {
  const appearance = { icon: 'icon.png', notificationIcon: 'mark.png' };
  const withPictures = (pictures: object) => ({
    ...withConfig({ appearance }),
    ...{ 'icon.png': picture(1024), 'mark.png': picture(96) },
    ...pictures,
  });

  test('may be larger than it must be, and an icon opaque', async () => {
    const opaque = picture(1200, { opaque: true });
    expect(await codesOf(withPictures({ 'icon.png': opaque, 'mark.png': picture(192) }))).toEqual([]);
  });

  test.each([
    ['is there', { 'mark.png': undefined }, ['asset-missing mark.png']],
    ['is PNG', { 'icon.png': '<svg/>' }, ['asset-not-png icon.png']],
    ['is as large as the stores want it', { 'icon.png': picture(512) }, ['asset-wrong-size icon.png']],
    ['is square', { 'icon.png': picture(1024, { height: 1100 }) }, ['asset-wrong-size icon.png']],
    [
      'has a transparent ground where Android draws its shape',
      { 'mark.png': picture(96, { opaque: true }) },
      ['asset-opaque mark.png'],
    ],
  ])('%s', async (_what, pictures, codes) => {
    expect(await codesOf(withPictures(pictures))).toEqual(codes);
  });

  test('tells its size', async () => {
    const [mistake] = await mistakesOf(withPictures({ 'icon.png': picture(300, { height: 200 }) }));
    expect(mistake).toMatchObject({
      came: '300 × 200',
      expected: expect.stringContaining('1024 × 1024 pixels for appearance.icon'),
    });
  });

  test('in two fields is wrong once', async () => {
    const androidIcon = { foreground: 'icon.png' };
    const files = { ...withConfig({ appearance: { ...appearance, androidIcon } }), 'icon.png': picture(9) };
    expect(await codesOf({ ...files, 'mark.png': picture(96) })).toEqual(['asset-wrong-size icon.png']);
  });

  test.each(['ios/icon.png', 'android/icon.png', '.expo/icon.png', 'dist/icon.png'])(
    'may lie in a folder whose name a project has too: %s',
    async (icon) => {
      expect(await codesOf({ ...withConfig({ appearance: { icon } }), [icon]: picture(1024) })).toEqual([]);
    },
  );

  test('is none that npm has installed: that is not handed on', async () => {
    const icon = 'node_modules/brand/icon.png';
    const files = { ...withConfig({ appearance: { icon } }), [icon]: picture(1024) };
    expect(await codesOf(files)).toEqual([`file-of-npm ${icon}`]);
  });
});

test('every file of a configuration is looked at, and handed on', async () => {
  const appearance = {
    icon: 'a.png',
    androidIcon: { foreground: 'b.png', monochrome: 'c.png' },
    splash: { image: 'd.png', dark: { image: 'e.png', background: '#000000' } },
    notificationIcon: 'f.png',
  };
  const files = withConfig({ appearance });
  const names = ['a.png', 'b.png', 'c.png', 'd.png', 'e.png', 'f.png'];
  expect(await codesOf(files)).toEqual(names.map((name) => `asset-missing ${name}`));
  for (const name of names) customer?.put(name, picture(1024));
  expect((await readInput({ name: 'app.json', path: customer?.app ?? '' })).files).toEqual([
    ...names,
    'google-services.json',
  ]);
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

test('a mistake names its field, and a file that is not saved yet counts as if it were', async () => {
  customer = createCustomer({ 'google-services.json': googleServices() });
  const named = {
    ...shop,
    identity: { ...shop.identity, bundleId: 'shop' },
    site: { url: 'https://shop.example/', origins: ['http://shop.example'] },
    appearance: { icon: 'icon.png' },
  };
  const unsaved = new Map([
    ['icon.png', picture(512)],
    ['google-services.json', Buffer.from(JSON.stringify(googleServices('com.example.other')))],
  ]);
  const found = await findMistakes({ ...customer.config, content: named, unsaved });
  expect(found.map(({ code, field }) => [code, field])).toEqual([
    ['bundle-id-invalid', 'identity.bundleId'],
    ['site-not-https', 'site.origins.0'],
    ['asset-wrong-size', 'appearance.icon'],
    ['google-services-other-package', 'googleServicesFile'],
  ]);
});
