import type { Locator, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { createControlClient } from '../../../../src/control/client.ts';
import { MEDIUM, prepareLab, SMALL, violations } from '../../testing/lab-page.ts';
import { sendApns } from './testing/send-apns.ts';

const lab = prepareLab({ phones: ['iphone', 'android-14'] });

function control() {
  const { control: url, controlToken: token } = lab.sandbox.connection();
  return createControlClient({ url, token });
}
const card = (page: Page, name: string) => page.getByRole('article', { name, exact: true });
const inApp = (page: Page, name: string) =>
  page.frameLocator(`iframe[title="App on ${name}"]`).getByText('In the app').waitFor();
/** A switch of the system's shows what the phone says: it is turned when the answer has come. */
async function check(control: Locator) {
  await control.click();
  await control.and(control.page().locator(':checked')).waitFor();
}
/** What a page shows is there before the phone can reach it. */
const reached = (id: string) =>
  expect.poll(async () => (await control().phone(id)).page.connected).toBe(true);
async function ask(id: string) {
  await reached(id);
  return control().evaluate(
    id,
    'void median.msdynamics.promptNotificationPermission().catch(() => undefined)',
  );
}
const alert = (title: string, more: object = {}) => ({
  aps: { alert: { title, body: 'It arrives tomorrow.' }, ...more },
});
const toIphone = async (title: string, more: object = {}, collapseId?: string) =>
  sendApns(lab.sandbox, (await control().phone('p1')).token, {
    ...alert(title, more),
    ...(collapseId === undefined ? {} : { collapseId }),
  });

it('each system asks in its own words, and the lab says what an answer decides', async () => {
  const page = await lab.open('?phones=iphone,android-14', { size: MEDIUM, scheme: 'dark' });
  await Promise.all([inApp(page, 'iPhone 17'), inApp(page, 'Pixel 8')]);
  await ask('p1');
  const ios = page.getByRole('alertdialog', { name: /“Journeys Shop” Would Like to Send You Notifications/ });
  await ios.getByRole('button', { name: 'Don’t Allow', exact: true }).waitFor();
  await page.getByText('iOS asks once. After “Don’t Allow” only Settings can change it.').waitFor();
  await ask('p2');
  const android = page.getByRole('alertdialog', { name: /Allow Journeys Shop to send you notifications\?/ });
  await android.waitFor();
  await page.getByText(/^First question/).waitFor();
  expect(await violations(page)).toEqual([]);
  await ios.getByRole('button', { name: 'Allow', exact: true }).click();
  await android.getByRole('button', { name: 'Don’t allow' }).click();
  await android.waitFor({ state: 'detached' });
  await ask('p2');
  await page.getByText('Second question. After another “Don’t allow” Android does not ask again.').waitFor();
  await android.getByRole('button', { name: 'Don’t allow' }).click();
  await android.waitFor({ state: 'detached' });
  expect((await control().phone('p2')).permission).toMatchObject({ denials: 2, canAskAgain: false });
});

it('what is pressed twice before it can be seen is done once, and is no error', async () => {
  await control().reinstall('p1');
  await control().launch('p1');
  const page = await lab.open('?phones=iphone');
  await inApp(page, 'iPhone 17');
  const did: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') did.push(new URL(request.url()).pathname);
  });
  const pressTwice = (button: Locator) =>
    button.evaluate((one: HTMLElement) => {
      one.click();
      one.click();
    });
  await ask('p1');
  const dialog = page.getByRole('alertdialog');
  await pressTwice(dialog.getByRole('button', { name: 'Allow', exact: true }));
  await dialog.waitFor({ state: 'detached' });
  await control().background('p1');
  await toIphone('Pressed twice');
  await pressTwice(page.locator('.banner').getByRole('button', { name: /Pressed twice/ }));
  await card(page, 'iPhone 17')
    .getByText(/App in front/)
    .waitFor();
  expect(did).toEqual(['/api/phones/p1/dialog', '/api/phones/p1/tap']);
  expect(await page.getByText('not-possible').count()).toBe(0);
});

it('an Android with gestures goes back by its menu: in the page, and from its first one out of the app', async () => {
  const page = await lab.open('?phones=iphone,android-14');
  await inApp(page, 'Pixel 8');
  // “back” of the browser would lead here.
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.getByRole('tab', { name: 'Push' }).click();
  await page.waitForURL(/panel=push/);
  const address = page.url();
  const android = () => control().phone('p2');
  const start = (await android()).page.url;
  await reached('p2');
  await control().load('p2', '/orders/42');
  await expect
    .poll(async () => (await android()).page)
    .toMatchObject({
      ...{ url: new URL('/orders/42', start).href, loading: false, connected: true },
    });
  const menu = page.getByRole('button', { name: 'More for Pixel 8' });
  const back = page.getByRole('menuitem', { name: /^Back/ });
  await menu.click();
  await back.click();
  await expect.poll(async () => (await android()).page).toMatchObject({ url: start, connected: true });
  await menu.click();
  await back.click();
  await expect.poll(async () => (await android()).state).toBe('background');
  expect(page.url()).toBe(address);
  await menu.click();
  await back.and(page.locator('[aria-disabled=true]')).getByText('The app is not in front.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More for iPhone 17' }).click();
  await page.getByRole('menuitem', { name: 'Reload page' }).waitFor();
  expect(await back.count()).toBe(0);
  await control().launch('p2');
});

it('an Android whose page could not be loaded goes back out of the app', async () => {
  const page = await lab.open('?phones=android-14');
  const { origin } = new URL((await control().phone('p2')).page.url);
  await page.route(`${origin}/**`, (route) => route.abort());
  await page.reload();
  await expect.poll(async () => (await control().phone('p2')).page.connected).toBe(false);
  await page.getByRole('button', { name: 'More for Pixel 8' }).click();
  await page.getByRole('menuitem', { name: /^Back/ }).click();
  await expect.poll(async () => (await control().phone('p2')).state).toBe('background');
  expect(await page.getByRole('alert').count()).toBe(0);
  lab.expectComplaint('net::ERR_FAILED');
  await control().launch('p2');
});

it('an iPhone shows what comes as banner, then by thread; it is replaced, spread out and swiped away', async () => {
  const page = await lab.open('?phones=iphone');
  await inApp(page, 'iPhone 17');
  const iphone = card(page, 'iPhone 17');
  await control().setNotifications('p1', true);
  await iphone.getByRole('button', { name: 'Home button of iPhone 17' }).click();
  await toIphone('Packed', { 'thread-id': 'orders', badge: 1 }, 'order-7');
  await iphone.locator('.banner').getByText('Packed').waitFor();
  await page.getByRole('status').filter({ hasText: 'iPhone 17: Packed. It arrives tomorrow.' }).waitFor();
  await toIphone('On its way', { 'thread-id': 'orders', badge: 2 }, 'order-7');
  await toIphone('Your bill', { 'thread-id': 'orders', badge: 3 });
  await toIphone('Hurry', { 'interruption-level': 'time-sensitive' });
  await iphone
    .getByRole('button', { name: 'Open Journeys Shop on iPhone 17, 3 notifications, badge 3' })
    .waitFor();
  await iphone.getByRole('button', { name: /^Notifications on iPhone 17/ }).click();
  const centre = iphone.getByRole('region', { name: 'Notification Centre of iPhone 17' });
  await centre.getByText('Time-sensitive').waitFor();
  // The focus is in it, and “Packed” has made way.
  expect(await centre.evaluate((node) => node.contains(document.activeElement))).toBe(true);
  expect(await centre.getByText('Packed').count()).toBe(0);
  await centre.getByRole('button', { name: '1 more notification' }).click();
  await centre.getByText('On its way').waitFor();
  expect(await violations(page)).toEqual([]);
  // By keyboard alone.
  await centre.getByRole('button', { name: /Your bill/ }).press('Delete');
  await expect
    .poll(async () => (await control().phone('p1')).tray.map(({ title }) => title))
    .toEqual([...['Hurry', 'On its way']]);
  await page.keyboard.press('Escape');
  await centre.waitFor({ state: 'detached' });
});

it('a locked iPhone is dark, lights up for what comes, and a tap leads into the app', async () => {
  await control().setNotifications('p1', true);
  const page = await lab.open('?phones=iphone', { size: SMALL, scheme: 'dark' });
  await inApp(page, 'iPhone 17');
  const iphone = card(page, 'iPhone 17');
  await iphone.getByRole('button', { name: 'Lock iPhone 17' }).click();
  await iphone.getByRole('region', { name: 'Dark screen of iPhone 17' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.reload();
  await iphone.getByRole('region', { name: 'Dark screen of iPhone 17' }).waitFor();
  expect((await control().phone('p1')).state).toBe('background');
  await toIphone('While you slept');
  const lock = iphone.getByRole('region', { name: 'Lock screen of iPhone 17' });
  await lock.getByText('While you slept').waitFor();
  expect(await violations(page)).toEqual([]);
  await lock.getByRole('button', { name: /While you slept/ }).press('Enter');
  await lock.waitFor({ state: 'detached' });
  await expect.poll(async () => (await control().phone('p1')).state).toBe('foreground');
  const isLocked = () => new URL(page.url()).searchParams.has('locked');
  expect(isLocked()).toBe(false);
  await iphone.getByText(/App in front/).waitFor();
  // So does whoever else opens it, and the lock does not come back.
  await iphone.getByRole('button', { name: 'Lock iPhone 17' }).click();
  await iphone.getByRole('region', { name: 'Dark screen of iPhone 17' }).waitFor();
  expect(isLocked()).toBe(true);
  await control().launch('p1');
  await expect.poll(isLocked).toBe(false);
  await control().background('p1');
  await iphone.getByRole('button', { name: /^Open Journeys Shop on iPhone 17/ }).waitFor();
});

it('a provisional app’s notification comes quietly and asks; keeping it makes the next one loud', async () => {
  await control().reinstall('p1');
  await control().launch('p1');
  await control().authorizeProvisionally('p1');
  const page = await lab.open('?phones=iphone');
  await inApp(page, 'iPhone 17');
  const iphone = card(page, 'iPhone 17');
  await control().background('p1');
  await toIphone('A first look');
  await page.getByRole('status').filter({ hasText: 'iPhone 17, quietly: A first look.' }).waitFor();
  expect(await iphone.locator('.banner').count()).toBe(0);
  await iphone.getByRole('button', { name: /^Notifications on iPhone 17/ }).click();
  await iphone.getByText('Keep receiving notifications from the “Journeys Shop” app?').waitFor();
  await iphone.getByRole('button', { name: 'Keep…' }).click();
  const sheet = page.getByRole('dialog', { name: /Notifications from “Journeys Shop”/ });
  await sheet.getByRole('button', { name: 'Keep Delivering Quietly' }).waitFor();
  expect(await violations(page)).toEqual([]);
  const told = page.waitForResponse(/answer-quiet/);
  await sheet.getByRole('button', { name: 'Keep Delivering Quietly' }).click();
  await (await told).finished();
  // It has heard what was answered before this.
  await page.evaluate(() => fetch('/lab.svg').then((answer) => answer.text()));
  // That changes nothing that can be seen, and can be thought over.
  await iphone.getByRole('button', { name: 'Keep…' }).click();
  await sheet.getByRole('button', { name: 'Deliver Prominently' }).click();
  await expect.poll(async () => (await control().phone('p1')).permission.status).toBe('granted');
  await iphone.getByRole('button', { name: 'Close' }).click();
  await toIphone('A second look');
  await iphone.locator('.banner').getByText('A second look').waitFor();
});

it('Android’s settings lead to the channel; what is silent pops up no more and has a section of its own', async () => {
  const page = await lab.open('?phones=android-14', { scheme: 'dark' });
  await inApp(page, 'Pixel 8');
  const pixel = card(page, 'Pixel 8');
  await control().setNotifications('p2', false);
  const [contact] = await control().contacts();
  const contactId = contact?.contactId ?? '';
  await control().registerDevice('p2', contactId);
  await expect.poll(async () => (await control().devices()).map(({ result }) => result)).toContain('Success');
  const push = (title: string) =>
    control().sendPush({ contact: contactId, title, imageUrl: `${lab.sandbox.connection().lab}lab.svg` });
  await page.getByRole('button', { name: 'More for Pixel 8' }).click();
  await page.getByRole('menuitem', { name: /Settings of Journeys Shop/ }).click();
  const settings = pixel.getByRole('region', { name: 'Settings of Journeys Shop on Pixel 8' });
  await settings.getByRole('button', { name: /^Notifications/ }).click();
  await check(settings.getByRole('switch', { name: 'All Journeys Shop notifications' }));
  await settings.getByRole('button', { name: /Makes sound and pops on screen/ }).click();
  await check(settings.getByRole('radio', { name: 'Silent' }));
  await settings.getByRole('switch', { name: 'Minimise' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect((await control().phone('p2')).channels).toMatchObject([{ importance: 'low', setBy: 'person' }]);
  await push('One');
  await page.getByRole('status').filter({ hasText: 'Pixel 8, quietly: One' }).waitFor();
  expect(await pixel.locator('.banner').count()).toBe(0);
  // Switched off and on again, the channel is as the app made it.
  await settings.getByRole('switch', { name: 'Show notifications' }).click();
  await settings.getByText('Notifications of this category are blocked.').waitFor();
  await check(settings.getByRole('switch', { name: 'Show notifications' }));
  await push('Two');
  await pixel.locator('.banner').getByText('Two').waitFor();
  for (const title of ['Three', 'Four', 'Five']) await push(title);
  await expect.poll(async () => (await control().phone('p2')).tray.length).toBe(5);
  await pixel.getByRole('button', { name: /^Notifications on Pixel 8/ }).click();
  const shade = pixel.getByRole('region', { name: 'Notifications of Pixel 8' });
  await shade.getByRole('heading', { name: 'Silent' }).waitFor();
  await shade.getByRole('button', { name: '3 more notifications' }).click();
  await shade.getByRole('button', { name: 'Show more' }).first().click();
  await shade.locator('img.note-picture').waitFor();
  expect(await violations(page)).toEqual([]);
  await shade.getByRole('button', { name: 'Clear all' }).click();
  await shade.getByText('No notifications').waitFor();
  await shade.getByRole('button', { name: 'Close' }).click();
  await settings.getByRole('button', { name: 'Notifications', exact: true }).click();
  await settings.getByRole('button', { name: 'App info' }).click();
  await settings.getByRole('button', { name: 'Force stop' }).click();
  await settings.getByText('Stopped. Nothing reaches the app until it is opened.').waitFor();
  await settings.getByRole('button', { name: 'Home', exact: true }).click();
  await pixel.getByText('Force-stopped: nothing reaches the app until it is opened.').waitFor();
});

it('the clock of a phone is that of its place, as far ahead as the sandbox, and in its language', async () => {
  await control().kill('p1');
  const page = await lab.open('?phones=iphone');
  const iphone = card(page, 'iPhone 17');
  await control().setTimeZone('p1', 'Asia/Tokyo');
  await control().setLanguage('p1', 'de');
  const shown = (at: number) =>
    new Intl.DateTimeFormat('de', { timeZone: 'Asia/Tokyo', hour: 'numeric', minute: '2-digit' }).format(at);
  const time = iphone.locator('.status-time');
  // The minute may end meanwhile: what is expected is looked up each time.
  const shows = (ahead: number) =>
    expect.poll(async () => (await time.textContent()) === shown(Date.now() + ahead)).toBe(true);
  await shows(0);
  await control().setClockSkew('p1', 7 * 60_000);
  await shows(7 * 60_000);
  await control().advanceClock(2 * 3_600_000);
  await shows(2 * 3_600_000 + 7 * 60_000);
  await control().setOnline('p1', false);
  await control().setFocus('p1', true);
  await iphone.getByText(/it is offline; a Focus is on/).waitFor({ state: 'attached' });
  expect(await violations(page)).toEqual([]);
});
