import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createControlClient } from '../../../../src/control/client.ts';
import { holdBack } from '../../testing/hold.ts';
import { loaded, prepareLab, SMALL, violations } from '../../testing/lab-page.ts';

const lab = prepareLab({ phones: ['iphone', 'android-14'] });

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
/** Names from left to right. */
const names = async (page: Page) => {
  const cards = await page.getByRole('article').all();
  const placed = await Promise.all(
    cards.map(async (each) => ({
      name: (await each.getByRole('heading', { level: 2 }).textContent()) ?? '',
      x: (await each.boundingBox())?.x ?? 0,
    })),
  );
  return placed.sort((a, b) => a.x - b.x).map(({ name }) => name);
};
const setup = (page: Page) => new URL(page.url()).searchParams.get('phones');
function control() {
  const { control: url, controlToken: token } = lab.sandbox.connection();
  return createControlClient({ url, token });
}
const inApp = (page: Page, name: string) =>
  page.frameLocator(`iframe[title="App on ${name}"]`).getByText('In the app').waitFor();
/** A mark that is set in it is gone once it is loaded anew. */
const frame = (page: Page, id: string) => {
  const found = page.frames().find((each) => `.${new URL(each.url()).hostname}`.includes(`.${id}.push.`));
  if (!found) throw new Error(`no page of ${id}`);
  return found;
};

it('a link makes the phones that it names, once, and says which it cannot make', async () => {
  const page = await lab.open('?phones=android-14,iphone,android-12');
  await inApp(page, 'Pixel 6');
  expect(await names(page)).toEqual(['Pixel 8', 'iPhone 17', 'Pixel 6']);
  await page.reload();
  await inApp(page, 'Pixel 6');
  expect(await names(page)).toEqual(['Pixel 8', 'iPhone 17', 'Pixel 6']);
  expect((await control().phones()).map(({ id }) => id)).toEqual(['p1', 'p2', 'p3']);
  expect(setup(page)).toBe('android-14,iphone,android-12');

  const other = await lab.open('?phones=nokia,iphone', { scheme: 'dark' });
  await other.getByText(/no profile “nokia”. It knows .*android-12/).waitFor();
  await inApp(other, 'iPhone 17');
  expect(await names(other)).toEqual(['iPhone 17']);
  expect(await violations(other)).toEqual([]);
});

it('the copied link has the site that the phones show, with its further origins', async () => {
  const shop = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html');
    answer.end(
      '<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Shop</title><h1>Shop</h1>',
    );
  });
  await once(shop.listen(0, '127.0.0.1'), 'listening');
  const { port } = shop.address() as AddressInfo;
  const url = `http://localhost:${port}/`;
  const allow = ['https://account.example', 'https://pay.example'];
  const page = await lab.open('?phones=iphone');
  await inApp(page, 'iPhone 17');
  await loaded(page, 'p1.push.localhost');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const link = page.getByRole('button', { name: 'Copy link to this setup' });
  const copied = () =>
    page.evaluate(() => navigator.clipboard.readText()).then((text) => [...new URL(text).searchParams]);
  await link.click();
  await expect.poll(copied).toEqual([['phones', 'iphone']]);
  await control().showSite({ url, allow });
  await page.getByRole('button', { name: `Site in the phones: ${url}` }).waitFor();
  await link.click();
  await expect.poll(copied).toEqual([
    ...[
      ['phones', 'iphone'],
      ['app', url],
      ['allow', allow.join()],
    ],
  ]);
  await loaded(page, `http-${port}.localhost.p1.push.localhost`);
  await control().showSite({ url: null });
  await inApp(page, 'iPhone 17');
  shop.close();
});

it('a link is copied only once it is known what is in it', async () => {
  const page = await lab.open('?phones=iphone');
  const link = page.getByRole('button', { name: 'Copy link to this setup' });
  for (const [url, seen] of [
    ['**/api/info', page.getByRole('article', { name: 'iPhone 17' })],
    ['**/api/profiles', page.getByText('Waiting for the phones')],
  ] as const) {
    const answer = await holdBack(page, url);
    await page.reload();
    await seen.waitFor();
    await link.and(page.locator('[aria-disabled=true]')).waitFor();
    answer();
    await link.and(page.locator(':not([aria-disabled=true])')).waitFor();
  }
});

it('phones are moved, taken off, brought back and removed, and the pages of the others go on', async () => {
  const page = await lab.open('?phones=iphone,android-14,android-12');
  for (const name of ['iPhone 17', 'Pixel 8', 'Pixel 6']) await inApp(page, name);
  for (const id of ['p1', 'p3']) await frame(page, id).evaluate('window.mark = true');
  const choose = async (phone: string, item: string | RegExp) => {
    await page.getByRole('button', { name: `More for ${phone}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose('Pixel 6', 'Move left');
  await expect.poll(() => names(page)).toEqual(['iPhone 17', 'Pixel 6', 'Pixel 8']);
  const head = card(page, 'Pixel 6').getByRole('heading', { level: 2 });
  await head.dragTo(card(page, 'iPhone 17').getByRole('heading', { level: 2 }));
  await expect.poll(() => names(page)).toEqual(['Pixel 6', 'iPhone 17', 'Pixel 8']);
  await choose('Pixel 8', /Take off the wall/);
  await card(page, 'Pixel 8').waitFor({ state: 'detached' });
  expect(setup(page)).toBe('android-12,iphone');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('wall-add');
  await page.getByRole('button', { name: '1 more phone' }).click();
  await page.getByRole('menuitem', { name: /Pixel 8/ }).click();
  await inApp(page, 'Pixel 8');
  // Of a phone that is gone the rest of its page is not found.
  await loaded(page, 'p2.push.localhost');
  await choose('Pixel 8', /Remove phone/);
  const question = page.getByRole('alertdialog', { name: 'Remove Pixel 8?' });
  await question.getByText(/FCM no longer knows/).waitFor();
  expect(await violations(page)).toEqual([]);
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('More for Pixel 8');
  await choose('Pixel 8', /Remove phone/);
  await question.getByRole('button', { name: 'Remove' }).click();
  await card(page, 'Pixel 8').waitFor({ state: 'detached' });
  expect((await control().phones()).map(({ id }) => id)).toEqual(['p1', 'p3']);
  for (const id of ['p1', 'p3']) expect(await frame(page, id).evaluate('window.mark')).toBe(true);
});

it('a phone of any kind is found by what is special about it, and added', async () => {
  const page = await lab.open('?phones=iphone');
  await page.getByRole('button', { name: 'Add a phone' }).click();
  const picker = page.getByRole('dialog', { name: 'Add a phone' });
  await picker.getByRole('button', { name: 'Add Pixel 10, Android 16 (API 36)' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await picker.getByRole('searchbox').fill('android swipe');
  await expect.poll(() => picker.getByRole('listitem').count()).toBe(1);
  await picker.getByRole('button', { name: /^Add / }).click();
  await picker.getByText('Android 14 of a strict maker is on the wall.').waitFor();
  await picker.getByRole('button', { name: 'Done' }).click();
  await inApp(page, 'Android 14 of a strict maker');
  expect(setup(page)).toBe('iphone,android-14-swipe-stops');
});

it('the controls of a phone act on it, and say what is refused', async () => {
  const page = await lab.open('?phones=android-12');
  await inApp(page, 'Pixel 6');
  const phone = card(page, 'Pixel 6');
  await phone.getByRole('button', { name: 'All controls of Pixel 6' }).click();
  const controls = page.getByRole('dialog', { name: 'Pixel 6' });
  await controls.getByRole('switch', { name: 'Online' }).click();
  await phone.getByText('Offline', { exact: true }).waitFor();
  await controls.getByRole('combobox', { name: 'Time zone' }).fill('Asia/Tokyo');
  await controls.getByRole('button', { name: 'Set time zone' }).click();
  await controls.getByRole('button', { name: 'Force stop' }).click();
  await phone.getByText('Force-stopped', { exact: true }).waitFor();
  await controls.getByText('The app is stopped already.').waitFor();
  await controls.getByText('Before Android 13 there is no permission').waitFor();
  const pixel = async () => (await control().phones()).find(({ id }) => id === 'p3');
  await expect
    .poll(pixel)
    .toMatchObject({ online: false, timeZone: 'Asia/Tokyo', forceStopped: true, state: 'killed' });
  await controls.getByRole('combobox', { name: 'System version' }).fill('9');
  await controls.getByRole('button', { name: 'Update system version' }).click();
  await controls.getByText('A system can only be upgraded').waitFor();
  lab.expectComplaint('409');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await controls.waitFor({ state: 'detached' });
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('controls-p3');
});

it('on a small screen one phone is shown at a time, and its controls have the whole screen', async () => {
  const page = await lab.open('?phones=iphone,android-12&controls=p1', { size: SMALL, scheme: 'dark' });
  const controls = page.getByRole('dialog', { name: 'iPhone 17' });
  await controls.getByRole('switch', { name: 'Focus' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await controls.getByRole('button', { name: 'Close the controls of iPhone 17' }).click();
  await page.getByRole('tab', { name: 'Pixel 6' }).click();
  await card(page, 'Pixel 6').waitFor();
  expect(await card(page, 'iPhone 17').isVisible()).toBe(false);
});
