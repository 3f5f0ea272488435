import { afterEach, expect, test } from 'vitest';
import { plan as planBuild } from './index.ts';
import { planLines } from './progress.ts';
import { createCustomer, googleServices, shop } from './testing/customer.ts';

let customer: ReturnType<typeof createCustomer>;
afterEach(() => customer.remove());

/** The plan of a configuration that differs from the shop's by these fields. */
function planOf(part: object = {}) {
  customer = createCustomer({ 'app.json': { ...shop, ...part }, 'google-services.json': googleServices() });
  return planBuild({ config: customer.app });
}
const plain = (_color: string, text: string) => text;

test('a plan says of each native file what will be in it, and why', async () => {
  const { app, plan } = await planOf();
  expect(app).toMatchObject({
    name: 'Shop',
    bundleId: 'com.example.shop',
    pushProvider: 'microsoft-dynamics',
  });
  const files = plan.map(({ file }) => file);
  expect(files).toContain('android/app/src/main/AndroidManifest.xml');
  expect(files).toContain('ios/Shop/Shop.entitlements');
  expect(plan.filter(({ what, why }) => what === '' || why === '')).toEqual([]);
  const text = planLines(plan, plain);
  expect(text.match(/^android\/app\/src\/main\/AndroidManifest\.xml$/gm)).toHaveLength(1);
  expect(text).toContain('POST_NOTIFICATIONS');
  expect(text).toContain('Nothing was written.');
});

test('without a push provider the plan is another', async () => {
  const on = await planOf();
  customer.remove();
  const off = await planOf({ pushProvider: 'none' });
  expect(off.plan).not.toEqual(on.plan);
});

test('a build is known by what it is made of, not by how that is written', async () => {
  const { build } = await planOf();
  const again = async () => (await planBuild({ config: customer.app })).build.configHash;
  customer.put(
    'app.json',
    Object.fromEntries(Object.entries({ ...shop, automaticRegistration: false }).reverse()),
  );
  expect(await again()).toBe(build.configHash);
  customer.put('google-services.json', { ...googleServices(), configuration_version: '2' });
  expect(await again()).not.toBe(build.configHash);
  expect(build).toMatchObject({ shellVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/) });
});

test('a configuration that is not saved yet can be planned, and its mistakes are told', async () => {
  customer = createCustomer({ 'google-services.json': googleServices() });
  const { app } = await planBuild({ config: customer.app, content: shop });
  expect(app.name).toBe('Shop');
  await expect(
    planBuild({ config: customer.app, content: { ...shop, colour: 'red' } }),
  ).rejects.toMatchObject({
    mistakes: [{ code: 'config-unknown-field', where: `${customer.app}: colour` }],
  });
});
