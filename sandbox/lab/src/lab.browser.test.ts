import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../../src/control/wire.ts';
import { type FakeSandbox, startFakeSandbox } from './testing/fake-sandbox.ts';
import { CONTACT } from './testing/fake-state.ts';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };

let browser: Browser;
let sandbox: FakeSandbox;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
});
beforeEach(async () => {
  sandbox = await startFakeSandbox();
  complaints = [];
});
afterEach(async () => {
  await page.close();
  await sandbox.close();
});
afterAll(() => browser.close());

interface Look {
  size?: typeof WIDE;
  scheme?: 'light' | 'dark';
}

async function open({ size = WIDE, scheme = 'light' }: Look = {}): Promise<void> {
  page = await browser.newPage({ viewport: size, colorScheme: scheme, reducedMotion: 'reduce' });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(sandbox.url);
  await page.getByText('Live').waitFor();
  await page.frameLocator('iframe').first().getByText('In the app').waitFor();
}

const phone = (name: string) => page.getByRole('article', { name });
const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`not on the screen: ${locator}`);
  return box;
};
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y < b.y + b.height - 1 && b.y < a.y + a.height - 1;
type Box = Awaited<ReturnType<typeof boxOf>>;

const event = (seq: number, extra: Partial<TimelineEvent> = {}): TimelineEvent => ({
  ...{ seq, at: 1_750_000_000_000 + seq, traceId: 'a'.repeat(32), hop: 'gateway', kind: 'some.kind' },
  ...{ summary: `Event ${seq}`, ...extra },
});
const note = (id: string, title: string) => ({
  ...{ id, title, body: 'It arrives tomorrow.', at: Date.now(), traceId: 'a'.repeat(32) },
});

describe('a phone', () => {
  it('asks in the words of its system, and the answer goes to the sandbox', async () => {
    await open();
    sandbox.changePhone('p1', { dialog: { kind: 'notifications', appName: 'Shop' } });
    const dialog = page.getByRole('alertdialog', { name: /^iPhone 17: “Shop” Would Like to Send You/ });
    await dialog.getByRole('button', { name: 'Don’t Allow', exact: true }).waitFor();
    await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    sandbox.changePhone('p2', { dialog: { kind: 'notifications', appName: 'Shop' } });
    const android = page.getByRole('alertdialog', { name: 'Pixel 8: Allow Shop to send you notifications?' });
    await android.getByRole('button', { name: 'Don’t allow', exact: true }).click();
    await android.waitFor({ state: 'detached' });
    expect(sandbox.calls).toEqual([
      'POST /api/phones/p1/dialog {"answer":"allow"}',
      'POST /api/phones/p2/dialog {"answer":"deny"}',
    ]);
  });

  it('can be answered by keyboard alone: the question takes the focus, Escape swipes Android’s away', async () => {
    await open();
    sandbox.changePhone('p2', { dialog: { kind: 'notifications', appName: 'Shop' } });
    await page.getByRole('alertdialog').getByRole('button', { name: 'Allow', exact: true }).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Allow');
    await page.keyboard.press('Escape');
    await expect.poll(() => sandbox.calls).toEqual(['POST /api/phones/p2/dialog {"answer":"dismiss"}']);
  });

  it('shows a banner; a tap goes to the sandbox', async () => {
    await open();
    sandbox.changePhone('p1', { tray: [note('n1', 'On its way')] });
    await phone('iPhone 17')
      .getByRole('button', { name: /On its way/ })
      .click();
    await expect.poll(() => sandbox.calls).toEqual(['POST /api/phones/p1/tap {"notificationId":"n1"}']);
  });

  it('keeps what it got in the list behind the bell', async () => {
    sandbox.changePhone('p3', { tray: [note('n2', 'Second'), note('n1', 'First')] });
    await open();
    await page.getByRole('button', { name: 'Notifications on Pixel 6: 2' }).click();
    await page
      .getByRole('region', { name: 'Notifications of Pixel 6' })
      .getByRole('button', { name: /First/ })
      .click();
    await expect.poll(() => sandbox.calls).toEqual(['POST /api/phones/p3/tap {"notificationId":"n1"}']);
  });

  it('goes home, keeps its page alive there, and comes back by the icon', async () => {
    await open();
    const frame = page.frameLocator('iframe[title="App on iPhone 17"]');
    await frame.getByRole('button', { name: 'Am I allowed?' }).click();
    await phone('iPhone 17').getByRole('button', { name: 'Home button of iPhone 17' }).click();
    await phone('iPhone 17').getByRole('button', { name: 'Open Shop on iPhone 17' }).click();
    await frame.getByText('areNotificationsEnabled').waitFor();
    expect(sandbox.calls).toEqual(['POST /api/phones/p1/background', 'POST /api/phones/p1/launch']);
  });

  it('ends its page when the app is closed', async () => {
    await open();
    await page.getByRole('button', { name: 'More for Pixel 8' }).click();
    await page.getByRole('menuitem', { name: 'Swipe the app away' }).click();
    await phone('Pixel 8').getByText('The app is closed.').waitFor();
    expect(await phone('Pixel 8').locator('iframe').count()).toBe(0);
  });

  it('has the switch of its Settings, and the way back', async () => {
    sandbox.changePhone('p1', { settingsOpen: true });
    await open();
    // The switch follows the phone, so it turns only when the sandbox has told so.
    await page.getByRole('switch', { name: 'Allow Notifications' }).click();
    await page.getByRole('switch', { name: 'Allow Notifications', checked: true }).waitFor();
    await page.getByRole('button', { name: 'Back to Shop' }).click();
    await page.getByRole('switch', { name: 'Allow Notifications' }).waitFor({ state: 'detached' });
    expect(sandbox.calls).toEqual([
      'PUT /api/phones/p1/notifications {"enabled":true}',
      'POST /api/phones/p1/launch',
    ]);
  });

  it('shows what was opened outside the app', async () => {
    sandbox.changePhone('p2', { browser: 'https://www.example.org/terms' });
    await open();
    const sheet = page.getByRole('region', { name: 'Browser on Pixel 8' });
    await sheet.getByText('https://www.example.org/terms').waitFor();
    await sheet.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => sandbox.calls).toEqual(['POST /api/phones/p2/close-browser']);
  });

  it('says why it is not registered, and what to do', async () => {
    sandbox.changePhone('p1', {
      registration: { state: 'refused', reason: 'user-id-unmapped', userId: 'someone' },
    });
    await open();
    await page.getByRole('button', { name: 'Facts about iPhone 17' }).click();
    const facts = page.getByRole('dialog', { name: 'Facts about iPhone 17' });
    await facts.getByText('add a mapping rule to the gateway').waitFor();
    await facts.getByRole('button', { name: 'Copy token' }).waitFor();
  });
});

describe('the panels', () => {
  it('send a push to the contact with a device, with a path as an address of the site', async () => {
    await open();
    await page.getByRole('tab', { name: 'Push' }).click();
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Hello');
    await page.getByRole('textbox', { name: 'Message' }).fill('');
    await page.getByRole('textbox', { name: 'Link' }).fill('/orders/7');
    await page.getByRole('button', { name: 'Send test' }).click();
    await page.getByText('UNREGISTERED').waitFor();
    const site = new URL(sandbox.url).port;
    const link = `http://app.push.localhost:${site}/orders/7`;
    const push = { contact: CONTACT, title: 'Hello', body: '', link, test: true };
    expect(sandbox.calls).toEqual([`POST /api/pushes ${JSON.stringify(push)}`]);
    sandbox.tell(event(1, { traceId: 'b'.repeat(32), summary: 'The push of this test' }), event(2));
    await page.getByRole('button', { name: 'Show its trace' }).click();
    await page.getByRole('heading', { name: 'The push of this test' }).waitFor();
    expect(new URL(page.url()).searchParams.get('trace')).toBe('b'.repeat(32));
    await page.getByRole('button', { name: 'All traces' }).click();
    await page.getByRole('option', { name: /Event 2/ }).waitFor();
  });

  it('name the field that must be corrected', async () => {
    await open();
    await page.getByRole('tab', { name: 'Push' }).click();
    await page.getByRole('textbox', { name: 'Link' }).fill('orders');
    await page.getByRole('button', { name: 'Send push' }).click();
    await page.getByText('Write an address, or a path that begins with /.').waitFor();
    expect(sandbox.calls).toEqual([]);
  });

  it('follow thousands of events, newest first, and find the one that stopped', async () => {
    await open();
    const many = Array.from({ length: 4000 }, (_, index) => event(index + 1, { traceId: `t${index >> 1}` }));
    sandbox.tell(
      ...many,
      event(4001, { traceId: 'stopped', outcome: 'failed', summary: 'Nobody is mapped' }),
    );
    await page.getByText('2,001 traces').waitFor();
    expect(await page.getByRole('option').count()).toBeLessThan(40);
    await page.getByRole('combobox', { name: 'State' }).selectOption('Stopped');
    await page.getByText('1 of 2,001 traces').waitFor();
    // By keyboard alone; the address then shows somebody else the same.
    await page.getByRole('listbox').focus();
    await page.keyboard.press('Enter');
    const path = page.getByRole('list', { name: 'Path' }).getByRole('listitem');
    await path.filter({ hasText: 'Gateway' }).filter({ hasText: 'stopped here' }).waitFor();
    await page.getByText('What to do').waitFor();
    await page.reload();
    await page.getByText('What to do').waitFor();
    await page.goBack();
    await page.getByText('1 of 2,001 traces').waitFor();
  });

  it('show the device table of the channel', async () => {
    const device = { userId: CONTACT, platform: 'ios', token: 'x'.repeat(64), at: 1 } as const;
    sandbox.state.devices.push({ ...device, result: 'Failed', reason: 'InvalidToken' });
    await open();
    await page.getByRole('tab', { name: 'Channel' }).click();
    await page.getByRole('button', { name: 'Shop', exact: true }).click();
    await page.getByRole('tab', { name: 'Mobile devices' }).click();
    await page.getByRole('row', { name: /Ada Moreau.*iOS.*Failed.*InvalidToken/ }).waitFor();
  });

  it('say code and remedy of a refusal', async () => {
    await open();
    sandbox.refuseNext('not-possible');
    await page.getByRole('button', { name: 'Home button of iPhone 17' }).click();
    await page.getByText('A person could not do that now.').waitFor();
    await page.getByText('not-possible').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await page.getByText('not-possible').count()).toBe(0);
    // Chromium itself reports every HTTP error.
    complaints = complaints.filter((text) => !text.includes('409'));
    expect(complaints).toEqual([]);
  });
});

describe.each([
  { scheme: 'light', text: 'rgb(36, 36, 36)' },
  { scheme: 'dark', text: 'rgb(255, 255, 255)' },
] as const)('in the $scheme scheme', ({ scheme, text }) => {
  it('shows three phones and the timeline side by side at 1280 × 800', async () => {
    await open({ size: WIDE, scheme });
    const names = ['iPhone 17', 'Pixel 8', 'Pixel 6'];
    const boxes = await Promise.all([
      ...names.map((name) => boxOf(phone(name))),
      boxOf(page.getByRole('tabpanel', { name: 'Timeline' })),
    ]);
    for (const [index, box] of boxes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(WIDE.width);
      expect(box.y + box.height).toBeLessThanOrEqual(WIDE.height);
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
    }
    await expectSound(text);
  });

  it('shows one phone at a time at 390 × 844, with everything else behind tabs', async () => {
    await open({ size: NARROW, scheme });
    await page.getByRole('tab', { name: 'Pixel 8' }).click();
    await phone('Pixel 8').waitFor();
    expect(await phone('iPhone 17').isVisible()).toBe(false);
    const { x, y, width, height } = await boxOf(phone('Pixel 8'));
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(NARROW.width);
    expect(y + height).toBeLessThanOrEqual(NARROW.height);
    for (const tab of ['Timeline', 'Push', 'Channel']) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('tabpanel', { name: tab }).waitFor();
      expect(await phone('Pixel 8').isVisible()).toBe(false);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        NARROW.width,
      );
    }
    await expectSound(text);
  });
});

describe('the connection', () => {
  it('comes back by itself, with what happened meanwhile', async () => {
    await open();
    sandbox.tell(event(1));
    await page.getByText('1 trace', { exact: true }).waitFor();
    sandbox.state.timeline.push(event(2, { traceId: 'c'.repeat(32) }));
    sandbox.breakLive();
    await page.getByText('2 traces').waitFor();
    await page.getByText('Live').waitFor();
    expect(await page.getByText('The sandbox does not answer.').count()).toBe(0);
  });

  it('says that the page is of an earlier run', async () => {
    await open();
    sandbox.forgetToken();
    sandbox.breakLive();
    await page.getByText('This page belongs to an earlier run of the sandbox.').waitFor();
    await page.getByRole('button', { name: 'Reload' }).waitFor();
  });
});

it('keeps the colours that the person chose', async () => {
  await open();
  await page.getByRole('button', { name: 'Colours' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await page.reload();
  await page.getByText('Live').waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
});

/** No console errors, and the colours of the scheme. */
async function expectSound(text: string): Promise<void> {
  expect(complaints).toEqual([]);
  const color = await page
    .getByRole('heading', { name: 'Device Lab' })
    .evaluate((node) => getComputedStyle(node).color);
  expect(color).toBe(text);
}
