import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createControlClient } from '../../src/control/client.ts';
import { startSandbox } from '../../src/sandbox.ts';
import { LARGE, prepareLab, SMALL, uncovered } from './testing/lab-page.ts';

const NAMES = ['iPhone 17', 'Pixel 8', 'Pixel 6'];
const TEXT = { light: 'rgb(36, 36, 36)', dark: 'rgb(255, 255, 255)' };

const lab = prepareLab({ phones: ['iphone', 'android-14', 'android-12'] });

const control = () => {
  const { control: url, controlToken: token } = lab.sandbox.connection();
  return createControlClient({ url, token });
};
const phone = (page: Page, name: string) => page.getByRole('article', { name });
const app = (page: Page, name: string) => page.frameLocator(`iframe[title="App on ${name}"]`);
const boxOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error(`not on the screen: ${locator}`);
  return box;
};
type Box = Awaited<ReturnType<typeof boxOf>>;
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 && a.y < b.y + b.height - 1 && b.y < a.y + a.height - 1;
const colourOf = (page: Page) =>
  page.getByRole('heading', { name: 'Device Lab' }).evaluate((node) => getComputedStyle(node).color);
const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset.theme);

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  it('three phones and the timeline stand side by side', async () => {
    const page = await lab.open('', { size: LARGE, scheme });
    await phone(page, 'Pixel 6').waitFor();
    const boxes = await Promise.all([
      ...NAMES.map((name) => boxOf(phone(page, name))),
      boxOf(page.getByRole('tabpanel', { name: 'Timeline' })),
    ]);
    for (const [index, box] of boxes.entries()) {
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(LARGE.width);
      expect(box.y + box.height).toBeLessThanOrEqual(LARGE.height);
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
    }
    expect(await colourOf(page)).toBe(TEXT[scheme]);
  });

  it('a narrow screen has one phone at a time, and everything else behind tabs', async () => {
    const page = await lab.open('', { size: SMALL, scheme });
    await page.getByRole('button', { name: 'Site in the phones: built-in page' }).waitFor();
    await page.getByRole('tab', { name: 'Pixel 8' }).click();
    const { x, y, width, height } = await boxOf(phone(page, 'Pixel 8'));
    expect(await phone(page, 'iPhone 17').isVisible()).toBe(false);
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(SMALL.width);
    expect(y + height).toBeLessThanOrEqual(SMALL.height);
    await page.getByRole('tab', { name: 'Timeline' }).click();
    expect(await phone(page, 'Pixel 8').isVisible()).toBe(false);
    expect(await colourOf(page)).toBe(TEXT[scheme]);
  });
});

it('the tab in front stays on a narrow screen when the mark of a fault widens one', async () => {
  const page = await lab.open('?panel=faults', { size: SMALL });
  const tab = page.getByRole('tab', { name: 'Faults & time' });
  const end = async () => {
    const { x, width } = await boxOf(tab);
    return x + width;
  };
  await expect.poll(end).toBeLessThanOrEqual(SMALL.width);
  const before = await boxOf(tab);
  await control().plantFault({ twin: 'apns', effect: { kind: 'drop' } });
  await tab.getByLabel('1 fault is active').waitFor();
  expect((await boxOf(tab)).width).toBeGreaterThan(before.width);
  await expect.poll(end).toBeLessThanOrEqual(SMALL.width);
  await control().clearFaults();
});

it('a question takes the focus, and Escape swipes Android’s away', async () => {
  const page = await lab.open();
  await app(page, 'Pixel 8').getByText('In the app').waitFor();
  await uncovered(page, 'p2');
  await app(page, 'Pixel 8').getByRole('button', { name: 'Ask for permission' }).click();
  const question = page.getByRole('alertdialog', { name: /Allow Journeys Shop to send you notifications/ });
  await question.waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Allow');
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect((await control().phone('p2')).permission).toMatchObject({ status: 'undetermined', denials: 0 });
});

it('a page stays as it is at home and behind the browser, and ends with the app', async () => {
  const page = await lab.open();
  const pixel = phone(page, 'Pixel 8');
  await app(page, 'Pixel 8').getByText('In the app').waitFor();
  await uncovered(page, 'p2');
  await app(page, 'Pixel 8').getByRole('button', { name: 'Am I allowed?' }).click();
  await pixel.getByRole('button', { name: 'Home button of Pixel 8' }).click();
  await pixel.getByRole('button', { name: 'Open Journeys Shop on Pixel 8' }).click();
  await expect.poll(async () => (await control().phone('p2')).state).toBe('foreground');
  await app(page, 'Pixel 8').getByText('areNotificationsEnabled').waitFor();
  await control().load('p2', 'https://www.example.org/terms');
  const sheet = page.getByRole('region', { name: 'Browser on Pixel 8' });
  await sheet.getByText('https://www.example.org/terms').waitFor();
  await sheet.getByRole('button', { name: 'Close' }).click();
  await uncovered(page, 'p2');
  await app(page, 'Pixel 8').getByText('areNotificationsEnabled').waitFor();
  await page.getByRole('button', { name: 'More for Pixel 8' }).click();
  await page.getByRole('menuitem', { name: 'Swipe the app away' }).click();
  await pixel.getByText('The app is closed.').waitFor();
  expect(await pixel.locator('iframe').count()).toBe(0);
});

it('a refusal says what it is about, its code, and what to do', async () => {
  const page = await lab.open();
  // Somebody else is a moment quicker.
  await page.route('**/phones/p1/background', async (route) => {
    await control().kill('p1');
    await route.continue();
  });
  await phone(page, 'iPhone 17').getByRole('button', { name: 'Home button of iPhone 17' }).click();
  await page.getByText('not-possible').waitFor();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  expect(await page.getByText('not-possible').count()).toBe(0);
  // Chromium itself reports every HTTP error.
  lab.expectComplaint('409');
});

it('the colours that a person chose stay', async () => {
  const page = await lab.open();
  await page.getByRole('button', { name: 'Colours' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect.poll(() => themeOf(page)).toBe('dark');
  await page.reload();
  await page.getByText('Live', { exact: true }).waitFor();
  expect(await themeOf(page)).toBe('dark');
});

it('while the sandbox is away the lab says so; when it is started again, the lab comes back by itself', async () => {
  const first = await startSandbox({ gateway: false, phones: ['iphone'] });
  const page = await lab.open();
  await page.goto(first.connection().lab);
  await phone(page, 'iPhone 17').waitFor();
  const port = Number(new URL(first.connection().control).port);
  await first.close();
  await page.getByText('The sandbox does not answer.').waitFor();
  const second = await startSandbox({ gateway: false, phones: ['android-16'], port });
  try {
    await phone(page, 'Pixel 10').waitFor();
    expect(await page.getByText('The sandbox does not answer.').count()).toBe(0);
    // One that goes on refusing is no reason to load the page for ever.
    await page.route('**/api/events', (route) => route.fulfill({ status: 401 }));
    await page.reload();
    await page.getByText('This page belongs to an earlier run of the sandbox.').waitFor();
    await page.getByRole('button', { name: 'Reload' }).waitFor();
  } finally {
    await second.close();
  }
  for (const expected of ['ERR_', '401', 'WebSocket']) lab.expectComplaint(expected);
});
