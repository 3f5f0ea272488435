import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { googleServices, picture } from '../../../../packages/cli/src/build/testing/customer.ts';
import { fromStartOn, holdBack } from '../testing/hold.ts';
import { MEDIUM, prepareLab, SMALL, violations } from '../testing/lab-page.ts';
import { titlesSeen } from '../testing/titles-seen.ts';

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-studio-'));
const file = join(folder, 'journeys-push.config.json');
const lab = prepareLab({ project: folder });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const shop = {
  site: { url: 'https://shop.example/' },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
};
const put = (content: object | string) =>
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 4));
const saved = () => JSON.parse(readFileSync(file, 'utf8'));
const upload = (name: string, content: object | Buffer) => ({
  ...{ name, mimeType: 'application/octet-stream' },
  buffer: Buffer.isBuffer(content) ? content : Buffer.from(JSON.stringify(content)),
});

beforeEach(() => put(shop));

it('a mistake is told while it is typed, corrected, seen as a difference and saved', async () => {
  const page = await lab.open('?panel=studio');
  const bundleId = page.getByLabel('iOS bundle id');
  await bundleId.fill('shop');
  await page.getByText('an iOS bundle id such as com.example.shop').waitFor();
  await page.getByRole('button', { name: 'Show the mistake' }).click();
  expect(await bundleId.evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await violations(page)).toEqual([]);
  await bundleId.fill('com.example.store');
  await page.getByText('an iOS bundle id such as com.example.shop').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Save …', exact: true }).click();
  const changes = page.getByRole('region', { name: 'Changes in the file' });
  await changes.getByText('"bundleId": "com.example.store"').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(saved()).toEqual(shop);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
  expect(saved().identity.bundleId).toBe('com.example.store');
  expect(readFileSync(file, 'utf8')).toContain('\n    "site"');
});

it('what was shown is saved, and what was typed since is kept; a save that is under way is not left', async () => {
  const page = await lab.open('?panel=studio');
  const name = page.getByLabel('App name');
  const answerPreview = await holdBack(page, '**/api/studio/preview', 'POST');
  await name.fill('Shown');
  await page.getByRole('button', { name: 'Save …', exact: true }).click();
  await name.fill('Typed since');
  answerPreview();
  await page.getByRole('region', { name: 'Changes in the file' }).getByText('"Shown"').waitFor();
  const answerSave = await holdBack(page, '**/api/studio/project', 'PUT');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Saving …' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Cancel' }).and(page.locator('[aria-disabled=true]')).waitFor();
  const titles = await titlesSeen(page);
  answerSave();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await titles()).toEqual(['Save the changes']);
  expect(saved().identity.name).toBe('Shown');
  expect(await name.inputValue()).toBe('Typed since');
  await page.getByRole('status').getByText('Changes not saved').waitFor();
  expect(await page.getByText('The file was changed outside').count()).toBe(0);
});

it('google-services.json of another app is refused with both names, and the right one is taken', async () => {
  const page = await lab.open('?panel=studio', { scheme: 'dark', size: MEDIUM });
  await page.getByLabel('Push provider').selectOption('Microsoft Dynamics 365');
  const chosen = page.getByLabel('File: google-services.json');
  await chosen.setInputFiles(upload('google-services.json', googleServices('com.example.other')));
  const field = page.getByRole('group', { name: 'google-services.json' });
  await field.getByText(/of com\.example\.shop.*that of com\.example\.other/).waitFor();
  expect(await violations(page)).toEqual([]);
  await chosen.setInputFiles(upload('download (3).json', googleServices()));
  await field.getByText('shop-example (123456789012)').waitFor();
  await page.getByLabel('File: App icon').setInputFiles(upload('icon.png', picture(512)));
  await page.getByRole('group', { name: 'App icon' }).getByText('512 × 512').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save …', exact: true }).click();
  await page.getByText('journeys-push/google-services.json (1 kB), new').waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
  expect(saved()).toMatchObject({
    pushProvider: 'microsoft-dynamics',
    googleServicesFile: 'journeys-push/google-services.json',
  });
  expect(await page.content()).not.toContain('invented-for-a-test');
});

it('a change outside is said and can be taken over; a broken file is read again once it is mended', async () => {
  const page = await lab.open('?panel=studio', { size: SMALL });
  await page.getByLabel('App name').fill('My shop');
  put({ ...shop, identity: { ...shop.identity, name: 'Their shop' } });
  await page.getByText('The file was changed outside').waitFor();
  expect(await page.getByLabel('App name').inputValue()).toBe('My shop');
  expect(await violations(page)).toEqual([]);
  // What is not saved outlives a reload.
  await page.reload();
  await page.getByText('The file was changed outside').waitFor();
  await page.getByRole('button', { name: 'Take over the file' }).click();
  await expect.poll(() => page.getByLabel('App name').inputValue()).toBe('Their shop');
  put('{ "site": }');
  await page.getByText('journeys-push.config.json is not JSON').waitFor();
  put({ ...shop, colour: 'red' });
  await page.getByRole('button', { name: 'Remove colour' }).click();
  await page.getByText('a field that the app does not know').waitFor({ state: 'detached' });
});

it('what is saved is tried on the phones at once, and the Studio says which parts are', async () => {
  const page = await lab.open('?panel=studio');
  await page.getByText('The phones of this sandbox take from it').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('While the app is in front').selectOption('Let the page decide');
  await page.getByRole('button', { name: 'Save …', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
  await expect
    .poll(() => lab.sandbox.timeline.list().map(({ summary }) => summary))
    .toContain(`The phones have the configuration of ${folder}: foreground.`);
});

it('where a link leads follows the configuration that is saved meanwhile', async () => {
  const page = await lab.open('?panel=push');
  await page.getByRole('textbox', { name: 'Link' }).fill('https://pay.example/checkout');
  await page.getByText('Opens pay.example in the browser, outside the app.').waitFor();
  const { studio } = lab.sandbox.control;
  const { version } = await studio.project();
  await studio.save({ ...shop, links: { appHosts: ['pay.example'] } }, version);
  await page.getByText('Opens pay.example/checkout in the app.').waitFor();
});

it('a plan says what would be built and why, and the address leads to it', async () => {
  const page = await lab.open('?panel=studio&studio=build');
  await page.getByText('Not built yet').waitFor();
  await page.getByText('applicationId com.example.shop').waitFor();
  await page.getByLabel(/registrationInfo/).fill('{"build": {"configHash": "aaaaaaaaaaaaaaaa"}}');
  await page.getByText('the app was built from another configuration').waitFor();
  expect(await violations(page)).toEqual([]);
});

it('a build is followed step by step; one that failed shows what and why', async () => {
  const page = await lab.open('?panel=studio&studio=build', { scheme: 'dark' });
  await page.getByText('Not built yet').waitFor();
  const check = {
    ...{ platform: 'ios', file: 'ios/Shop/Shop.entitlements', what: 'aps-environment' },
    ...{ why: 'Without it, Apple gives no token.', passed: false, found: 'nothing' },
  };
  const running = {
    ...{ state: 'running', startedAt: '2026-02-11T09:24:00.000Z', next: 3 },
    progress: [
      { kind: 'started', step: 'prepare' },
      { kind: 'finished', step: 'prepare', durationMs: 900 },
      { kind: 'started', step: 'project' },
    ],
  };
  const failed = {
    ...{ ...running, state: 'failed', next: 4, progress: [{ kind: 'checked', check }] },
    result: {
      ...{ startedAt: running.startedAt, durationMs: 4000, passed: false, bundles: [], steps: [] },
      app: { ...shop.identity, site: shop.site.url, version: '1.0.0', build: 1, pushProvider: 'none' },
      build: { configHash: '0123456789abcdef', shellVersion: '0.1.0', pluginVersion: '0.1.0' },
      checks: [check, { ...check, what: 'the name', passed: true, found: 'Shop' }],
    },
  };
  let answer: object = running;
  // A real build takes a minute and more; packages/cli tests it.
  await page.route(
    '**/api/studio/build*',
    fromStartOn(() => answer),
  );
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await page.getByText('The app’s project, running').waitFor();
  await page.getByRole('button', { name: 'Cancel the build' }).waitFor();
  expect(await violations(page)).toEqual([]);
  answer = failed;
  await page.getByText('1 of 2 expectations are not met').waitFor();
  await page.getByRole('cell', { name: 'Without it, Apple gives no token.' }).waitFor();
  expect(await page.getByRole('cell', { name: 'the name' }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});
