import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { prepareLab } from './testing/lab-page.ts';

const lab = prepareLab({ phones: ['iphone'] });

/** The lab, whose question about the sandbox itself waits for an answer until the returned function is called. */
async function openEarly(panel: string): Promise<{ page: Page; answer(): void }> {
  const page = await lab.open(`?panel=${panel}`);
  let answer = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/api/info', async (route) => {
    await told;
    await route.fallback();
  });
  await page.reload();
  return { page, answer };
}

it('a template that is chosen before the sandbox has told of itself is used once it has', async () => {
  const { page, answer } = await openEarly('journeys');
  await page.getByRole('button', { name: 'Onboarding' }).click();
  await page.getByRole('button', { name: 'Renewal' }).and(page.locator('[aria-disabled=true]')).waitFor();
  answer();
  await page.getByText('Saved as draft.').waitFor();
  expect(await lab.sandbox.control.journeys()).toHaveLength(1);
});

it('a push that is sent before then is sent once, with its path on the site', async () => {
  const { page, answer } = await openEarly('push');
  await page.getByRole('textbox', { name: 'Link' }).fill('/orders/7');
  await page.getByRole('button', { name: 'Send push' }).click();
  answer();
  await page.getByRole('region', { name: 'Result' }).waitFor();
  expect(lab.sandbox.world.pushes()).toHaveLength(1);
  expect(await page.getByText('Write an address', { exact: false }).count()).toBe(0);
});
