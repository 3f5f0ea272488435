import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from './sandbox.ts';
import { uncovered } from './testing/uncovered.ts';

/** Where to leave pictures for a person to look at; nowhere by default. */
const pictures = process.env.SCREENSHOTS;

const phones = [
  { phone: 'iPhone 17', asks: true },
  { phone: 'Pixel 8', asks: true },
  { phone: 'Pixel 6', asks: false },
];
const pages = [
  { name: 'the bare page', path: '/' },
  { name: 'the page with median-js-bridge', path: '/median' },
];

describe('one push by hand, in the lab', () => {
  let browser: Browser;
  let sandbox: Sandbox;
  let lab: Page;
  let complaints: string[];

  beforeAll(async () => {
    if (pictures) mkdirSync(pictures, { recursive: true });
    sandbox = await startSandbox();
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ],
    });
  });
  afterEach(() => lab.close());
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
  });

  async function openLab(viewport: { width: number; height: number }): Promise<void> {
    lab = await browser.newPage({ viewport, reducedMotion: 'reduce' });
    complaints = [];
    lab.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    lab.on('pageerror', (error) => complaints.push(error.message));
    await lab.goto(sandbox.connection().lab);
  }
  const picture = async (name: string) => {
    if (pictures) await lab.screenshot({ path: join(pictures, `${name}.png`) });
  };
  const shot = (text: string) => text.replaceAll(/\W+/g, '-').toLowerCase();

  describe.each(pages)('from $name', ({ path }) => {
    it.each(phones)('to $phone and back', async ({ phone: name, asks }) => {
      const phone = sandbox.phones.all().find((candidate) => candidate.view().name === name);
      await phone?.reinstall();
      await phone?.launch();
      await openLab({ width: 1280, height: 800 });
      const card = lab.getByRole('article', { name });
      const site = card.frameLocator('iframe');
      await site.getByText('In the app').waitFor();
      await uncovered(lab, phone?.id ?? '');
      if (path !== '/') await site.getByRole('link', { name: /median-js-bridge/ }).click();
      // The page before has the same buttons, and can still be there when the link has been pressed.
      await site.getByText(path, { exact: true }).waitFor();

      // Ask, and answer as a person does.
      await site.getByRole('button', { name: 'Ask for permission' }).click();
      if (asks) {
        const dialog = lab.getByRole('alertdialog', { name: new RegExp(name) });
        await dialog.waitFor();
        await picture(shot(`${name} ${path} dialog`));
        await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
        await uncovered(lab, phone?.id ?? '');
      }
      await site
        .getByText(/granted.*true/)
        .first()
        .waitFor();

      // Register, and see it in the phone's own words.
      await site.getByRole('button', { name: /^Register/ }).click();
      await card.getByText('Registered', { exact: true }).waitFor();

      // Send a push with the form.
      await lab.getByRole('tab', { name: 'Push' }).click();
      const title = `Hello ${name} ${path}`;
      await lab.getByRole('textbox', { name: /Title/ }).fill(title);
      await lab.getByRole('textbox', { name: 'Link' }).fill('/orders/42');
      await lab.getByRole('button', { name: 'Send push' }).click();
      await lab.getByRole('region', { name: 'Result' }).getByText('Sent', { exact: false }).first().waitFor();

      // It arrives in front; the tap opens the page.
      const note = card.getByRole('button', { name: new RegExp(title) }).first();
      await note.waitFor();
      await picture(shot(`${name} ${path} banner`));
      // The pointer’s press would be a long one where the machine is busy.
      await note.press('Enter');
      await site.getByText('/orders/42', { exact: true }).waitFor();
      await site.getByText('notificationOpened').first().waitFor();
      await expect.poll(() => sandbox.world.pushes().find((push) => push.title === title)?.opened).toBe(true);
      await lab.getByRole('tab', { name: 'Timeline' }).click();
      await picture(shot(`${name} ${path} opened`));
      expect(complaints).toEqual([]);
    });
  });

  it('in one tab at a time, and back again', async () => {
    await openLab({ width: 1280, height: 800 });
    const site = (page: Page) => page.getByRole('article', { name: 'Pixel 8' }).frameLocator('iframe');
    const taken = (page: Page) => page.getByRole('region', { name: 'Pixel 8 is in use elsewhere' });
    await site(lab).getByText('In the app').waitFor();
    const pixel = sandbox.phones.all().find((phone) => phone.view().name === 'Pixel 8');
    await expect.poll(() => pixel?.view().page.connected).toBe(true);
    const other = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await other.goto(sandbox.connection().lab);
    await site(other).getByText('In the app').waitFor();
    await taken(lab).waitFor();
    await picture('taken');
    await taken(lab).getByRole('button', { name: 'Use it here' }).click();
    await taken(other).waitFor();
    await taken(lab).waitFor({ state: 'detached' });
    await site(lab).getByText('In the app').waitFor();
    await site(lab).getByRole('button', { name: 'Am I allowed?' }).click();
    await site(lab).getByText('areNotificationsEnabled').first().waitFor();
    await other.close();
    expect(complaints).toEqual([]);
  });

  it('fits a narrow screen', async () => {
    await openLab({ width: 390, height: 844 });
    await lab.locator('iframe:visible').first().contentFrame().getByText('In the app').waitFor();
    await picture('narrow-phones');
    for (const tab of ['Timeline', 'Push', 'Channel']) {
      await lab.getByRole('tab', { name: tab }).click();
      await picture(`narrow-${tab.toLowerCase()}`);
      const overflow = await lab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
  });
});
