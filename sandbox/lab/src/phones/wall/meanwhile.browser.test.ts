import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { loaded, prepareLab } from '../../testing/lab-page.ts';

// What changes while somebody is at it.
const lab = prepareLab({ phones: ['iphone', 'android-14', 'android-12', 'android-16-target-32'] });

const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
const choose = async (page: Page, phone: string, item: RegExp) => {
  await page.getByRole('button', { name: `More for ${phone}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const hasFocus = (control: Locator) => control.evaluate((node) => node === document.activeElement);

it('what is typed into the controls stays, with the focus, until the phone has it', async () => {
  const { control } = lab.sandbox;
  const page = await lab.open('?phones=android-14&controls=p2');
  const controls = page.getByRole('dialog', { name: 'Pixel 8' });
  const zone = controls.getByRole('combobox', { name: 'Time zone' });
  await zone.fill('Asia/Tokyo');
  await zone.press('Enter');
  await expect.poll(async () => (await control.phone('p2')).timeZone).toBe('Asia/Tokyo');
  await control.setOnline('p2', false);
  // Told after the time zone.
  await card(page, 'Pixel 8').getByText('Offline', { exact: true }).waitFor();
  expect(await hasFocus(zone)).toBe(true);
  expect(await zone.inputValue()).toBe('Asia/Tokyo');
  await control.setOnline('p2', true);
  // Once it is set, the field follows the phone again.
  await control.setTimeZone('p2', 'Asia/Seoul');
  await expect.poll(() => zone.inputValue()).toBe('Asia/Seoul');

  const channel = controls.getByRole('textbox', { name: 'Another notification channel' });
  await channel.fill('New');
  await control.makeChannel('p2', { id: 'orders', name: 'Orders' });
  await controls.getByRole('combobox', { name: 'Notification channel “Orders”' }).waitFor();
  expect(await hasFocus(channel)).toBe(true);
  await channel.press('End');
  await channel.pressSequentially('s');
  await channel.press('Enter');
  await controls.getByRole('combobox', { name: 'Notification channel “News”' }).waitFor();
  await expect.poll(() => channel.inputValue()).toBe('');
  expect(await hasFocus(channel)).toBe(true);

  const version = controls.getByRole('combobox', { name: 'System version' });
  await version.fill('9');
  await version.press('Enter');
  await controls.getByText('A system can only be upgraded').waitFor();
  lab.expectComplaint('409');
  expect(await version.inputValue()).toBe('9');
  await version.fill('16');
  await version.press('Enter');
  await controls.getByText('Now 16. An update').waitFor();
  await expect.poll(() => version.inputValue()).toBe('');
  expect(await hasFocus(version)).toBe(true);
});

it('an app that is updated keeps the focus where it was asked for', async () => {
  const page = await lab.open('?phones=android-16-target-32&controls=p4');
  const controls = page.getByRole('dialog', { name: /./ }).filter({ hasText: 'Update app' });
  const level = controls.getByRole('combobox', { name: 'Update app' });
  const update = controls.getByRole('button', { name: 'Update', exact: true });
  await level.selectOption('35');
  await update.press('Enter');
  await controls.getByRole('option', { name: 'API level 35, as now' }).waitFor({ state: 'attached' });
  expect(await hasFocus(update)).toBe(true);
  expect(await level.inputValue()).toBe('35');
});

it('a phone that is shown is brought into view, also one that was so before', async () => {
  const page = await lab.open('?phones=iphone,android-14,android-16-target-32,android-12', {
    size: { width: 760, height: 800 },
  });
  const pixel = card(page, 'Pixel 6');
  const wall = page.locator('.wall-phones');
  const isSeen = async () => {
    const [there, room] = [await pixel.boundingBox(), await wall.boundingBox()];
    return there && room ? there.x + there.width <= room.x + room.width + 1 : undefined;
  };
  await pixel.waitFor();
  for (let times = 0; times < 2; times += 1) {
    await choose(page, 'Pixel 6', /Take off the wall/);
    await pixel.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '1 more phone' }).click();
    await wall.evaluate((node) => node.scrollTo({ left: 0 }));
    await page.getByRole('menuitem', { name: /Pixel 6/ }).click();
    await expect.poll(isSeen).toBe(true);
  }
  await wall.evaluate((node) => node.scrollTo({ left: 0 }));
  // Else nothing was shown.
  expect(await isSeen()).toBe(false);
});

it('a question about a phone is answered once, until it is asked again', async () => {
  const page = await lab.open('?phones=iphone,android-12');
  const did: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'DELETE') did.push(new URL(request.url()).pathname);
  });
  await loaded(page, 'p3.push.localhost');
  const question = page.getByRole('alertdialog', { name: 'Remove Pixel 6?' });
  for (const answers of [
    ['Cancel', 'Remove'],
    ['Remove', 'Remove'],
  ]) {
    await choose(page, 'Pixel 6', /Remove phone/);
    // Before anything can be drawn in between, as in what fades out.
    await question.evaluate((dialog, answers) => {
      for (const answer of answers)
        [...dialog.querySelectorAll('button')].find(({ textContent }) => textContent === answer)?.click();
    }, answers);
    await question.waitFor({ state: 'detached' });
  }
  await card(page, 'Pixel 6').waitFor({ state: 'detached' });
  // What its page still asks for.
  lab.expectComplaint('p3.push.localhost');
  expect(did).toEqual(['/api/phones/p3']);
});

it('a phone that is removed while it is dragged leaves the pages of the others within reach', async () => {
  const page = await lab.open('?phones=iphone,android-14');
  const head = card(page, 'iPhone 17').getByRole('heading', { level: 2 });
  await loaded(page, 'p1.push.localhost');
  await head.hover();
  await page.mouse.down();
  await page.mouse.move(20, 20, { steps: 5 });
  const dragging = page.locator('.wall[data-dragging]');
  await dragging.waitFor();
  // What its page still asks for.
  lab.expectComplaint('p1.push.localhost');
  await lab.sandbox.control.removePhone('p1');
  await card(page, 'iPhone 17').waitFor({ state: 'detached' });
  await page.mouse.up();
  await expect.poll(() => dragging.count()).toBe(0);
});
