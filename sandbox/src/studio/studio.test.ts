import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  createCustomer,
  googleServices,
  picture,
  shop,
} from '../../../packages/cli/src/build/testing/customer.ts';
import { createControlClient } from '../control/client.ts';
import { type Sandbox, startSandbox } from '../sandbox.ts';
import { createDrafts } from './drafts.ts';
import { openProject } from './project.ts';

const FILE = 'journeys-push.config.json';
/** As a person writes it: with their own order, indentation and empty lines. */
const written = `{
    "pushProvider": "none",

    "identity": { "packageName": "com.example.shop", "bundleId": "com.example.shop", "name": "Shop" },
    "site": { "url": "https://shop.example/" }
}
`;

let customer: ReturnType<typeof createCustomer>;
let sandbox: Sandbox;
beforeEach(async () => {
  customer = createCustomer({ [FILE]: written });
  sandbox = await startSandbox({ gateway: false, project: customer.folder });
});
afterEach(async () => {
  await sandbox.close();
  customer.remove();
});

const studio = () => {
  const { control, controlToken } = sandbox.connection();
  return createControlClient({ url: control, token: controlToken }).studio;
};
const onDisk = (name = FILE) => readFileSync(join(customer.folder, name), 'utf8');
const base64 = (content: object | Buffer) =>
  (Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content))).toString('base64');

test('a change is previewed, saved, and leaves the rest as it was written', async () => {
  const { version, content } = await studio().project();
  const changed = {
    ...(content as object),
    foreground: 'page',
    identity: { ...shop.identity, version: '1.2' },
  };
  const { before, after, files } = await studio().preview(changed, version);
  expect([before, files]).toEqual([written, []]);
  expect(onDisk()).toBe(written);
  const saved = await studio().save(changed, version);
  expect(saved.content).toEqual(changed);
  expect(onDisk()).toBe(after);
  expect(after).toMatch(/^\{\n {4}"pushProvider": "none",\n\n {4}"identity"[\s\S]*"version": "1.2"/);
  expect(readdirSync(customer.folder)).toEqual([FILE]);
});

test('all mistakes are told with their fields, before anything is saved', async () => {
  const { mistakes } = await studio().check({
    ...shop,
    identity: { ...shop.identity, bundleId: 'shop' },
    colour: 'red',
    links: { schemes: ['javascript'] },
  });
  expect(mistakes.map(({ code, field }) => `${code} ${field}`)).toEqual([
    'bundle-id-invalid identity.bundleId',
    'config-invalid links.schemes.0',
    'config-unknown-field colour',
    'google-services-missing googleServicesFile',
  ]);
});

test('a file that changed outside is not overwritten', async () => {
  const { version } = await studio().project();
  customer.put(FILE, shop);
  await expect(studio().save({ ...shop, foreground: 'hide' }, version)).rejects.toMatchObject({
    problem: { code: 'studio-outdated', status: 409 },
  });
  expect(JSON.parse(onDisk())).toEqual(shop);
});

test('of two saves at once the second is told that it is outdated', async () => {
  const { version } = await studio().project();
  const saves = (['page', 'hide'] as const).map((foreground) =>
    studio().save({ ...shop, foreground }, version),
  );
  const [first, second] = (await Promise.allSettled(saves)).sort((a, b) => a.status.localeCompare(b.status));
  expect(second).toMatchObject({ reason: { problem: { code: 'studio-outdated' } } });
  expect(first).toMatchObject({ value: { content: JSON.parse(onDisk()) } });
});

test('what another window forgets or uploads while a save writes neither empties a file nor is lost', async () => {
  const project = openProject(customer.folder);
  const [icon, later] = [picture(1024), picture(1024, { opaque: true })];
  const uploadIcon = (bytes: Buffer) =>
    drafts.upload('appearance.icon', { base64: base64(bytes), content: shop });
  const meanwhile = vi.fn(async () => {
    drafts.forgetUploads();
    await uploadIcon(later);
  });
  const write = async (file: string, bytes: string | Buffer) => {
    if (meanwhile.mock.calls.length === 0) await meanwhile();
    await project.write(file, bytes);
  };
  const drafts = createDrafts(
    { ...project, write },
    { folder: customer.folder, suggestion: {}, channelProject: () => undefined },
  );
  const { path: services } = await drafts.upload('googleServicesFile', {
    ...{ base64: base64(googleServices()), content: shop },
  });
  const { path } = await uploadIcon(icon);
  const content = { ...shop, googleServicesFile: services, appearance: { icon: path } };
  await drafts.save(content, (await drafts.project()).version);
  expect(JSON.parse(onDisk(services))).toEqual(googleServices());
  expect(readFileSync(join(customer.folder, path))).toEqual(icon);
  expect((await drafts.picture(path)).base64).toBe(base64(later));
});

test('a broken file is told with its place, and is read again once it is mended', async () => {
  customer.put(FILE, '{\n  "site": {,\n}');
  const broken = await studio().project();
  expect(broken).toMatchObject({
    unreadable: { code: 'config-not-json', came: expect.stringContaining('line 2') },
  });
  expect(broken).not.toHaveProperty('content');
  customer.put(FILE, shop);
  expect(await studio().project()).toMatchObject({ content: shop });
});

test('without a file there is one to begin with, which is saved as a new one', async () => {
  const empty = createCustomer();
  await sandbox.close();
  sandbox = await startSandbox({ gateway: false, project: empty.folder });
  const { version, suggestion } = await studio().project();
  expect(version).toBe('');
  expect(suggestion).toMatchObject({
    identity: { name: 'Journeys Shop' },
    pushProvider: 'microsoft-dynamics',
  });
  await studio().save(suggestion, version);
  expect(JSON.parse(readFileSync(join(empty.folder, FILE), 'utf8'))).toEqual(suggestion);
  empty.remove();
});

test('google-services.json of another app is refused with both names, and its key is never told', async () => {
  const upload = (file: object) =>
    studio().upload('googleServicesFile', { base64: base64(file), content: shop });
  const { mistakes } = await upload(googleServices('com.example.other'));
  expect(mistakes).toMatchObject([
    {
      code: 'google-services-other-package',
      expected: expect.stringContaining('com.example.shop'),
      came: expect.stringContaining('com.example.other'),
    },
  ]);
  const { path } = await upload(googleServices());
  const content = { ...shop, googleServicesFile: path };
  const verdict = await studio().check(content);
  expect(verdict.mistakes).toEqual([]);
  expect(verdict.files.googleServicesFile).toMatchObject({
    unsaved: true,
    firebase: { projectId: 'shop-example', packages: ['com.example.shop'] },
  });
  expect(JSON.stringify(verdict)).not.toContain('invented-for-a-test');
  expect(existsSync(join(customer.folder, path))).toBe(false);
  const { version } = await studio().project();
  expect((await studio().preview(content, version)).files).toMatchObject([{ path, replaces: false }]);
  await studio().save(content, version);
  expect(JSON.parse(onDisk('journeys-push/google-services.json'))).toEqual(googleServices());
});

test('a picture is checked as the build does, and shown', async () => {
  const upload = (bytes: Buffer, field = 'appearance.icon') =>
    studio().upload(field, { base64: base64(bytes), content: shop });
  expect((await upload(picture(512))).mistakes).toMatchObject([
    { code: 'asset-wrong-size', came: '512 × 512' },
  ]);
  expect((await upload(picture(96, { opaque: true }), 'appearance.notificationIcon')).mistakes).toMatchObject(
    [{ code: 'asset-opaque' }],
  );
  expect((await upload(Buffer.from('GIF89a'))).mistakes).toMatchObject([{ code: 'asset-not-png' }]);
  // No field, though every object has it.
  await expect(upload(picture(1024), 'constructor')).rejects.toMatchObject({
    problem: { code: 'body-invalid' },
  });
  const { path } = await upload(picture(1024));
  expect((await studio().picture(path)).base64).toBe(base64(picture(1024)));
  await studio().forgetUploads();
  await expect(studio().picture(path)).rejects.toMatchObject({ problem: { status: 404 } });
});

test('nothing outside of the folder is read or written, not through a link either', async () => {
  const elsewhere = createCustomer({ 'secret.png': picture(8), 'config.json': shop });
  symlinkSync(elsewhere.folder, join(customer.folder, 'link'));
  const outside = { problem: { code: 'studio-outside', status: 403 } };
  await expect(studio().picture('link/secret.png')).rejects.toMatchObject(outside);
  for (const path of ['../secret.png', `${elsewhere.folder}/secret.png`])
    await expect(studio().picture(path)).rejects.toMatchObject({ problem: { status: 404 } });
  await expect(
    studio().upload('../../evil', { base64: base64(picture(8)), content: shop }),
  ).rejects.toMatchObject({ problem: { status: expect.any(Number) } });
  await sandbox.close();
  customer.remove();
  customer = createCustomer();
  symlinkSync(join(elsewhere.folder, 'config.json'), join(customer.folder, FILE));
  sandbox = await startSandbox({ gateway: false, project: customer.folder });
  await expect(studio().project()).rejects.toMatchObject(outside);
  await expect(studio().save(shop, '')).rejects.toMatchObject(outside);
  elsewhere.remove();
});

test('a plan says what would be made and why a build is needed', async () => {
  const { mistakes, plan, rebuild, app } = await studio().plan();
  expect([mistakes, rebuild.needed, rebuild.reason]).toEqual([[], true, 'never-built']);
  expect(app).toMatchObject({ name: 'Shop', pushProvider: 'none' });
  expect(plan.map(({ file }) => file)).toContain('android/app/src/main/AndroidManifest.xml');
});

test('who reaches the sandbox from elsewhere does not reach the files of this machine', async () => {
  await sandbox.close();
  sandbox = await startSandbox({ gateway: false, project: customer.folder, host: '0.0.0.0' });
  await expect(studio().project()).rejects.toMatchObject({
    problem: { code: 'studio-elsewhere', status: 403 },
  });
});

test('a page without the control token, or of another site, gets nothing', async () => {
  const { control, controlToken } = sandbox.connection();
  const ask = (headers: Record<string, string>) => fetch(`${control}/api/studio/project`, { headers });
  expect((await ask({})).status).toBe(401);
  const authorization = `Bearer ${controlToken}`;
  expect((await ask({ authorization, origin: 'https://evil.example' })).status).toBe(403);
});
